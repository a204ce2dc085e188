/** Reads tables and queries of PostgreSQL databases: many parts at once, all of them as of one moment. */
@NullMarked
package dev.levada.connector.postgresql;

import org.jspecify.annotations.NullMarked;
