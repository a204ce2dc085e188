/** The program as its users meet it: whole projects, run by whole commands. */
@NullMarked
package dev.levada.cli.e2e;

import org.jspecify.annotations.NullMarked;
