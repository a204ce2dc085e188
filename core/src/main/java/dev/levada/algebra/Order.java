package dev.levada.algebra;

/** What rows are ordered by, and where nulls go. */
public record Order(Expression by, boolean descending, boolean nullsFirst) {}
