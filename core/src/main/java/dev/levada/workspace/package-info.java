/** A project with all that it runs on. */
@NullMarked
package dev.levada.workspace;

import org.jspecify.annotations.NullMarked;
