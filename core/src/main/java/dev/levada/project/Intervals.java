package dev.levada.project;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Intervals as commits and the ledger spell them. */
public final class Intervals {
    private Intervals() {}

    /** As it is kept with a commit: {@code from/to} each, separated by commas. */
    public static String text(Collection<Interval> intervals) {
        return intervals.stream().map(Interval::toString).collect(Collectors.joining(","));
    }

    /** Reads what {@link #text} wrote. @throws IllegalArgumentException if it is something else */
    public static List<Interval> parse(String text) {
        List<Interval> intervals = new ArrayList<>();
        for (int begin = 0; begin < text.length(); ) {
            int comma = text.indexOf(',', begin);
            int end = comma < 0 ? text.length() : comma;
            intervals.add(one(text.substring(begin, end)));
            begin = end + 1;
        }
        return intervals;
    }

    private static Interval one(String text) {
        int slash = text.indexOf('/');
        try {
            return new Interval(
                    LocalDateTime.parse(text.substring(0, Math.max(0, slash))),
                    LocalDateTime.parse(text.substring(slash + 1)));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'" + text + "' is no interval", e);
        }
    }
}
