package dev.levada.api.cursor;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Lets those rows of a window pass that were not read before. Used by one thread, for one reading.
 *
 * <p>Rows that the next checkpoint remembers pass only if they were there when that was made: others that have arrived since
 * are left to the next run, so that what is remembered is what was read.
 */
public final class Sieve {
    /** Where in its window a row lies. The numbers are what a query gives. */
    public static final int NEW = 0;
    /** Where rows are remembered. */
    public static final int REMEMBERED = 1;
    /** Where rows were read before and are not remembered any more. */
    public static final int READ_BEFORE = 2;

    private final CursorWindow.Sifting sifting;
    private final Map<String, Integer> take;
    private final Map<String, Integer> skip;

    public Sieve(CursorWindow.Sifting sifting) {
        this.sifting = sifting;
        this.take = new HashMap<>(sifting.take().counts());
        this.skip = new HashMap<>(sifting.skip().counts());
    }

    /** The columns that rows are known by. */
    public List<String> columns() {
        return sifting.skip().columns();
    }

    /** Whether a row passes. @param digest empty text if the row is {@link #NEW}, which needs none */
    public boolean passes(int place, String digest) {
        return switch (place) {
            case REMEMBERED -> draw(take, digest);
            case READ_BEFORE -> !draw(skip, digest);
            default -> true;
        };
    }

    private static boolean draw(Map<String, Integer> counts, String digest) {
        int left = counts.getOrDefault(digest, 0);
        counts.put(digest, left - 1);
        return left > 0;
    }

    /**
     * Called when all rows were read.
     *
     * @param source how the user knows the source
     * @throws LevadaException if rows are missing that will be remembered as read, unless a key would tell
     */
    public void demandAll(String source) {
        long missing = take.values().stream().filter(left -> left > 0).count();
        if (missing > 0 && sifting.demand()) {
            throw LevadaException.retryable(
                    "source.changed",
                    Blame.OUTSIDE,
                    "Rows of " + source + " that the run was planned with (" + missing + ") were changed or deleted"
                            + " before they were read. Run again. If rows change there, give the asset a key:"
                            + " `write: {mode: upsert, key: ...}`.",
                    null);
        }
    }
}
