package dev.levada.api;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The spelling of lengths of time. */
public final class Span {
    private static final Pattern PART = Pattern.compile("\\s*(\\d{1,12})\\s*([a-zA-Z]+)\\s*");

    private Span() {}

    /** Whole numbers with units: {@code 3 days}, {@code 1h 30m}. */
    public static Optional<Duration> parse(String text) {
        Matcher matcher = PART.matcher(text);
        Duration span = Duration.ZERO;
        int end = 0;
        try {
            while (end < text.length() && matcher.find(end) && matcher.start() == end) {
                Optional<Duration> unit = unit(matcher.group(2).toLowerCase(Locale.ROOT));
                if (unit.isEmpty()) {
                    return Optional.empty();
                }
                span = span.plus(unit.get().multipliedBy(Long.parseLong(matcher.group(1))));
                end = matcher.end();
            }
        } catch (ArithmeticException e) {
            return Optional.empty();
        }
        return end > 0 && end == text.length() ? Optional.of(span) : Optional.empty();
    }

    private static Optional<Duration> unit(String word) {
        return switch (word) {
            case "ms", "millisecond", "milliseconds" -> Optional.of(Duration.ofMillis(1));
            case "s", "sec", "second", "seconds" -> Optional.of(Duration.ofSeconds(1));
            case "m", "min", "minute", "minutes" -> Optional.of(Duration.ofMinutes(1));
            case "h", "hour", "hours" -> Optional.of(Duration.ofHours(1));
            case "d", "day", "days" -> Optional.of(ChronoUnit.DAYS.getDuration());
            case "w", "week", "weeks" -> Optional.of(ChronoUnit.WEEKS.getDuration());
            default -> Optional.empty();
        };
    }
}
