/** Compares the rows of two relations of a session, chunk by chunk, and says which keys differ, and why. */
@NullMarked
package dev.levada.reconcile.compare;

import org.jspecify.annotations.NullMarked;
