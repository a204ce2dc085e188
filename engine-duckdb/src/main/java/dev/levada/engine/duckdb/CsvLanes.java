package dev.levada.engine.duckdb;

/**
 * When CSV files are read typed instead of as text; see {@link CsvProduction}.
 *
 * @param smallBytes files that are not larger in all are read as text, for nothing is gained on them
 * @param sampledRows if one of so many rows that come first is to be left out, larger files are read as text too
 */
record CsvLanes(long smallBytes, int sampledRows) {
    /** A sample that meets what is usual in a file, and takes some hundredths of a second. */
    static final CsvLanes USUAL = new CsvLanes(64L << 20, 20_480);
}
