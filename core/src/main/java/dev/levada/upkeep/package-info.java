/** Looks after the tables of a project: their past, going back to it, and what takes up room. */
@NullMarked
package dev.levada.upkeep;

import org.jspecify.annotations.NullMarked;
