package dev.levada.dialect.postgres;

import dev.levada.algebra.Expression.Aggregate;
import dev.levada.algebra.ValueType;
import dev.levada.algebra.ValueType.Kind;
import dev.levada.dialect.Synonyms;
import dev.levada.dialect.Untranslatable;
import java.util.List;

/** DuckDB's aggregates in PostgreSQL's words. */
final class PostgresAggregates {
    private final Aggregate aggregate;
    private final List<String> arguments;
    private final String tail;
    private final String distinct;

    private PostgresAggregates(Aggregate aggregate, List<String> arguments, String tail) {
        this.aggregate = aggregate;
        this.arguments = arguments;
        this.tail = tail;
        this.distinct = aggregate.distinct() ? "DISTINCT " : "";
    }

    static String aggregate(Aggregate aggregate, List<String> arguments, String tail) {
        return new PostgresAggregates(aggregate, arguments, tail).written();
    }

    private String written() {
        boolean overWindow = tail.contains(" OVER (");
        String name = Synonyms.usual(aggregate.function());
        if (overWindow && aggregate.distinct()) {
            throw new Untranslatable(name + "(distinct) over", "PostgreSQL has no distinct aggregates over windows.");
        }
        if (!aggregate.orders().isEmpty() && !isText()) {
            throw new Untranslatable(name + " with order by", "Only texts are put together in an order.");
        }
        return switch (name) {
            case "count_star" -> "count(*)" + tail;
            case "count" -> arguments.isEmpty() ? "count(*)" + tail : call("count", arguments.get(0));
            case "count_if" -> numeric(call("sum", "CAST(CAST(" + arguments.get(0) + " AS integer) AS bigint)"));
            case "sum" -> sum();
            case "avg" -> average();
            case "min", "max" -> extreme(name);
            case "bool_and", "bool_or" -> call(name, arguments.get(0));
            case "stddev_samp", "stddev_pop", "var_samp", "var_pop" -> spread(name);
            case "median" -> quantile("0.5", overWindow);
            case "string_agg" -> text();
            default -> throw new Untranslatable(name, "No aggregate of PostgreSQL is known to mean the same.");
        };
    }

    private boolean isText() {
        return Synonyms.usual(aggregate.function()).equals("string_agg");
    }

    private ValueType type() {
        return aggregate.arguments().get(0).type();
    }

    private String call(String function, String argument) {
        return function + "(" + distinct + argument + ")" + tail;
    }

    private static String numeric(String value) {
        return "CAST(" + value + " AS numeric)";
    }

    private String sum() {
        String value = arguments.get(0);
        return switch (type().kind()) {
            case INTEGER, BIGINT -> numeric(call("sum", value));
            case HUGEINT, DECIMAL, DOUBLE -> call("sum", value);
            case BOOLEAN -> numeric(call("sum", "CAST(" + value + " AS integer)"));
            default -> throw refused();
        };
    }

    /** Exact sums are divided as doubles, as DuckDB does; the server's own mean of exact numbers is rounded elsewhere. */
    private String average() {
        String value = arguments.get(0);
        return switch (type().kind()) {
            case INTEGER, BIGINT, HUGEINT, DECIMAL ->
                "(CAST(" + call("sum", value) + " AS double precision) / nullif(" + call("count", value) + ", 0))";
            case DOUBLE -> call("avg", value);
            default -> throw refused();
        };
    }

    private String extreme(String name) {
        if (arguments.size() != 1) {
            throw refused();
        }
        String value = arguments.get(0);
        if (type().is(Kind.BOOLEAN)) {
            return call(name.equals("min") ? "bool_and" : "bool_or", value);
        }
        return call(name, PostgresDialect.binary(type(), value));
    }

    /** Of equal values PostgreSQL finds a spread a little above zero; it is zero. */
    private String spread(String name) {
        if (!type().is(Kind.DOUBLE)) {
            throw refused();
        }
        String value = arguments.get(0);
        String zero = name.endsWith("_samp")
                ? "CASE WHEN " + call("count", value) + " > 1 THEN 0.0::double precision END"
                : "0.0::double precision";
        return "CASE WHEN " + call("min", value) + " = " + call("max", value) + " THEN " + zero + " ELSE "
                + call(name, value) + " END";
    }

    private String quantile(String fraction, boolean overWindow) {
        if (overWindow || aggregate.distinct() || !aggregate.type().is(Kind.DOUBLE)) {
            throw refused();
        }
        return "percentile_cont(" + fraction + ") WITHIN GROUP (ORDER BY CAST(" + arguments.get(0)
                + " AS double precision))" + tail;
    }

    private String text() {
        if (aggregate.orders().isEmpty()) {
            throw new Untranslatable(
                    aggregate.function() + " without order by",
                    "In which order the texts come is not said; add an ORDER BY.");
        }
        if (aggregate.distinct() || arguments.size() != 2 || !type().is(Kind.VARCHAR) || tail.contains(" OVER (")) {
            throw refused();
        }
        return "string_agg(" + arguments.get(0) + ", " + arguments.get(1) + ")" + tail;
    }

    private Untranslatable refused() {
        String types = String.join(
                ", ",
                aggregate.arguments().stream()
                        .map(argument -> argument.type().toString())
                        .toList());
        return new Untranslatable(
                aggregate.function() + "(" + types + ")", "No aggregate of PostgreSQL is known to mean the same.");
    }
}
