package dev.levada.api.cursor;

import java.util.List;
import java.util.Optional;

/**
 * What planning asks of the table or query that is read by a cursor. All answers are of one moment.
 *
 * @param <E> what may go wrong
 */
public interface CursorTable<E extends Exception> {

    /** The columns that are read, in order. */
    List<String> columns();

    /** The type of the cursor's values as they are now, by its word; empty if there is no value. */
    Optional<String> type() throws E;

    /** A value as the project spells it, in the type of the cursor's column. */
    CursorValue typed(String written) throws E;

    /** The greatest value of the cursor that is not below another; empty if there is none. */
    Optional<CursorValue> greatest(Optional<CursorValue> from) throws E;

    /** How many rows have no value. */
    long nulls() throws E;

    /**
     * The rows without a value, and those from one value to another, both included.
     *
     * @param from the least value; empty to take only rows without a value
     * @param by the columns that rows are known by
     * @param most how many there may be
     * @return empty if there are more
     */
    Optional<RememberedRows> rows(Optional<CursorValue> from, Optional<CursorValue> to, List<String> by, int most)
            throws E;
}
