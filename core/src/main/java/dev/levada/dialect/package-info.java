/** Writes queries in the SQL of databases, or says why they cannot be. */
@NullMarked
package dev.levada.dialect;

import org.jspecify.annotations.NullMarked;
