/**
 * Reads tables and queries of databases that have a JDBC driver: what is the same for all of them. What differs is a
 * {@code Dialect}; each database has a package of its own below this one.
 */
@NullMarked
package dev.levada.connector.jdbc;

import org.jspecify.annotations.NullMarked;
