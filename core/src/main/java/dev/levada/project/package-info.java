/** Project files read into values, with the position of everything that an error may point at. */
@NullMarked
package dev.levada.project;

import org.jspecify.annotations.NullMarked;
