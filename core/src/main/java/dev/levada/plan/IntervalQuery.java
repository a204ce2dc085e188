package dev.levada.plan;

import dev.levada.project.EventTime;
import dev.levada.project.Interval;
import dev.levada.project.Making.Transform;
import dev.levada.project.SqlParser;
import dev.levada.project.SqlParser.Parameter;
import dev.levada.project.SqlParser.Understood;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** A query in which the bounds of an interval can be put. */
public final class IntervalQuery {
    private static final String START = "interval_start";
    private static final String END = "interval_end";
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

    private final String sql;
    private final List<Parameter> bounds;

    private IntervalQuery(String sql, List<Parameter> bounds) {
        this.sql = sql;
        this.bounds = bounds;
    }

    public static IntervalQuery of(Transform transform, SqlParser parser) {
        String sql = transform.sql();
        if (!sql.contains("$") || !(parser.parseQuery(sql) instanceof Understood query)) {
            return new IntervalQuery(sql, List.of());
        }
        return new IntervalQuery(
                sql,
                query.parameters().stream()
                        .filter(parameter -> parameter.name().equals(START)
                                || parameter.name().equals(END))
                        .sorted(Comparator.comparingInt(Parameter::offset))
                        .toList());
    }

    /** The query for an interval. */
    public String at(Interval interval) {
        StringBuilder text = new StringBuilder();
        int done = 0;
        for (Parameter bound : bounds) {
            text.append(sql, done, bound.offset());
            text.append(literal(bound.name().equals(START) ? interval.from() : interval.to()));
            done = end(bound);
        }
        return text.append(sql, done, sql.length()).toString();
    }

    /** The query for some interval, to find out its columns. */
    public String sample(EventTime time) {
        return at(sampleInterval(time));
    }

    /** Where a place of {@link #sample} stands in the query as it was written. */
    public int written(int offset) {
        int shift = 0;
        for (Parameter bound : bounds) {
            int begin = bound.offset() + shift;
            int length = literal(LocalDateTime.of(2000, 1, 1, 0, 0)).length();
            if (offset < begin + length) {
                return offset < begin ? offset - shift : bound.offset();
            }
            shift += length - (end(bound) - bound.offset());
        }
        return offset - shift;
    }

    /** A moment as SQL. */
    public static String literal(LocalDateTime moment) {
        return "TIMESTAMP '" + MOMENT.format(moment) + "'";
    }

    private static Interval sampleInterval(EventTime time) {
        return Interval.at(time.start().orElse(LocalDateTime.of(2000, 1, 1, 0, 0)), time.grain());
    }

    private static int end(Parameter bound) {
        return bound.offset() + 1 + bound.name().length();
    }
}
