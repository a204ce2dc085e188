/** A plan carried out: the steps of a task, and the few interfaces that engines and stores implement. */
@NullMarked
package dev.levada.run;

import org.jspecify.annotations.NullMarked;
