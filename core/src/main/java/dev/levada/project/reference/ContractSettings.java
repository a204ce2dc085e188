package dev.levada.project.reference;

import dev.levada.api.Setting;
import dev.levada.api.Shape;
import java.util.List;

/** What an asset's file may say about what must hold for the asset. */
final class ContractSettings {
    private static final Setting SEVERITY = Setting.choice(
            "severity",
            List.of("error", "warn"),
            "Whether the run fails (`error`, the default) or goes on with a warning.");
    private static final Setting NAME = Setting.text("name", "How the check is reported.");

    private ContractSettings() {}

    static List<Setting> all() {
        return List.of(
                Setting.map(
                        "columns",
                        column(),
                        "What is agreed about columns, by name. A text alone is the type. A rule's value may also be"
                                + " written `{value: 0, on_fail: warn}`, which holds for that rule alone."),
                Setting.list("rules", new Shape.Keys(rule()), "What every row must keep, over several columns."),
                Setting.list(
                        "checks",
                        new Shape.Keys(check()),
                        "What the table must keep as a whole. Each entry has one of `row_count`, `unique`,"
                                + " `references`, `freshness` and `sql`."),
                Setting.of(
                        "tolerate",
                        new Shape.Share(),
                        "The largest share of the read rows that a run may quarantine before it fails, such as `1%`."),
                onFail("What happens to a row that breaks a rule which doesn't say so itself.")
                        .defaultingTo("quarantine"));
    }

    private static Setting onFail(String description) {
        return Setting.choice(
                "on_fail",
                List.of("quarantine", "error", "warn"),
                description + " `quarantine` sets it aside, `error` fails the run, `warn` keeps and counts it.");
    }

    private static Shape column() {
        return new Shape.AnyOf(List.of(
                new Shape.Text(),
                new Shape.Keys(List.of(
                        Setting.text("type", "The column's type, in DuckDB's spelling."),
                        Setting.text("description", "What the column holds."),
                        rule("required", new Shape.Flag(), "No value is null."),
                        rule("unique", new Shape.Flag(), "No other row has the same value."),
                        rule("min", new Shape.Scalar(), "The smallest value."),
                        rule("max", new Shape.Scalar(), "The largest value."),
                        list("between", "The smallest and the largest value: `[0, 1]`."),
                        list("in", "The values that there are."),
                        rule("pattern", new Shape.Text(), "A regular expression (RE2) that the whole text matches."),
                        length(),
                        rule(
                                "references",
                                new Shape.Text(),
                                "The column of another asset that holds every value: `schema.table.column`."),
                        rule("expression", new Shape.Text(), "A SQL condition over the row."),
                        onFail("What happens to a row that breaks one of the column's rules.")))));
    }

    /** A rule's value, or a mapping that says besides what happens to a row that breaks it. */
    private static Setting rule(String name, Shape shape, String description) {
        return Setting.of(name, new Shape.AnyOf(List.of(shape, new Shape.Keys(valueAnd(shape)))), description);
    }

    private static List<Setting> valueAnd(Shape shape) {
        return List.of(
                Setting.of("value", shape, "The rule's value.").mandatory(),
                onFail("What happens to a row that breaks this rule."));
    }

    private static Setting list(String name, String description) {
        return rule(name, new Shape.ListOf(new Shape.Scalar()), description);
    }

    private static Setting length() {
        Shape.Whole characters = new Shape.Whole(0, Integer.MAX_VALUE);
        Setting min = Setting.of("min", characters, "The smallest number of characters.");
        Setting max = Setting.of("max", characters, "The largest number of characters.");
        Shape plain = new Shape.ListOf(characters);
        Shape value = new Shape.AnyOf(List.of(plain, new Shape.Keys(List.of(min, max))));
        return Setting.of(
                "length",
                new Shape.AnyOf(List.of(
                        plain,
                        new Shape.Keys(List.of(
                                min,
                                max,
                                Setting.of("value", value, "The rule's value."),
                                onFail("What happens to a row that breaks this rule."))))),
                "How many characters the text has: exactly (`2`), or at least and at most (`[2, 40]`,"
                        + " `{min: 2, max: 40}`).");
    }

    private static List<Setting> rule() {
        return List.of(
                Setting.text("name", "How the rule is reported: letters, digits, '_' and '-'."),
                Setting.text("sql", "A condition over the row's columns; null counts as kept.")
                        .mandatory(),
                onFail("What happens to a row that breaks this rule."));
    }

    private static List<Setting> check() {
        Shape.Whole rows = new Shape.Whole(0, Long.MAX_VALUE);
        return List.of(
                NAME,
                SEVERITY,
                Setting.keys(
                        "row_count",
                        List.of(
                                Setting.of("min", rows, "The smallest number of rows."),
                                Setting.of("max", rows, "The largest number of rows."),
                                NAME,
                                SEVERITY),
                        "How many rows the table has."),
                Setting.of("unique", unique(), "Columns whose values together no two rows share."),
                Setting.keys(
                        "references",
                        List.of(
                                Setting.text("column", "The column to test.").mandatory(),
                                Setting.text("to", "The column that holds every value: `schema.table.column`.")
                                        .mandatory(),
                                NAME,
                                SEVERITY),
                        "A column whose values all stand in a column of another asset."),
                Setting.keys(
                        "freshness",
                        List.of(
                                Setting.text("column", "The column that holds a row's time.")
                                        .mandatory(),
                                Setting.of("within", new Shape.Span(), "The largest age, such as `24 hours`.")
                                        .mandatory(),
                                NAME,
                                SEVERITY),
                        "How old the newest row may be."),
                Setting.text("sql", "A query that returns the rows which break the check."));
    }

    private static Shape unique() {
        Shape columns = new Shape.ListOf(new Shape.Text());
        return new Shape.AnyOf(List.of(
                columns,
                new Shape.Keys(
                        List.of(Setting.of("columns", columns, "The columns.").mandatory(), NAME, SEVERITY))));
    }
}
