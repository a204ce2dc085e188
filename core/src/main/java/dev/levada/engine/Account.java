package dev.levada.engine;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;

/**
 * Where every row went that a task read. {@code read} is counted where rows enter, the others where they end. A row that the
 * source's hash tells to be just as the table has it counts as read, and unchanged.
 *
 * @param kept written to the table
 * @param duplicates dropped because another row of the same key is kept or stands in the table already
 * @param filtered left out by the asset's filter
 * @param unchanged not written because the table has the very same row
 * @param deletes rows that said that their key was deleted at the source
 */
public record Account(
        long read, long kept, long quarantined, long duplicates, long filtered, long unchanged, long deletes) {
    /** No rows at all. */
    public static final Account EMPTY = new Account(0, 0, 0, 0, 0);

    /** Of rows that were not merged with a table's. */
    public Account(long read, long kept, long quarantined, long duplicates, long filtered) {
        this(read, kept, quarantined, duplicates, filtered, 0, 0);
    }

    public boolean balances() {
        return read == kept + quarantined + duplicates + filtered + unchanged + deletes;
    }

    /** The accounts of two parts of a task in one. */
    public Account plus(Account other) {
        return new Account(
                read + other.read,
                kept + other.kept,
                quarantined + other.quarantined,
                duplicates + other.duplicates,
                filtered + other.filtered,
                unchanged + other.unchanged,
                deletes + other.deletes);
    }

    /** Fails the task if a row is missing or there is one too many. */
    public void demandBalance() {
        if (!balances()) {
            throw new LevadaException(
                    "run.account",
                    Blame.LEVADA,
                    "The account of rows does not balance, so nothing was published: " + this
                            + ". If the source was written to while it was read, run again.");
        }
    }

    /** As it is kept with a commit. */
    public String fact() {
        return "read=" + read + ",kept=" + kept + ",quarantined=" + quarantined + ",duplicates=" + duplicates
                + ",filtered=" + filtered + ",unchanged=" + unchanged + ",deletes=" + deletes;
    }

    @Override
    public String toString() {
        return "read " + read + " = kept " + kept + " + quarantined " + quarantined + " + duplicates " + duplicates
                + " + filtered " + filtered + " + unchanged " + unchanged + " + deletes " + deletes;
    }
}
