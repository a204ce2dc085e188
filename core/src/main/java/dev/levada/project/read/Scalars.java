package dev.levada.project.read;

import dev.levada.api.Shape;
import dev.levada.api.Span;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The spellings of single values; empty for a text that is none. */
public final class Scalars {
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,3})?");
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,18}|-?9\\d{18}");

    private Scalars() {}

    static Optional<Object> parse(String text, Shape shape) {
        if (shape instanceof Shape.Flag) {
            return flag(text).map(Object.class::cast);
        }
        if (shape instanceof Shape.Span) {
            return span(text).map(Object.class::cast);
        }
        return (shape instanceof Shape.Share ? share(text) : number(text)).map(Object.class::cast);
    }

    static Optional<Boolean> flag(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    static Optional<Long> whole(String text) {
        try {
            return WHOLE.matcher(text).matches() ? Optional.of(Long.parseLong(text)) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    static Optional<Double> number(String text) {
        return NUMBER.matcher(text).matches() ? Optional.of(Double.parseDouble(text)) : Optional.empty();
    }

    /** {@code 1%} and {@code 0.01} are the same share. */
    static Optional<Double> share(String text) {
        boolean percent = text.endsWith("%");
        String digits = percent ? text.substring(0, text.length() - 1).strip() : text;
        if (!NUMBER.matcher(digits).matches()) {
            return Optional.empty();
        }
        BigDecimal number = percent ? new BigDecimal(digits).movePointLeft(2) : new BigDecimal(digits);
        double share = number.doubleValue();
        return share >= 0 && share <= 1 ? Optional.of(share) : Optional.empty();
    }

    /** Whole numbers with units: {@code 3 days}, {@code 1h 30m}. */
    public static Optional<Duration> span(String text) {
        return Span.parse(text);
    }

    /** A date, or a date with a time: {@code 2024-01-01}, {@code 2024-01-01 06:00}. */
    static Optional<LocalDateTime> dateTime(String text) {
        try {
            return Optional.of(
                    text.length() == 10
                            ? LocalDate.parse(text).atStartOfDay()
                            : LocalDateTime.parse(text.replace(' ', 'T'), DateTimeFormatter.ISO_LOCAL_DATE_TIME));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
