package dev.levada.project.read;

import dev.levada.contract.Check;
import dev.levada.contract.Check.Demand;
import dev.levada.contract.Severity;
import dev.levada.project.read.Value.Group;
import dev.levada.project.read.Value.Many;
import dev.levada.project.read.Value.Single;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Reads what a table must keep as a whole. */
final class CheckReader {
    private static final List<String> KINDS = List.of("row_count", "unique", "references", "freshness", "sql");

    private final AssetSql sql;
    private final Problems problems;
    private final Set<String> names = new HashSet<>();

    CheckReader(AssetSql sql, Problems problems) {
        this.sql = sql;
        this.problems = problems;
    }

    List<Check> read(Group asset) {
        List<Check> checks = new ArrayList<>();
        int number = 0;
        for (Value item : asset.many("checks").items()) {
            number++;
            Group group = (Group) item;
            Optional<String> kind = kind(group);
            if (kind.isPresent()) {
                check(group, kind.get(), number).ifPresent(checks::add);
            }
        }
        return checks;
    }

    private Optional<String> kind(Group check) {
        List<String> kinds = KINDS.stream().filter(check::gives).toList();
        if (kinds.size() == 1) {
            return Optional.of(kinds.get(0));
        }
        String found = kinds.isEmpty() ? "none" : String.join(" and ", kinds);
        problems.add(
                check.position(),
                "bad-check",
                "A check has one of " + String.join(", ", KINDS) + ", but this one has " + found + ".");
        return Optional.empty();
    }

    private Optional<Check> check(Group check, String kind, int number) {
        return check.value(kind).flatMap(value -> {
            Group inner = value instanceof Group group ? group : Group.empty(value.position());
            Severity severity =
                    setting(check, inner, "severity").map(Words::severity).orElse(Severity.ERROR);
            return demand(kind, value)
                    .map(demand -> new Check(name(check, inner, demand, number), demand, severity, check.position()));
        });
    }

    private static Optional<String> setting(Group check, Group inner, String key) {
        return check.text(key).or(() -> inner.text(key));
    }

    private Optional<Demand> demand(String kind, Value value) {
        return switch (kind) {
            case "row_count" -> rowCount((Group) value);
            case "unique" -> unique(value);
            case "references" -> references((Group) value);
            case "freshness" -> freshness((Group) value);
            default -> query((Single) value);
        };
    }

    private Optional<Demand> rowCount(Group group) {
        Optional<Long> min = group.plain("min", Long.class);
        Optional<Long> max = group.plain("max", Long.class);
        if (!group.gives("min") && !group.gives("max")) {
            problems.add(group.position(), "bad-check", "'row_count' needs 'min' or 'max'.");
            return Optional.empty();
        }
        if (min.isPresent() && max.isPresent() && min.get() > max.get()) {
            problems.add(group.position(), "bad-check", "'row_count.min' is larger than 'row_count.max'.");
        }
        return Optional.of(new Check.RowCount(bound(min), bound(max)));
    }

    private static OptionalLong bound(Optional<Long> value) {
        return value.map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    private Optional<Demand> unique(Value value) {
        Many columns = value instanceof Group group ? group.many("columns") : (Many) value;
        if (columns.items().isEmpty()) {
            problems.add(value.position(), "bad-check", "'unique' needs at least one column.");
            return Optional.empty();
        }
        return Optional.of(new Check.Unique(columns.texts()));
    }

    private Optional<Demand> references(Group group) {
        Optional<Single> to = group.single("to");
        Optional<String> column = group.text("column");
        Optional<ColumnPath> path = to.flatMap(value -> ColumnPath.read(value, problems));
        if (to.isEmpty() || column.isEmpty() || path.isEmpty()) {
            return Optional.empty();
        }
        sql.link(path.get().link(to.get(), Link.Reason.CHECK));
        return path.map(
                found -> new Check.References(column.get(), found.asset().toString(), found.column()));
    }

    private Optional<Demand> freshness(Group group) {
        Optional<Duration> within = group.plain("within", Duration.class);
        return group.text("column").flatMap(column -> within.map(age -> new Check.Freshness(column, age)));
    }

    private Optional<Demand> query(Single value) {
        Excerpt excerpt = value.excerpt();
        return sql.query(excerpt, Link.Reason.CHECK).map(text -> new Check.Sql(text, excerpt.at(0)));
    }

    private String name(Group check, Group inner, Demand demand, int number) {
        Optional<Single> given = check.single("name").or(() -> inner.single("name"));
        if (given.isPresent()) {
            String name = given.get().text();
            if (!names.add(name)) {
                problems.add(given.get().position(), "duplicate-check", "There is another check named '" + name + "'.");
            }
            return name;
        }
        String fallback = fallback(demand, number);
        String name = fallback;
        for (int copy = 2; !names.add(name); copy++) {
            name = fallback + " " + copy;
        }
        return name;
    }

    private static String fallback(Demand demand, int number) {
        if (demand instanceof Check.RowCount) {
            return "row_count";
        }
        if (demand instanceof Check.Unique unique) {
            return "unique(" + String.join(", ", unique.columns()) + ")";
        }
        if (demand instanceof Check.References references) {
            return "references(" + references.column() + ")";
        }
        return demand instanceof Check.Freshness freshness
                ? "freshness(" + freshness.column() + ")"
                : "check " + number;
    }
}
