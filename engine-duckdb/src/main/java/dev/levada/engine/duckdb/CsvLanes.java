package dev.levada.engine.duckdb;

/**
 * When CSV files are read typed instead of as text; see {@link CsvProduction}.
 *
 * @param smallBytes files that are not larger in all are read as text, for nothing is gained on them
 */
record CsvLanes(long smallBytes) {
    static final CsvLanes USUAL = new CsvLanes(64L << 20);
}
