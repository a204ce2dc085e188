/** A plan carried out: the steps of a task, from pinned inputs to a commit. */
@NullMarked
package dev.levada.run;

import org.jspecify.annotations.NullMarked;
