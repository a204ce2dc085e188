/** The command line, and the one class that wires everything. */
@NullMarked
package dev.levada.cli;

import org.jspecify.annotations.NullMarked;
