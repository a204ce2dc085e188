package dev.levada.run;

import dev.levada.api.Column;
import dev.levada.api.Type;
import dev.levada.contract.Rule;
import dev.levada.contract.Test;
import dev.levada.contract.Versions;
import dev.levada.engine.Rows;
import dev.levada.engine.Session;
import dev.levada.problem.Position;
import dev.levada.problem.Problem;
import dev.levada.project.Asset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks that the values that rules and the write mode name are values of their column's type. The engine decides what is one. */
final class Literals {
    private static final Pattern PLAIN_NUMBER = Pattern.compile("-?[0-9]{1,9}(\\.[0-9]{1,9})?");

    private final Asset asset;
    private final List<Column> columns;
    private final Session session;
    private final List<Problem> problems;

    Literals(Asset asset, List<Column> columns, Session session, List<Problem> problems) {
        this.asset = asset;
        this.columns = columns;
        this.session = session;
        this.problems = problems;
    }

    void bind() {
        List<Literal> literals = new ArrayList<>();
        asset.contract().rules().forEach(rule -> collect(rule, literals));
        asset.write().versions().ifPresent(versions -> collect(versions, literals));
        if (literals.isEmpty()) {
            return;
        }
        // One query for all of an asset's values: with thousands of assets each round trip counts.
        String sql = literals.stream()
                .map(literal -> "try_cast('" + literal.value().replace("'", "''") + "' as "
                        + literal.column().type().sql() + ") is null")
                .collect(Collectors.joining(", ", "select ", ""));
        try (Rows rows = session.query(sql)) {
            List<@Nullable Object> misfits = rows.next();
            for (int i = 0; misfits != null && i < literals.size(); i++) {
                if (Boolean.TRUE.equals(misfits.get(i))) {
                    problems.add(literals.get(i).problem(asset));
                }
            }
        }
    }

    private void collect(Rule rule, List<Literal> literals) {
        if (rule.test() instanceof Test.OfColumn test) {
            columns.stream()
                    .filter(column -> column.name().equalsIgnoreCase(test.column()))
                    .filter(column -> column.type() != Type.Primitive.VARCHAR)
                    .forEach(column -> values(test).stream()
                            .filter(value -> !isPlainNumber(value, column.type()))
                            .forEach(value -> literals.add(new Literal(
                                    rule.position(),
                                    "rule " + rule.code() + " compares column '" + column.name() + "' with",
                                    column,
                                    value))));
        }
    }

    private void collect(Versions versions, List<Literal> literals) {
        Position head = new Position(asset.file(), 1, 1);
        String what = "write.scd2.open_end puts into column '" + versions.validTo() + "'";
        columns.stream()
                .filter(column -> column.name().equalsIgnoreCase(versions.validTo()))
                .forEach(column ->
                        versions.openEnd().ifPresent(end -> literals.add(new Literal(head, what, column, end))));
    }

    /** Most values are; asking the engine about them takes longer than all else that is checked of most assets. */
    private static boolean isPlainNumber(String value, Type type) {
        return (type == Type.Primitive.INTEGER || type == Type.Primitive.BIGINT || type == Type.Primitive.DOUBLE)
                && PLAIN_NUMBER.matcher(value).matches();
    }

    private static List<String> values(Test.OfColumn test) {
        if (test instanceof Test.Min min) {
            return List.of(min.value());
        }
        if (test instanceof Test.Max max) {
            return List.of(max.value());
        }
        if (test instanceof Test.Between between) {
            return List.of(between.low(), between.high());
        }
        return test instanceof Test.In in ? in.values() : List.of();
    }

    /** @param what says in a sentence's words what the project does with the value */
    private record Literal(Position position, String what, Column column, String value) {
        Problem problem(Asset asset) {
            return new Problem(
                    position,
                    "contract.literal",
                    asset.name() + ": " + what + " '" + value + "', which is not a value of its type, "
                            + column.type().sql().toLowerCase(Locale.ROOT) + ".");
        }
    }
}
