/** Compares tables with their sources, and with each other. */
@NullMarked
package dev.levada.reconcile;

import org.jspecify.annotations.NullMarked;
