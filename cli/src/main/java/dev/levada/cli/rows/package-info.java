/** Rows of a query written as a table, as CSV or as JSON. */
@NullMarked
package dev.levada.cli.rows;

import org.jspecify.annotations.NullMarked;
