/** A network on this machine whose troubles come when a test wants them. */
@NullMarked
package dev.levada.testing.net;

import org.jspecify.annotations.NullMarked;
