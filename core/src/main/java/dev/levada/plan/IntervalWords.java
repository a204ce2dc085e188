package dev.levada.plan;

import dev.levada.plan.Backlog.Stale;
import dev.levada.project.EventTime.Grain;
import dev.levada.project.Interval;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Intervals in words, as their grain calls for. */
public record IntervalWords(Grain grain) {
    private static final int SHOWN = 3;

    /** So many intervals: {@code 1 day}, {@code 3 months}. */
    public String count(int count) {
        return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? unit() : unit() + "s");
    }

    /** An interval, or several that meet: {@code 2024-01-01}, {@code 2024-01-01 … 2024-01-31}. */
    public String range(Interval range) {
        Interval last = Interval.at(range.to().minus(Duration.ofNanos(1)), grain);
        String from = moment(range.from());
        return range.from().isBefore(last.from()) ? from + " … " + moment(last.from()) : from;
    }

    String backlog(Backlog backlog) {
        if (backlog.isEmpty()) {
            return "never made, and there is no interval yet that has ended";
        }
        Map<String, List<Interval>> byReason = new LinkedHashMap<>();
        for (Stale stale : backlog.stale()) {
            byReason.computeIfAbsent(stale.reason().words(), words -> new ArrayList<>())
                    .add(stale.interval());
        }
        String reasons = byReason.entrySet().stream()
                .map(reason -> reason.getKey() + " " + ranges(reason.getValue()))
                .collect(Collectors.joining("; "));
        return String.format(Locale.ROOT, "%,d of %s: %s", backlog.stale().size(), count(backlog.due()), reasons);
    }

    /** The first few ranges, and how many more there are. */
    public String ranges(List<Interval> intervals) {
        List<Interval> ranges = Interval.merged(intervals);
        String shown = ranges.stream().limit(SHOWN).map(this::range).collect(Collectors.joining(", "));
        return ranges.size() > SHOWN ? shown + " and " + (ranges.size() - SHOWN) + " more" : shown;
    }

    /** One of them: {@code day}. */
    public String unit() {
        return grain.name().toLowerCase(Locale.ROOT);
    }

    private String moment(LocalDateTime moment) {
        String pattern = switch (grain) {
            case HOUR -> "uuuu-MM-dd HH:mm";
            case DAY -> "uuuu-MM-dd";
            case MONTH -> "uuuu-MM";
            case YEAR -> "uuuu";
        };
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).format(moment);
    }
}
