package dev.levada.engine;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;

/** Where every row went that a task read. {@code read} is counted where rows enter, the others where they end. */
public record Account(long read, long kept, long quarantined, long duplicates, long filtered) {
    /** No rows at all. */
    public static final Account EMPTY = new Account(0, 0, 0, 0, 0);

    public boolean balances() {
        return read == kept + quarantined + duplicates + filtered;
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
                + ",filtered=" + filtered;
    }

    @Override
    public String toString() {
        return "read " + read + " = kept " + kept + " + quarantined " + quarantined + " + duplicates " + duplicates
                + " + filtered " + filtered;
    }
}
