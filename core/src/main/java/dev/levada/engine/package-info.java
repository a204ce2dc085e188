/** What computes: the interface that engines implement, and the values that it speaks in. */
@NullMarked
package dev.levada.engine;

import org.jspecify.annotations.NullMarked;
