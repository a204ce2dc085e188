/**
 * Tables of PostgreSQL databases as a store. Rows are staged in files, sent to tables that nobody sees, and made visible in one
 * transaction with all that is remembered of the commit.
 */
@NullMarked
package dev.levada.store.postgresql;

import org.jspecify.annotations.NullMarked;
