package dev.levada.engine.duckdb;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Makes queries at random out of what is translated, over the tables of {@link TwinData}. */
final class RandomQueries {
    /** The types that values are made of. */
    private enum Of {
        INT,
        BIG,
        DOUBLE,
        DECIMAL,
        TEXT,
        DATE,
        TIME,
        TRUTH
    }

    private final Random random;

    RandomQueries(long seed) {
        random = new Random(seed);
    }

    String query() {
        return switch (random.nextInt(9)) {
            case 0, 1 -> plain();
            case 2 -> joined();
            case 3, 4 -> grouped();
            case 5 -> windowed();
            case 6 -> sets();
            case 7 -> nested();
            default -> looked();
        };
    }

    private String plain() {
        String distinct = random.nextInt(4) == 0 ? "distinct " : "";
        String sql = "select " + distinct + selected("m.") + " from raw.mixed m" + where("m.");
        return distinct.isEmpty() && random.nextBoolean()
                ? sql + " order by " + column(Of.values()[random.nextInt(8)], "m.") + direction() + ", m.id limit "
                        + random.nextInt(30) + " offset " + random.nextInt(5)
                : sql;
    }

    private String joined() {
        String kind = one("join", "left join", "right join", "semi join", "anti join");
        boolean leftOnly = kind.startsWith("semi") || kind.startsWith("anti");
        String on = one(
                "m.a = o.a", "m.id = o.id + 1", "m.a = o.a and m.f = o.f", "m.s = o.s", "m.a is not distinct from o.a");
        String more = random.nextInt(3) == 0 ? " and " + truth(leftOnly ? "m." : one("m.", "o."), 1) : "";
        String second = leftOnly ? "" : ", " + value(any(), "o.", 1) + " as y";
        return "select m.id, " + value(any(), "m.", 1) + " as x" + second + " from raw.mixed m " + kind
                + " raw.mixed o on " + on + more + where("m.");
    }

    private String grouped() {
        int keys = random.nextInt(3);
        List<String> selected = new ArrayList<>();
        for (int i = 0; i < keys; i++) {
            Of type = one(Of.INT, Of.TEXT, Of.TRUTH, Of.DATE, Of.BIG, Of.DECIMAL);
            selected.add(value(type, "", 1) + " as k" + i);
        }
        int aggregates = 1 + random.nextInt(4);
        for (int i = 0; i < aggregates; i++) {
            String filter = random.nextInt(4) == 0 ? " filter (" + truth("", 1) + ")" : "";
            selected.add(aggregate("") + filter + " as v" + i);
        }
        String groups = IntStream.range(1, keys + 1).mapToObj(String::valueOf).collect(Collectors.joining(", "));
        return "select " + String.join(", ", selected) + " from raw.mixed" + where("")
                + (keys > 0 ? " group by " + groups : "")
                + (random.nextInt(3) == 0 ? " having count(*) > " + random.nextInt(3) : "");
    }

    private String windowed() {
        String partition =
                random.nextBoolean() ? "partition by " + value(one(Of.INT, Of.TEXT, Of.TRUTH), "", 1) + " " : "";
        String order = "order by " + column(any(), "") + direction() + ", id";
        String frame = one(
                "",
                " rows between 2 preceding and 1 following",
                " rows between unbounded preceding and 1 preceding",
                " groups between 1 preceding and current row",
                " range between unbounded preceding and unbounded following");
        String function = random.nextBoolean()
                ? aggregate("").replace("distinct ", "")
                : one(
                        "row_number()",
                        "rank()",
                        "dense_rank()",
                        "lag(a, 2)",
                        "lead(s, 1, 'end')",
                        "first_value(n)",
                        "last_value(dt)",
                        "ntile(3)",
                        "cume_dist()");
        boolean bounded = function.contains("median") || function.contains("string_agg");
        String value = bounded ? "count(*)" : function;
        String query = "select id, " + value + " over (" + partition + order + frame + ") as w, " + value(any(), "", 1)
                + " as x from raw.mixed" + where("");
        return random.nextInt(3) == 0 ? query + " qualify row_number() over (" + partition + order + ") <= 3" : query;
    }

    private String sets() {
        Of first = any();
        Of second = any();
        String operator = one("union", "union all", "except", "intersect", "except all", "intersect all");
        return part(first, second) + " " + operator + " " + part(first, second);
    }

    private String part(Of first, Of second) {
        return "select " + value(first, "", 1) + " as p, " + value(second, "", 0) + " as q from raw.mixed" + where("");
    }

