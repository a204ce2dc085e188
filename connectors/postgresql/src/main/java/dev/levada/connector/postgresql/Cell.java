package dev.levada.connector.postgresql;

import dev.levada.api.Vector;

/** Hands over one value from the server's binary form. */
@FunctionalInterface
interface Cell {

    /**
     * Sets a value that is not null.
     *
     * @throws Unfit if the column's type cannot hold the value
     */
    void set(byte[] bytes, int at, int length, Vector to, int row) throws Unfit;

    /** A value that its column's type cannot hold. */
    final class Unfit extends Exception {
        private static final long serialVersionUID = 1;

        Unfit(String value) {
            super(value);
        }
    }
}
