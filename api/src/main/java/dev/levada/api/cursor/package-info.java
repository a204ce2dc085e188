/**
 * Reading on from where a table was left, by a column whose values grow: what is the same for every connector of tables.
 *
 * <p>A connector offers {@link dev.levada.api.cursor.Cursor#SETTINGS} with its {@code extract}, answers the questions of
 * {@link dev.levada.api.cursor.CursorTable}, and reads what {@link dev.levada.api.cursor.CursorWindow} says through a
 * {@link dev.levada.api.cursor.Sieve}.
 */
@NullMarked
package dev.levada.api.cursor;

import org.jspecify.annotations.NullMarked;
