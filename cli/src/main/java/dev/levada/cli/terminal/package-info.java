/** What a screen, a stream or a log can show, and how numbers, tables and problems look there. */
@NullMarked
package dev.levada.cli.terminal;

import org.jspecify.annotations.NullMarked;
