package dev.levada.engine;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;

/** A query that an engine does not accept. */
public final class SqlException extends LevadaException {
    private static final long serialVersionUID = 1;

    private final int offset;

    /** @param offset the place in the query's text, from 0, in characters; negative if unknown */
    public SqlException(int offset, String message) {
        super("sql.invalid", Blame.PROJECT, message);
        this.offset = offset;
    }

    /** The place in the query's text, from 0, in characters; negative if unknown. */
    public int offset() {
        return offset;
    }
}
