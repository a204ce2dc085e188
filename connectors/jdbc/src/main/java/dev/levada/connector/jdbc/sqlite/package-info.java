/** SQLite, whose columns hold values of any kind. */
@NullMarked
package dev.levada.connector.jdbc.sqlite;

import org.jspecify.annotations.NullMarked;
