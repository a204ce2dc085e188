package dev.levada.engine;

/**
 * What a merge does to the rows of its table.
 *
 * @param inserted rows, or versions of rows, that were not there
 * @param updated rows, or versions of rows, that stand there otherwise than before
 * @param removed rows, or versions of rows, that are gone
 */
public record Effect(long inserted, long updated, long removed) {
    /** Nothing that can be told apart: rows were not merged. */
    public static final Effect NONE = new Effect(0, 0, 0);
}
