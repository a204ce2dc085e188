/** Types, values and partitions, from a project's words to Iceberg's and back. */
@NullMarked
package dev.levada.store.lake.layout;

import org.jspecify.annotations.NullMarked;
