package dev.levada.ledger;

import dev.levada.ledger.TableHistory.Step;
import dev.levada.project.Interval;
import dev.levada.store.TableCommit.Kind;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The commits of a table as one text, in which a plan reads them: a row of the database for each would take most of its time. */
final class StepText {
    private static final char FIELD = '\u001f';
    private static final char ROW = '\u001e';
    private static final int RADIX = 10;
    private static final long MICROS = 1_000_000;
    private static final LocalDateTime EPOCH = LocalDateTime.of(1970, 1, 1, 0, 0);

    /** Makes the text of rows of {@code commits}, in their order. */
    static final String EXPRESSION = expression();

    private StepText() {}

    private static String expression() {
        String fields = List.of(
                        "version",
                        "committed_ms",
                        "kind",
                        "coalesce(run_id, '')",
                        "coalesce(code, '')",
                        "coalesce('=' || inputs, '')",
                        "coalesce('=' || intervals, '')",
                        "coalesce('=' || touched, '')",
                        "rows")
                .stream()
                .collect(Collectors.joining(" || char(" + (int) FIELD + ") || "));
        return "group_concat(" + fields + ", char(" + (int) ROW + "))";
    }

    static List<Step> parse(@Nullable String text) {
        List<Step> steps = new ArrayList<>();
        Fields fields = new Fields(text == null ? "" : text);
        while (fields.hasMore()) {
            steps.add(new Step(
                    Long.parseLong(fields.next()),
                    Instant.ofEpochMilli(Long.parseLong(fields.next())),
                    Kind.valueOf(fields.next()),
                    filled(fields.next()),
                    filled(fields.next()),
                    marked(fields.next()),
                    marked(fields.next()).map(StepText::intervals),
                    marked(fields.next()).map(StepText::intervals),
                    Long.parseLong(fields.next())));
        }
        return steps;
    }

    private static Optional<String> filled(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private static Optional<String> marked(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text.substring(1));
    }

    static @Nullable String of(Optional<List<Interval>> intervals) {
        return intervals
                .map(all -> all.stream()
                        .map(each -> micros(each.from()) + "/" + micros(each.to()))
                        .collect(Collectors.joining(",")))
                .orElse(null);
    }

    /** Numbers are read several times as fast as dates, and a plan may read hundreds of thousands. */
    private static List<Interval> intervals(String text) {
        List<Interval> intervals = new ArrayList<>();
        for (int begin = 0; begin < text.length(); ) {
            int slash = text.indexOf('/', begin);
            int comma = text.indexOf(',', slash);
            int end = comma < 0 ? text.length() : comma;
            intervals.add(new Interval(
                    moment(Long.parseLong(text, begin, slash, RADIX)),
                    moment(Long.parseLong(text, slash + 1, end, RADIX))));
            begin = end + 1;
        }
        return intervals;
    }

    private static long micros(LocalDateTime moment) {
        return ChronoUnit.MICROS.between(EPOCH, moment);
    }

    private static LocalDateTime moment(long micros) {
        long seconds = Math.floorDiv(micros, MICROS);
        return LocalDateTime.ofEpochSecond(seconds, (int) Math.floorMod(micros, MICROS) * 1000, ZoneOffset.UTC);
    }

    /** The fields of a text, one after the other. */
    private static final class Fields {
        private final String text;
        private int at;

        Fields(String text) {
            this.text = text;
        }

        boolean hasMore() {
            return at < text.length();
        }

        String next() {
            int begin = at;
            while (at < text.length() && text.charAt(at) != FIELD && text.charAt(at) != ROW) {
                at++;
            }
            return text.substring(begin, at++);
        }
    }
}
