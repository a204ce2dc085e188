package dev.levada.engine;

import dev.levada.api.Column;
import dev.levada.contract.OnDrift;
import java.util.List;

/**
 * What a production does with what has no place in its columns.
 *
 * @param columns those of the source that are not written
 * @param onColumns what becomes of their values: {@code DISCARD_COLUMN} counts them, {@code QUARANTINE} turns away each row
 *     that has one, for the reason {@code <column>.new}
 * @param onTypes what becomes of a value that does not fit its column: {@code DISCARD_COLUMN} writes and counts a null,
 *     anything else turns the row away for the reason {@code <column>.type}, and {@code FREEZE} has that fail the run
 */
public record Strays(List<Column> columns, OnDrift onColumns, OnDrift onTypes) {
    /** No such columns; values that do not fit cost their rows. */
    public static final Strays NONE = new Strays(List.of(), OnDrift.EVOLVE, OnDrift.EVOLVE);

    /** Ends the reason of a row that has a value in a column that is not written. */
    public static final String NEW = ".new";

    /** Ends the reason of a row with a value that does not fit its column. */
    public static final String TYPE = ".type";

    public Strays {
        columns = List.copyOf(columns);
        if (!columns.isEmpty() && onColumns != OnDrift.DISCARD_COLUMN && onColumns != OnDrift.QUARANTINE) {
            throw new IllegalArgumentException("columns are not written, and nothing is done with their values");
        }
    }

    public boolean discardsValues() {
        return onTypes == OnDrift.DISCARD_COLUMN;
    }
}
