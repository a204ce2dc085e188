package dev.levada.reconcile.compare;

import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What the rows of a chunk come to on one side.
 *
 * @param checksum the sums of the rows' digests, high and low halves apart: it does not depend on the order of rows, and no two
 *     equal rows cancel each other out
 * @param columns in the order of the compared columns
 */
public record Figures(long rows, String checksum, List<OfColumn> columns) {
    /** Of no rows. */
    static Figures none(int columns) {
        OfColumn nothing = new OfColumn(0, Optional.empty(), Optional.empty(), Optional.empty());
        return new Figures(0, "0-0", Collections.nCopies(columns, nothing));
    }

    public Figures {
        columns = List.copyOf(columns);
    }

    /** Whether the rows are the same. */
    boolean agrees(Figures other) {
        return rows == other.rows && checksum.equals(other.checksum);
    }

    /**
     * What the values of a column come to.
     *
     * @param values how many there are that are not null
     * @param min the least, as the engine prints it; empty if there is none, or the type has no order to speak of
     * @param max the greatest, likewise
     * @param sum of exact numbers; empty for others, whose sums depend on the order
     */
    public record OfColumn(long values, Optional<String> min, Optional<String> max, Optional<String> sum) {}
}
