/** How a run is told while it goes on and when it has ended. */
@NullMarked
package dev.levada.cli.progress;

import org.jspecify.annotations.NullMarked;
