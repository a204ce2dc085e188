package dev.levada.store;

import dev.levada.api.Column;
import dev.levada.api.Type;
import java.util.List;

/** The shape of every quarantine table. */
public final class Quarantine {
    /**
     * {@code reasons} holds the codes of all rules that the row broke, in the contract's order; {@code source} and
     * {@code position} say where it was found (a file's line, counted from 1); {@code record} is the row as received, as a
     * JSON object of texts. A line that could not be taken apart stands there under the single key {@link #RAW}.
     */
    public static final List<Column> COLUMNS = List.of(
            new Column("run_id", Type.Primitive.VARCHAR),
            new Column("quarantined_at", Type.Primitive.TIMESTAMPTZ),
            new Column("reasons", new Type.ListOf(Type.Primitive.VARCHAR)),
            new Column("source", Type.Primitive.VARCHAR),
            new Column("position", Type.Primitive.BIGINT),
            new Column("record", Type.Primitive.VARCHAR));

    /** The key of a raw line in a record. */
    public static final String RAW = "_raw";

    /** The reason of a line that could not be taken apart. */
    public static final String MALFORMED = "malformed";

    private Quarantine() {}
}
