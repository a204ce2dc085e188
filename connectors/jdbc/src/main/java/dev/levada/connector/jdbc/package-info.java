/** Reads tables and queries of databases that have a JDBC driver. What differs between them is a {@code Dialect}. */
@NullMarked
package dev.levada.connector.jdbc;

import org.jspecify.annotations.NullMarked;
