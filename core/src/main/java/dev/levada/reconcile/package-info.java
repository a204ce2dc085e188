/** Compares tables with what they were made from, chunk by chunk, down to the keys that differ. */
@NullMarked
package dev.levada.reconcile;

import org.jspecify.annotations.NullMarked;
