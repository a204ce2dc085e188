/**
 * What stores have in common that keep tables in databases, whichever: folders for what engines write, columns with ids, the
 * times that commits touched, and how all of it is written down.
 */
@NullMarked
package dev.levada.store.database;

import org.jspecify.annotations.NullMarked;
