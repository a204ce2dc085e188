/**
 * Tables as Apache Iceberg tables, format 3, in a folder with a SQLite catalog. Any Iceberg reader can open them.
 *
 * <p>What all rows of a commit share (run, load time, often the source) is not written into its files but is a
 * partition value of theirs, as after a Hive import: other readers take it from there.
 */
@NullMarked
package dev.levada.store.lake;

import org.jspecify.annotations.NullMarked;
