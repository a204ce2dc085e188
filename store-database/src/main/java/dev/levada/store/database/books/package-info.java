/** What is written down of tables in a database, and how others are noticed. */
@NullMarked
package dev.levada.store.database.books;

import org.jspecify.annotations.NullMarked;
