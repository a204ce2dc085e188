package dev.levada.dialect;

import dev.levada.algebra.ValueType;

/**
 * A value as SQL.
 *
 * @param trait what it holds that does not fit everywhere
 */
record Piece(String sql, ValueType type, Trait trait) {

    enum Trait {
        COLUMN,
        CONSTANT,
        PLAIN,
        /** Holds a query, which no grouping can be by. */
        QUERY,
        /** Can stand only in what a select returns. */
        WINDOW
    }

    static Piece column(Dialect dialect, String table, String name, ValueType type) {
        return new Piece(table + "." + dialect.quoted(name), type, Trait.COLUMN);
    }

    /** What stands for a column that cannot be read in the database. Rows can be counted all the same. */
    static Piece nothing(ValueType type) {
        return new Piece("", type, Trait.COLUMN);
    }

    boolean isNothing() {
        return sql.isEmpty();
    }

    boolean is(Trait other) {
        return trait == other;
    }

    /** Whether to write it several times makes a query no longer. */
    boolean isShort() {
        return trait == Trait.COLUMN || sql.length() <= 24;
    }
}
