package dev.levada.api.cursor;

import dev.levada.api.Span;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How far behind its last value a cursor is read again: a length of time, or a number. */
sealed interface Lag {
    /** The value that lies this far before another, spelled alike; empty if it cannot be taken from that. */
    Optional<CursorValue> before(CursorValue value);

    /** What the column would have to hold, for messages. */
    String wants();

    static Optional<Lag> parse(String text) {
        Optional<Duration> span = Span.parse(text);
        if (span.isPresent()) {
            return span.filter(length -> !length.isZero()).map(Time::new);
        }
        try {
            BigDecimal number = new BigDecimal(text.strip());
            return number.signum() > 0 ? Optional.of(new Amount(number)) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Of numbers. */
    record Amount(BigDecimal number) implements Lag {
        @Override
        public Optional<CursorValue> before(CursorValue value) {
            try {
                BigDecimal less = new BigDecimal(value.text()).subtract(number);
                return Optional.of(new CursorValue(value.type(), less.toPlainString()));
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }

        @Override
        public String wants() {
            return "numbers; for dates and times say a length of time, such as `lag: 1 hour`";
        }
    }

    /** Of dates, and of times as ISO 8601 spells them, with a space for the T or not, to any fraction of a second. */
    record Time(Duration length) implements Lag {
        private static final Pattern SPELLING = Pattern.compile(
                "(\\d{4}-\\d{2}-\\d{2})(?:([ T])(\\d{2}:\\d{2}(?::\\d{2}(\\.\\d{1,9})?)?)(Z|[+-]\\d{2}(?::?\\d{2})?)?)?");

        @Override
        public Optional<CursorValue> before(CursorValue value) {
            Matcher matcher = SPELLING.matcher(value.text());
            try {
                return matcher.matches()
                        ? Optional.of(new CursorValue(value.type(), spelled(matcher)))
                        : Optional.empty();
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }

        private String spelled(Matcher parts) {
            LocalDate day = LocalDate.parse(parts.group(1));
            if (parts.group(3) == null) {
                // Part of a day reaches into the day before.
                return day.atStartOfDay().minus(length).toLocalDate().toString();
            }
            LocalDateTime less =
                    LocalDateTime.parse(parts.group(1) + "T" + parts.group(3)).minus(length);
            int fraction = parts.group(4) == null ? 0 : parts.group(4).length() - 1;
            String pattern = parts.group(3).length() == "00:00".length() ? "HH:mm" : "HH:mm:ss";
            pattern = fraction == 0 ? pattern : pattern + "." + "S".repeat(fraction);
            String zone = parts.group(5) == null ? "" : parts.group(5);
            return less.toLocalDate() + parts.group(2) + less.format(DateTimeFormatter.ofPattern(pattern)) + zone;
        }

        @Override
        public String wants() {
            return "dates and times such as 2024-01-31 or 2024-01-31 12:00:00; for numbers say a number, such as"
                    + " `lag: 100`";
        }
    }
}
