/** Values that say what would run, on which inputs, and why. */
@NullMarked
package dev.levada.plan;

import org.jspecify.annotations.NullMarked;
