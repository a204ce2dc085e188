package dev.levada.run;

import dev.levada.api.Column;
import dev.levada.api.Type.Primitive;
import dev.levada.contract.OnFail;
import dev.levada.contract.Rule;
import dev.levada.contract.Test;
import dev.levada.engine.SqlText;
import dev.levada.plan.IntervalQuery;
import dev.levada.problem.Position;
import dev.levada.project.Interval;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Intervals of a table, as SQL over its rows.
 *
 * @param column holds a row's time
 */
record Slices(Column column, List<Interval> intervals) {
    Slices {
        intervals = List.copyOf(intervals);
    }

    /** True for rows whose time lies in a range; null for those that have none. */
    static String condition(Column column, Interval range) {
        String name = SqlText.name(column.name());
        return name + " >= " + literal(column, range.from()) + " AND " + name + " < " + literal(column, range.to());
    }

    /** True for rows whose time lies in one of the intervals. */
    String condition() {
        return Interval.merged(intervals).stream()
                .map(range -> "(" + condition(column, range) + ")")
                .collect(Collectors.joining(" OR "));
    }

    /** True for records of the table's quarantine whose time lies in one of the intervals. */
    String ofRecords() {
        String path = "$.\"" + column.name().replace("\"", "\\\"") + "\"";
        String time = "TRY_CAST(json_extract_string(record, '" + path.replace("'", "''") + "') AS TIMESTAMP)";
        return Interval.merged(intervals).stream()
                .map(range -> "(" + time + " >= " + IntervalQuery.literal(range.from()) + " AND " + time + " < "
                        + IntervalQuery.literal(range.to()) + ")")
                .collect(Collectors.joining(" OR "));
    }

    /** The range from the first to the last of them. */
    Interval hull() {
        return Interval.hull(intervals).orElseThrow();
    }

    /** What every row that is made for an interval must keep. */
    Rule rule(Interval interval, Position position) {
        String test = SqlText.name(column.name()) + " IS NOT NULL AND " + condition(column, interval);
        return new Rule(ruleCode(), new Test.Expression("(" + test + ")"), OnFail.ERROR, position);
    }

    String ruleCode() {
        return column.name() + ".interval";
    }

    static String literal(Column column, LocalDateTime moment) {
        String literal = IntervalQuery.literal(moment);
        return column.type() == Primitive.TIMESTAMPTZ
                ? literal.replaceFirst("TIMESTAMP ", "TIMESTAMPTZ ").replaceFirst("'$", "+00'")
                : literal;
    }
}
