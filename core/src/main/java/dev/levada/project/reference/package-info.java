/** The declarations of all that a project's files may say, and what is made of them: JSON Schema and reference pages. */
@NullMarked
package dev.levada.project.reference;

import org.jspecify.annotations.NullMarked;
