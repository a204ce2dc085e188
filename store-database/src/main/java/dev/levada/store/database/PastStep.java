package dev.levada.store.database;

import dev.levada.project.Interval;
import dev.levada.store.Facts;
import dev.levada.store.TableCommit;
import dev.levada.store.TableCommit.Kind;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One commit, as a database remembers it.
 *
 * @param times of the rows that it added and took out
 * @param facts empty for a commit of somebody else
 */
public record PastStep(
        long id,
        Optional<Long> parent,
        Instant committed,
        Kind kind,
        TimeRanges times,
        long addedRows,
        long removedRows,
        Map<String, String> facts) {
    /** What is large, and what none who looks at old commits asks for. */
    private static final Set<String> LEFT_OUT = Set.of(Facts.CHECKPOINT, Facts.QUARANTINE);

    public PastStep {
        facts = Map.copyOf(facts);
    }

    /** Whether the same rows are in the table after it. */
    public boolean isSame() {
        return kind == Kind.MAINTENANCE || addedRows == 0 && removedRows == 0;
    }

    /** @param timeColumn the column whose ranges are told */
    public TableCommit told(Optional<String> timeColumn) {
        Map<String, String> told = new HashMap<>(facts);
        told.keySet().removeAll(LEFT_OUT);
        return new TableCommit(id, parent, committed, kind, touched(timeColumn), addedRows, removedRows, told);
    }

    private Optional<List<Interval>> touched(Optional<String> timeColumn) {
        return isSame() ? Optional.of(List.of()) : timeColumn.flatMap(times::find);
    }
}
