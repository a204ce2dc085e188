package dev.levada.engine.duckdb;

/**
 * When CSV files are read typed instead of as text; see {@link CsvProduction}.
 *
 * @param smallBytes files that are not larger in all are read as text, for nothing is gained on them
 * @param sampledRows how many rows that come first are looked at, to see whether some will be left out
 * @param mostLeftOut if a larger part of them is to be left out, large files are read as text too
 * @param mostRejects so many faults of values are kept while a file is read typed; if there are more, it is read again
 */
record CsvLanes(long smallBytes, int sampledRows, double mostLeftOut, int mostRejects) {
    /** A sample that meets what is usual in a file, and takes some hundredths of a second. */
    static final CsvLanes USUAL = new CsvLanes(64L << 20, 20_480, 0.2, 1_000_000);
}
