package dev.levada.project.read;

import dev.levada.api.Type;
import dev.levada.contract.ColumnContract;
import dev.levada.contract.OnFail;
import dev.levada.contract.Rule;
import dev.levada.contract.Test;
import dev.levada.problem.Position;
import dev.levada.project.read.Value.Group;
import dev.levada.project.read.Value.Many;
import dev.levada.project.read.Value.Single;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what is agreed about one column. */
final class ColumnReader {
    private static final List<String> RULES = List.of(
            "required", "unique", "min", "max", "between", "in", "pattern", "length", "references", "expression");

    private final AssetSql sql;
    private final Problems problems;

    ColumnReader(AssetSql sql, Problems problems) {
        this.sql = sql;
        this.problems = problems;
    }

    /** @param fallback what happens to a row that breaks a rule which doesn't say so itself */
    ColumnContract read(String name, Value value, Position position, OnFail fallback) {
        if (value instanceof Single type) {
            return new ColumnContract(name, type(type), "", List.of(), position);
        }
        Group column = (Group) value;
        OnFail onFail = column.text("on_fail").map(Words::onFail).orElse(fallback);
        List<Rule> rules = new ArrayList<>();
        for (String kind : RULES) {
            column.value(kind)
                    .flatMap(rule -> rule(name, kind, rule, column.keyPosition(kind), onFail))
                    .ifPresent(rules::add);
        }
        Optional<Type> type = column.single("type").flatMap(this::type);
        return new ColumnContract(name, type, column.text("description").orElse(""), rules, position);
    }

    private Optional<Type> type(Single value) {
        try {
            return Optional.of(Type.parse(value.text()));
        } catch (IllegalArgumentException e) {
            boolean cut = value.text().contains("(") && !value.text().contains(")");
            String hint = cut ? ". Put the type in quotes: a comma between braces ends a value" : "";
            problems.add(value.position(), "bad-type", e.getMessage() + hint + ".");
            return Optional.empty();
        }
    }

    private Optional<Rule> rule(String column, String kind, Value written, Position position, OnFail fallback) {
        OnFail onFail = written instanceof Group group
                ? group.text("on_fail").map(Words::onFail).orElse(fallback)
                : fallback;
        Value value = written instanceof Group group ? group.value("value").orElse(group) : written;
        if (kind.equals("expression")) {
            return sql.condition((Single) value)
                    .map(text -> new Rule(column + ".expression", new Test.Expression(text), onFail, position));
        }
        return test(column, kind, value).map(test -> Rule.ofColumn(column, test, onFail, position));
    }

    private Optional<? extends Test.OfColumn> test(String column, String kind, Value value) {
        return switch (kind) {
            case "required" -> isTrue(value) ? Optional.of(new Test.Required(column)) : Optional.empty();
            case "unique" -> isTrue(value) ? Optional.of(new Test.Unique(column)) : Optional.empty();
            case "min" -> Optional.of(new Test.Min(column, ((Single) value).text()));
            case "max" -> Optional.of(new Test.Max(column, ((Single) value).text()));
            case "between" -> between(column, (Many) value);
            case "in" -> in(column, (Many) value);
            case "pattern" -> Patterns.read((Single) value, problems).map(regex -> new Test.Pattern(column, regex));
            case "length" -> new LengthReader(problems).read(column, value);
            default -> references(column, (Single) value);
        };
    }

    private static boolean isTrue(Value value) {
        return value.plain().equals(true);
    }

    private Optional<Test.OfColumn> between(String column, Many value) {
        List<String> ends = value.texts();
        if (ends.size() != 2) {
            problems.add(value.position(), "wrong-type", "'between' needs the smallest and the largest value: [0, 1].");
            return Optional.empty();
        }
        return Optional.of(new Test.Between(column, ends.get(0), ends.get(1)));
    }

    private Optional<Test.OfColumn> in(String column, Many value) {
        if (value.items().isEmpty()) {
            problems.add(value.position(), "wrong-type", "'in' needs at least one value.");
            return Optional.empty();
        }
        return Optional.of(new Test.In(column, value.texts()));
    }

    private Optional<Test.OfColumn> references(String column, Single value) {
        return ColumnPath.read(value, problems).map(path -> {
            sql.link(path.link(value, Link.Reason.RULE));
            return new Test.References(column, path.asset().toString(), path.column());
        });
    }
}