    private String nested() {
        return "with inside as (select id, " + value(Of.INT, "", 2) + " as a, " + value(Of.TEXT, "", 1) + " as s, "
                + value(Of.TRUTH, "", 1) + " as f, n, d, b, dt, ts from raw.mixed" + where("")
                + ") select a.id, " + value(any(), "a.", 2) + " as x, b.s from inside a "
                + one("join", "left join") + " inside b on a.id = b.id" + where("a.");
    }

    private String looked() {
        String inner =
                "select " + one("o.a", "o.a + 1", "max(o.a)", "count(*)", "min(o.id)") + " from raw.mixed o where "
                        + one("o.a = m.a", "o.s = m.s", "o.id = m.id + 1", "o.f = m.f and o.a > m.a", "o.id > 40");
        return one(
                "select m.id, m.a in (" + inner + ") as x from raw.mixed m" + where("m."),
                "select m.id from raw.mixed m where exists (" + inner + ")",
                "select m.id from raw.mixed m where m.a not in (" + inner + ")",
                "select m.id, (" + inner.replaceFirst("select o[.]a( [+] 1)?", "select max(o.a)")
                        + ") as x from raw.mixed m");
    }

    private String selected(String from) {
        return IntStream.range(0, 1 + random.nextInt(5))
                .mapToObj(i -> value(any(), from, 3) + " as v" + i)
                .collect(Collectors.joining(", "));
    }

    private String where(String from) {
        return random.nextInt(3) == 0 ? "" : " where " + truth(from, 2);
    }

    private String direction() {
        return one("", " desc", " nulls first", " desc nulls last", " desc nulls first");
    }

    private String aggregate(String from) {
        return switch (random.nextInt(11)) {
            case 0 -> "count(*)";
            case 1 -> "count(distinct " + value(one(Of.INT, Of.TEXT), from, 1) + ")";
            case 2 -> "sum(" + value(one(Of.INT, Of.BIG, Of.DECIMAL), from, 1) + ")";
            case 3 -> "avg(" + value(one(Of.INT, Of.DECIMAL), from, 1) + ")";
            case 4 -> "min(" + value(any(), from, 1) + ")";
            case 5 -> "max(" + value(any(), from, 1) + ")";
            case 6 -> one("bool_and", "bool_or", "count_if") + "(" + truth(from, 1) + ")";
            case 7 -> "stddev_pop(" + value(Of.INT, from, 1) + ")";
            case 8 -> "median(" + column(Of.INT, from) + ")";
            case 9 -> "count(" + value(any(), from, 1) + ")";
            default -> "string_agg(" + column(Of.TEXT, from) + ", '|' order by id)";
        };
    }

    private Of any() {
        return one(Of.values());
    }

    private String column(Of type, String from) {
        return from
                + switch (type) {
                    case INT -> one("a", "id");
                    case BIG -> "b";
                    case DOUBLE -> "d";
                    case DECIMAL -> "n";
                    case TEXT -> "s";
                    case DATE -> "dt";
                    case TIME -> "ts";
                    case TRUTH -> "f";
                };
    }

    private String value(Of type, String from, int depth) {
        if (depth == 0 || random.nextInt(4) == 0) {
            return random.nextInt(4) == 0 ? constant(type) : column(type, from);
        }
        int next = depth - 1;
        return switch (random.nextInt(5)) {
            case 0 ->
                "case when " + truth(from, next) + " then " + value(type, from, next) + " else "
                        + value(type, from, next) + " end";
            case 1 -> "coalesce(" + value(type, from, next) + ", " + value(type, from, next) + ")";
            case 2 -> "nullif(" + value(type, from, next) + ", " + column(type, from) + ")";
            default -> computed(type, from, next);
        };
    }

