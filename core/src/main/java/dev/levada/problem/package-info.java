/** What is wrong with a project, and where. */
@NullMarked
package dev.levada.problem;

import org.jspecify.annotations.NullMarked;
