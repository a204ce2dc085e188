/** Rows of tables in a database: on their way there, where they lie, and how they are read. */
@NullMarked
package dev.levada.store.database.rows;

import org.jspecify.annotations.NullMarked;
