package dev.levada.ledger;

import dev.levada.project.Interval;
import dev.levada.store.TableCommit;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The commits that led to a table's newest version, as far as planning must know them. Immutable.
 *
 * @param token the state of the table, as its store told it, that they led to
 * @param timeColumn the column whose ranges they tell
 * @param steps the oldest first
 */
public final class TableHistory {
    private final String token;
    private final Optional<String> timeColumn;
    private final List<Step> steps;
    private final Map<Long, Integer> places = new HashMap<>();
    private final int lastChange;

    public TableHistory(String token, Optional<String> timeColumn, List<Step> steps) {
        this.token = token;
        this.timeColumn = timeColumn;
        this.steps = List.copyOf(steps);
        int last = -1;
        for (int i = 0; i < steps.size(); i++) {
            places.put(steps.get(i).version(), i);
            last = steps.get(i).isChange() ? i : last;
        }
        this.lastChange = last;
    }

    /**
     * A commit.
     *
     * @param run the run, or the part of one, that made it; empty for a commit of somebody else
     * @param code the fingerprint of the asset's code that it was made by
     * @param inputs the versions that it was made from, as the commit keeps them
     * @param intervals those that it made; absent if it made, or added to, the table as a whole
     * @param touched see {@link TableCommit#touched}
     * @param rows how many rows it added and took out
     */
    public record Step(
            long version,
            Instant committed,
            TableCommit.Kind kind,
            Optional<String> run,
            Optional<String> code,
            Optional<String> inputs,
            Optional<List<Interval>> intervals,
            Optional<List<Interval>> touched,
            long rows) {
        public Step {
            intervals = intervals.map(List::copyOf);
            touched = touched.map(List::copyOf);
        }

        /** Whether it changed which rows there are. */
        public boolean isChange() {
            return kind != TableCommit.Kind.MAINTENANCE && rows > 0;
        }

        /** Whether it made, or added to, the table as a whole, so that what its intervals were made from does not count. */
        public boolean isWhole() {
            return kind != TableCommit.Kind.MAINTENANCE && code.isPresent() && intervals.isEmpty();
        }

        /** Whether no row stayed of what commits before it made. */
        public boolean isOverwrite() {
            return kind == TableCommit.Kind.OVERWRITE;
        }
    }

    /** The state of the table, as its store told it, that the commits led to. */
    public String token() {
        return token;
    }

    /** The column whose ranges the commits tell. */
    public Optional<String> timeColumn() {
        return timeColumn;
    }

    /** The commits, the oldest first. */
    public List<Step> steps() {
        return steps;
    }

    /** The newest commit of Levada's own. */
    public Optional<Step> newestOwn() {
        for (int i = steps.size() - 1; i >= 0; i--) {
            if (steps.get(i).code().isPresent()) {
                return Optional.of(steps.get(i));
            }
        }
        return Optional.empty();
    }

    /** The newest version. */
    public Optional<Long> version() {
        return steps.isEmpty()
                ? Optional.empty()
                : Optional.of(steps.get(steps.size() - 1).version());
    }

    /** Where a version stands among the commits, from 0; empty if none of them made it. */
    public OptionalInt place(long version) {
        Integer place = places.get(version);
        return place == null ? OptionalInt.empty() : OptionalInt.of(place);
    }

    /** The commits after a version that changed which rows there are; absent if the version is not among them. */
    public Optional<List<Step>> changesAfter(long version) {
        Integer place = places.get(version);
        if (place == null) {
            return Optional.empty();
        }
        return Optional.of(
                place >= lastChange
                        ? List.of()
                        : steps.subList(place + 1, steps.size()).stream()
                                .filter(Step::isChange)
                                .toList());
    }

    /** The commits up to a version, and it; none if it is not among them. */
    public List<Step> upTo(long version) {
        Integer place = places.get(version);
        return place == null ? List.of() : steps.subList(0, place + 1);
    }
}
