package dev.levada.api;

/** Rows to be filled, column by column, in the engine's own memory. Valid only during one {@link Reader#read}. */
public interface Batch {

    /** How many rows there is room for. */
    int capacity();

    /** Whether anybody looks at that column. One that nobody looks at need not be set, and is the same for all batches. */
    default boolean wants(int index) {
        return true;
    }

    /** The vector of the column at that place in the form's list of columns. */
    Vector column(int index);
}
