/** Servers that tests start, once for all of them that run in one JVM. */
@NullMarked
package dev.levada.testing.server;

import org.jspecify.annotations.NullMarked;
