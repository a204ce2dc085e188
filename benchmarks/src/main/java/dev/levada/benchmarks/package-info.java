/** Measures Levada side by side with hand-written scripts, each in a process of its own. */
@NullMarked
package dev.levada.benchmarks;

import org.jspecify.annotations.NullMarked;
