package dev.levada.testing.writes;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What comes in for a table.
 *
 * @param columns the names of its columns, in order
 * @param rows the batch: what the contract's row rules and the filter have left
 * @param now when the run began
 * @param whole what is known of the rest of the source, if all of it was read
 */
public record Incoming(List<String> columns, List<Row> rows, Instant now, Optional<Whole> whole) {
    public Incoming {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        now = now.truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * A source that was read whole.
     *
     * @param read how many rows it gave
     * @param scope the extract's {@code where}
     * @param quarantined the keys of the rows that were quarantined, but for those that cannot be told
     * @param allKeysTold whether the key of every quarantined row can be told
     */
    public record Whole(long read, Predicate<Row> scope, Set<Row> quarantined, boolean allKeysTold) {
        public Whole {
            quarantined = Set.copyOf(quarantined);
        }
    }

    /** Whether the source does not have a stored row any more. */
    boolean misses(Row stored, Collection<String> key) {
        Row wanted = stored.key(key);
        return whole.filter(source -> source.read() > 0 && source.allKeysTold())
                .filter(source -> source.scope().test(stored))
                .filter(source -> !source.quarantined().contains(wanted))
                .filter(source -> rows.stream().noneMatch(row -> row.key(key).equals(wanted)))
                .isPresent();
    }
}