    private String computed(Of type, String from, int depth) {
        return switch (type) {
            case INT ->
                one(
                        "(" + value(Of.INT, from, depth) + one(" + ", " - ", " * ") + random.nextInt(1, 9) + ")",
                        "abs(" + value(Of.INT, from, depth) + ")",
                        "(" + value(Of.INT, from, depth) + one(" // ", " % ") + random.nextInt(1, 9) + ")",
                        "cast(" + column(Of.DECIMAL, from) + " as integer)",
                        "cast(length(" + value(Of.TEXT, from, depth) + ") as integer)",
                        "one_hot(" + value(Of.TEXT, from, depth) + ", 'a')");
            case BIG ->
                one(
                        "(" + column(Of.BIG, from) + " + " + value(Of.INT, from, depth) + ")",
                        "year(" + value(Of.DATE, from, depth) + ")",
                        "date_diff('day', " + value(Of.DATE, from, depth) + ", " + value(Of.DATE, from, depth) + ")",
                        "days_between(" + value(Of.TIME, from, depth) + ", " + value(Of.TIME, from, depth) + ")",
                        "position('a' in " + value(Of.TEXT, from, depth) + ")");
            case DOUBLE ->
                one(
                        "(" + value(Of.INT, from, depth) + " / " + value(Of.INT, from, depth) + ")",
                        "(" + value(Of.DOUBLE, from, depth) + one(" + ", " - ") + value(Of.INT, from, depth) + ")",
                        "round(" + column(Of.DOUBLE, from) + ", " + random.nextInt(3) + ")",
                        "(" + value(Of.DECIMAL, from, depth) + " / " + random.nextInt(1, 9) + ")",
                        "floor(" + value(Of.DOUBLE, from, depth) + ")");
            case DECIMAL ->
                one(
                        "round(" + column(Of.DECIMAL, from) + ", 1)",
                        "(" + column(Of.DECIMAL, from) + one(" + ", " - ", " * ") + "1.25)",
                        "abs(" + column(Of.DECIMAL, from) + ")",
                        "cast(" + column(Of.INT, from) + " as decimal(10, 2))");
            case TEXT ->
                one(
                        one("upper", "lower", "trim", "md5") + "(" + value(Of.TEXT, from, depth) + ")",
                        "(" + value(Of.TEXT, from, depth) + " || " + value(Of.TEXT, from, depth) + ")",
                        "substring(" + value(Of.TEXT, from, depth) + ", " + random.nextInt(1, 3) + ", "
                                + random.nextInt(3) + ")",
                        "cast(" + value(one(Of.INT, Of.DATE, Of.TRUTH, Of.BIG), from, depth) + " as varchar)",
                        "replace(" + value(Of.TEXT, from, depth) + ", 'a', 'ö')",
                        "strftime(" + column(Of.TIME, from) + ", '%Y-%m')");
            case DATE ->
                one(
                        "(" + value(Of.DATE, from, depth) + one(" + ", " - ") + random.nextInt(400) + ")",
                        "cast(" + value(Of.TIME, from, depth) + " as date)",
                        "last_day(" + value(Of.DATE, from, depth) + ")");
            case TIME ->
                one(
                        "date_trunc('" + one("day", "week", "month", "hour", "quarter") + "', "
                                + value(Of.TIME, from, depth) + ")",
                        "(" + value(Of.DATE, from, depth) + " + interval " + random.nextInt(1, 5)
                                + one(" day", " month", " hour") + ")",
                        "(" + value(Of.TIME, from, depth) + " - interval " + random.nextInt(1, 40)
                                + one(" day", " minute") + ")");
            case TRUTH -> truth(from, depth);
        };
    }

    private String constant(Of type) {
        return switch (type) {
            case INT -> String.valueOf(random.nextInt(-3, 9));
            case BIG -> "3000000000";
            case DOUBLE -> one("0.5::double", "1e2", "-2.5::double");
            case DECIMAL -> one("1.25", "-0.50", "3.00");
            case TEXT -> one("'a'", "'Ab'", "''", "'é'", "'it''s'");
            case DATE -> one("date '2024-02-29'", "date '2003-01-31'");
            case TIME -> one("timestamp '2024-02-29 23:59:59.5'", "timestamp '2024-01-01 00:00:00'");
            case TRUTH -> one("true", "false", "cast(null as boolean)");
        };
    }

    private String truth(String from, int depth) {
        if (depth == 0) {
            return column(Of.TRUTH, from);
        }
        int next = depth - 1;
        return switch (random.nextInt(8)) {
            case 0 -> "(" + truth(from, next) + one(" and ", " or ") + truth(from, next) + ")";
            case 1 -> "(not " + truth(from, next) + ")";
            case 2 -> "(" + value(any(), from, next) + one(" is null", " is not null") + ")";
            case 3 ->
                "(" + value(Of.TEXT, from, next) + one(" like ", " not like ", " ilike ")
                        + one("'a%'", "'%_b'", "'%É%'") + ")";
            case 4 ->
                "(" + value(Of.INT, from, next) + " between " + random.nextInt(-5, 0) + " and "
                        + value(Of.INT, from, next) + ")";
            case 5 -> "(" + value(Of.TEXT, from, next) + one(" in ", " not in ") + "('a', 'b', 'Z', ''))";
            default -> compared(from, next);
        };
    }

    private String compared(String from, int depth) {
        Of type = one(Of.INT, Of.BIG, Of.DECIMAL, Of.TEXT, Of.DATE, Of.TIME);
        String operator = one(" = ", " <> ", " < ", " <= ", " > ", " >= ", " is distinct from ");
        return "(" + value(type, from, depth) + operator + value(type, from, depth) + ")";
    }

    @SafeVarargs
    private <T> T one(T... values) {
        return values[random.nextInt(values.length)];
    }
}
