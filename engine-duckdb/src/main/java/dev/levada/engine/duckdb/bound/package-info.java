/** Reads the plans that DuckDB makes of queries, in which all names are bound and all types known, as algebra. */
@NullMarked
package dev.levada.engine.duckdb.bound;

import org.jspecify.annotations.NullMarked;
