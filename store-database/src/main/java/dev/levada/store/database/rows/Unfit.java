package dev.levada.store.database.rows;

import java.io.Serial;

/** A value that a database cannot hold. */
public final class Unfit extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    /** @param value as a message shall call it */
    public Unfit(String value) {
        super(value, null, false, false);
    }
}
