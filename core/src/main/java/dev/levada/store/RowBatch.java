package dev.levada.store;

import java.math.BigDecimal;

/**
 * Some rows, column by column. Columns and rows are counted from 0. A value is asked for by the method that its column's type
 * has here, and only if it is not null.
 */
public interface RowBatch {
    int rows();

    boolean isNull(int column, int row);

    /** A {@code boolean}. */
    boolean truth(int column, int row);

    /**
     * An {@code integer} or {@code bigint}; a {@code date} as days, a {@code time} as microseconds of the day, a {@code timestamp} or
     * {@code timestamptz} as microseconds, all from 1970-01-01 on, {@link Long#MAX_VALUE} and its negative for the infinities.
     */
    long number(int column, int row);

    /** A {@code float} or {@code double}. */
    double real(int column, int row);

    /** A {@code decimal} with the scale of its column. */
    BigDecimal decimal(int column, int row);

    /**
     * A {@code varchar}; a {@code uuid} as it is written; a list, struct or map as JSON, in which truths, whole numbers and texts
     * are JSON's own and all other values are texts, so that none is rounded.
     */
    Utf8 text(int column, int row);

    /** A {@code blob}. */
    byte[] bytes(int column, int row);
}
