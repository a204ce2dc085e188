/** Tables as they are: where they lie, their versions, files and commits. */
@NullMarked
package dev.levada.store.lake.table;

import org.jspecify.annotations.NullMarked;
