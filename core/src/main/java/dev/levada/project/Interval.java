package dev.levada.project;

import dev.levada.project.EventTime.Grain;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A half-open range of event time, {@code [from, to)}, in UTC.
 *
 * @param from inclusive
 * @param to exclusive, after {@code from}
 */
public record Interval(LocalDateTime from, LocalDateTime to) implements Comparable<Interval> {
    public Interval {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("an interval from " + from + " to " + to);
        }
    }

    /** The interval of a grain that a moment lies in. */
    public static Interval at(LocalDateTime moment, Grain grain) {
        LocalDateTime from = floor(moment, grain);
        return new Interval(from, next(from, grain));
    }

    /** The whole intervals of a grain within a range, in order; those that reach out of it are left out. */
    public static List<Interval> within(LocalDateTime from, LocalDateTime to, Grain grain) {
        List<Interval> intervals = new ArrayList<>();
        LocalDateTime floor = floor(from, grain);
        LocalDateTime begin = floor.isBefore(from) ? next(floor, grain) : floor;
        for (LocalDateTime end = next(begin, grain); !end.isAfter(to); end = next(begin, grain)) {
            intervals.add(new Interval(begin, end));
            begin = end;
        }
        return intervals;
    }

    private static LocalDateTime floor(LocalDateTime moment, Grain grain) {
        return switch (grain) {
            case HOUR -> moment.truncatedTo(ChronoUnit.HOURS);
            case DAY -> moment.truncatedTo(ChronoUnit.DAYS);
            case MONTH -> moment.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1);
            case YEAR -> moment.truncatedTo(ChronoUnit.DAYS).withDayOfYear(1);
        };
    }

    private static LocalDateTime next(LocalDateTime begin, Grain grain) {
        return switch (grain) {
            case HOUR -> begin.plusHours(1);
            case DAY -> begin.plusDays(1);
            case MONTH -> begin.plusMonths(1);
            case YEAR -> begin.plusYears(1);
        };
    }

    /** The same moments in as few intervals as can be, ascending and apart. */
    public static List<Interval> merged(Collection<Interval> intervals) {
        List<Interval> merged = new ArrayList<>();
        for (Interval next : intervals.stream().sorted().toList()) {
            int last = merged.size() - 1;
            if (last < 0 || merged.get(last).to.isBefore(next.from)) {
                merged.add(next);
            } else if (merged.get(last).to.isBefore(next.to)) {
                merged.set(last, new Interval(merged.get(last).from, next.to));
            }
        }
        return merged;
    }

    /** The range from the beginning of the first to the end of the last; empty if there are none. */
    public static Optional<Interval> hull(Collection<Interval> intervals) {
        return intervals.stream()
                .reduce((one, other) -> new Interval(
                        one.from.isBefore(other.from) ? one.from : other.from,
                        one.to.isAfter(other.to) ? one.to : other.to));
    }

    public boolean overlaps(Interval other) {
        return from.isBefore(other.to) && other.from.isBefore(to);
    }

    /** The interval made longer at both ends. */
    public Interval stretched(Duration back, Duration ahead) {
        return new Interval(from.minus(back), to.plus(ahead));
    }

    @Override
    public int compareTo(Interval other) {
        int byFrom = from.compareTo(other.from);
        return byFrom != 0 ? byFrom : to.compareTo(other.to);
    }

    @Override
    public String toString() {
        return from + "/" + to;
    }
}
