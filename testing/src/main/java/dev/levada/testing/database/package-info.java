/** A database in memory, whose tables an engine reads and writes as it does those of a server. */
@NullMarked
package dev.levada.testing.database;

import org.jspecify.annotations.NullMarked;
