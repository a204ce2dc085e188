package dev.levada.store;

import dev.levada.api.Column;
import dev.levada.api.Type;
import java.util.List;

/** The columns that Levada adds to every extracted asset. */
public final class Audit {
    /** The run that loaded the row. */
    public static final String RUN_ID = "_run_id";
    /** When the run that loaded the row began. */
    public static final String LOADED_AT = "_loaded_at";
    /** The file or table that the row came from. */
    public static final String SOURCE = "_source";

    /** Whether the row came late: it belongs to an interval before the newest that the table had when the run began. */
    public static final Column LATE = new Column("_late", Type.Primitive.BOOLEAN);

    /** What every extracted asset has; one with a time has {@link #LATE} too. */
    public static final List<Column> COLUMNS = List.of(
            new Column(RUN_ID, Type.Primitive.VARCHAR),
            new Column(LOADED_AT, Type.Primitive.TIMESTAMPTZ),
            new Column(SOURCE, Type.Primitive.VARCHAR));

    private Audit() {}
}
