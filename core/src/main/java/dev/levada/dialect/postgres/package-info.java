/** How PostgreSQL says what DuckDB says. */
@NullMarked
package dev.levada.dialect.postgres;

import org.jspecify.annotations.NullMarked;
