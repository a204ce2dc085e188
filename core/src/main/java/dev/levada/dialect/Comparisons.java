package dev.levada.dialect;

/** The comparisons that joins are special about. */
final class Comparisons {
    static final String EQUAL = "=";
    /** Nulls are equal. */
    static final String SAME = "is not distinct from";

    private Comparisons() {}
}
