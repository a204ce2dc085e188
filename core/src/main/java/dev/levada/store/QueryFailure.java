package dev.levada.store;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;

/** A database understood what it was to compute, and could not: a value does not fit, or it knows less than was thought. */
public final class QueryFailure extends LevadaException {
    private static final long serialVersionUID = 1;

    /** @param message what the database said, a sentence */
    public QueryFailure(String message, Throwable cause) {
        super("store.query", Blame.DATA, message, cause);
    }
}
