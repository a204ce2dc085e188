package dev.levada.api;

/** Rows to be filled, column by column, in the engine's own memory. Valid only during one {@link Reader#read}. */
public interface Batch {

    /** How many rows there is room for. */
    int capacity();

    /** The vector of the column at that place in the form's list of columns. */
    Vector column(int index);
}
