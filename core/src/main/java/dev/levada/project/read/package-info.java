/** Project files read into values: {@link dev.levada.project.read.ProjectReader} is the way in, the rest is its machinery. */
@NullMarked
package dev.levada.project.read;

import org.jspecify.annotations.NullMarked;
