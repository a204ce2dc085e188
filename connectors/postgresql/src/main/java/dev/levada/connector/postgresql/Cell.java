package dev.levada.connector.postgresql;

import dev.levada.api.Vector;

/** Hands over values of one kind from the server's binary form, a column at a time. */
@FunctionalInterface
interface Cell {

    /**
     * Sets each row of a column.
     *
     * @throws Unfit if the column's type cannot hold a value
     */
    void set(Values values, Vector to) throws Unfit;

    /** A value that its column's type cannot hold. */
    final class Unfit extends Exception {
        private static final long serialVersionUID = 1;

        Unfit(String value) {
            super(value);
        }
    }
}
