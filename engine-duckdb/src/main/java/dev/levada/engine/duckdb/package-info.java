/**
 * The embedded engine: DuckDB inside the process.
 *
 * <p>Reading it: {@link dev.levada.engine.duckdb.DuckDbEngine} opens the database, {@code DuckDbSession} is one view of
 * the data, {@code Producing} makes a task's rows: {@code Intake} reads and writes them with the help of {@code CsvProduction} (files that DuckDB parses) or
 * {@code StreamProduction} (everything else), {@code StagedRows} looks at what was written.
 */
@NullMarked
package dev.levada.engine.duckdb;

import org.jspecify.annotations.NullMarked;
