package dev.levada.store;

/**
 * Files that are better written as few.
 *
 * @param base the version that they were found in
 * @param scan reads their rows
 * @param request asks for a place to write the rows to, with all columns in the files
 */
public record Compaction(TableVersion base, TableScan scan, StageRequest request) {}
