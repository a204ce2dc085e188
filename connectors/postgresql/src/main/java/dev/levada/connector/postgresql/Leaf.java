package dev.levada.connector.postgresql;

/**
 * A table that keeps rows of its own: one without partitions, or a partition.
 *
 * @param pages how many pages its rows are in
 * @param bytes how much it takes, with what its large values take outside of the pages
 */
record Leaf(long pages, long bytes) {}
