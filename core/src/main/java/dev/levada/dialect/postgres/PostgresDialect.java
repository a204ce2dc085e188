package dev.levada.dialect.postgres;

import dev.levada.algebra.Expression.Aggregate;
import dev.levada.algebra.Expression.Call;
import dev.levada.algebra.Expression.Cast;
import dev.levada.algebra.Expression.Constant;
import dev.levada.algebra.Order;
import dev.levada.algebra.ValueType;
import dev.levada.algebra.ValueType.Kind;
import dev.levada.dialect.Dialect;
import dev.levada.dialect.Untranslatable;
import java.util.List;
import java.util.Set;

/**
 * PostgreSQL, from version 14 on, in a database in UTF-8. What depends on settings of the session is written such that it
 * does not.
 */
public final class PostgresDialect implements Dialect {
    /** Text is ordered by its characters' numbers everywhere, as DuckDB does. */
    private static final String BINARY = " COLLATE \"C\"";

    private static final Set<String> WINDOW_FUNCTIONS_WITHOUT_ARGUMENTS =
            Set.of("row_number", "rank", "percent_rank", "cume_dist");

    private final PostgresFunctions functions;

    /** @param majorVersion of the server, such as 17 */
    public PostgresDialect(int majorVersion) {
        functions = new PostgresFunctions(majorVersion);
    }

    @Override
    public String name() {
        return "PostgreSQL";
    }

    @Override
    public int longestName() {
        return 63;
    }

    @Override
    public String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    @Override
    public String type(ValueType type) {
        return PostgresTypes.spelled(type);
    }

    @Override
    public String constant(Constant constant) {
        return PostgresTypes.constant(constant);
    }

    @Override
    public String call(Call call, List<String> arguments) {
        return functions.call(call, arguments);
    }

    @Override
    public String cast(Cast cast, String value) {
        return PostgresCasts.cast(cast, value);
    }

    @Override
    public String aggregate(Aggregate aggregate, List<String> arguments, String tail) {
        return PostgresAggregates.aggregate(aggregate, arguments, tail);
    }

    @Override
    public String windowed(Aggregate function, List<String> arguments, String tail) {
        if (WINDOW_FUNCTIONS_WITHOUT_ARGUMENTS.contains(function.function())) {
            return function.function() + "()" + tail;
        }
        return switch (function.function()) {
            case "rank_dense" -> "dense_rank()" + tail;
            case "ntile" -> "CAST(ntile(CAST(" + arguments.get(0) + " AS integer))" + tail + " AS bigint)";
            case "first_value", "last_value" -> function.function() + "(" + arguments.get(0) + ")" + tail;
            case "nth_value" -> "nth_value(" + arguments.get(0) + ", CAST(" + arguments.get(1) + " AS integer))" + tail;
            case "lag", "lead" -> shifted(function, arguments) + tail;
            default ->
                throw new Untranslatable(function.function(), "This window function has no equivalent in PostgreSQL.");
        };
    }

    private static String shifted(Aggregate function, List<String> arguments) {
        StringBuilder sql = new StringBuilder(function.function()).append("(").append(arguments.get(0));
        if (arguments.size() > 1) {
            sql.append(", CAST(").append(arguments.get(1)).append(" AS integer)");
        }
        if (arguments.size() > 2) {
            sql.append(", ").append(arguments.get(2));
        }
        return sql.append(")").toString();
    }

    @Override
    public String ordered(Order order, String by) {
        return binary(order.by().type(), by)
                + (order.descending() ? " DESC" : "")
                + (order.nullsFirst() ? " NULLS FIRST" : " NULLS LAST");
    }

    @Override
    public String same(ValueType type, String left, String right) {
        PostgresTypes.spelled(type);
        return comparable(left) + " = " + comparable(right);
    }

    /** Elements of arrays are compared with nulls being equal, and unlike IS NOT DISTINCT FROM arrays can be hashed. */
    @Override
    public String comparable(String value) {
        return "ARRAY[" + value + "]";
    }

    @Override
    public String severalRows(ValueType type) {
        return "(SELECT CAST(NULL AS " + type(type) + ") FROM (VALUES (1), (2)) AS several)";
    }

    /** A value to be put in order or compared. @throws Untranslatable if both databases order it in their own way */
    static String binary(ValueType type, String value) {
        if (type.is(Kind.UUID, Kind.BLOB, Kind.LIST, Kind.OTHER, Kind.TIME)) {
            throw new Untranslatable("order of " + type, "PostgreSQL may order values of this type in another way.");
        }
        return type.is(Kind.VARCHAR) ? value + BINARY : value;
    }
}
