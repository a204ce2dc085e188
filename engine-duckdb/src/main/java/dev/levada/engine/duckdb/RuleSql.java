package dev.levada.engine.duckdb;

import dev.levada.api.Column;
import dev.levada.api.Type;
import dev.levada.contract.Rule;
import dev.levada.contract.Test;
import dev.levada.project.AssetName;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rules over a row as SQL conditions. */
final class RuleSql {
    /** So few are compared with one by one in less time than they are looked up. */
    private static final int FEW_VALUES = 6;

    private final Map<String, Type> types;

    RuleSql(List<Column> columns) {
        types = columns.stream()
                .collect(Collectors.toMap(
                        column -> column.name().toLowerCase(Locale.ROOT), Column::type, (first, second) -> first));
    }

    /** Whether a rule looks at one row only; {@code unique} looks at all of them. */
    static boolean isOfRow(Rule rule) {
        return !(rule.test() instanceof Test.Unique);
    }

    /** True for rows that break one of the rules; false or null for others. DuckDB is quickest with this form. */
    String anyBroken(List<Rule> rules) {
        return rules.isEmpty()
                ? "false"
                : rules.stream().map(rule -> breaks(rule.test())).collect(Collectors.joining(" OR "));
    }

    private String breaks(Test test) {
        return test instanceof Test.Required required
                ? Sql.name(required.column()) + " IS NULL"
                : "NOT (" + condition(test) + ")";
    }

    /** True for rows that keep the rule, false for others. */
    String holds(Test test) {
        return test instanceof Test.Required required
                ? Sql.name(required.column()) + " IS NOT NULL"
                : "(" + condition(test) + ") IS NOT FALSE";
    }

    /** False for rows that break the rule; true or null for others. */
    private String condition(Test test) {
        if (test instanceof Test.Expression expression) {
            return expression.sql() + "\n";
        }
        if (test instanceof Test.References references) {
            return reference(references);
        }
        return comparison((Test.OfColumn) test);
    }

    private static String reference(Test.References test) {
        String column = Sql.name(test.column());
        String target = Sql.name(test.target());
        return column + " IS NULL OR coalesce(" + column + " IN (SELECT " + target + " FROM "
                + Sql.name(AssetName.parse(test.asset())) + " WHERE " + target + " IS NOT NULL), false)";
    }

    private String comparison(Test.OfColumn test) {
        String column = Sql.name(test.column());
        Function<String, String> literal = value -> literal(value, type(test.column()));
        if (test instanceof Test.Min min) {
            return column + " >= " + literal.apply(min.value());
        }
        if (test instanceof Test.Max max) {
            return column + " <= " + literal.apply(max.value());
        }
        if (test instanceof Test.Between between) {
            return column + " BETWEEN " + literal.apply(between.low()) + " AND " + literal.apply(between.high());
        }
        if (test instanceof Test.In in) {
            Stream<String> values = in.values().stream().map(literal);
            return in.values().size() <= FEW_VALUES
                    ? values.map(value -> column + " = " + value).collect(Collectors.joining(" OR "))
                    : column + " IN (" + values.collect(Collectors.joining(", ")) + ")";
        }
        if (test instanceof Test.Pattern pattern) {
            return "regexp_full_match(CAST(" + column + " AS VARCHAR), " + Sql.text(pattern.regex()) + ")";
        }
        if (test instanceof Test.Length length) {
            return lengthWithin(column, length);
        }
        throw new IllegalArgumentException("not a test of one row: " + test);
    }

    private static String lengthWithin(String column, Test.Length test) {
        String length = "length(CAST(" + column + " AS VARCHAR))";
        return length + " >= " + test.min().orElse(0) + " AND " + length + " <= "
                + test.max().orElse(Long.MAX_VALUE);
    }

    private Type type(String column) {
        return types.getOrDefault(column.toLowerCase(Locale.ROOT), Type.Primitive.VARCHAR);
    }

    /** A value of the project in the column's type; text stands as it is, so that no cast is left in the query. */
    static String literal(String value, Type type) {
        return type == Type.Primitive.VARCHAR ? Sql.text(value) : "CAST(" + Sql.text(value) + " AS " + type.sql() + ")";
    }
}
