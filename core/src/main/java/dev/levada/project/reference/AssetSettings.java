package dev.levada.project.reference;

import dev.levada.api.Connector;
import dev.levada.api.Setting;
import dev.levada.api.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an asset's file may say. */
public final class AssetSettings {
    private AssetSettings() {}

    /** The keys of an asset in a {@code .yml} file of a project with these connections. */
    public static List<Setting> extract(Map<String, Connector> connections) {
        Map<String, List<Setting>> byConnection = new LinkedHashMap<>();
        connections.forEach((name, connector) -> byConnection.put(name, ofExtract(connector)));
        return withExtract(new Shape.Kinds(from(), "connection", byConnection));
    }

    /** The keys of an asset in a {@code .yml} file of any project with these connectors. */
    static List<Setting> extractOfAny(Map<String, Connector> connectors) {
        List<Shape> shapes = new ArrayList<>();
        connectors.values().forEach(connector -> {
            List<Setting> settings = new ArrayList<>(List.of(from()));
            settings.addAll(ofExtract(connector));
            shapes.add(new Shape.Keys(settings));
        });
        return withExtract(new Shape.AnyOf(shapes));
    }

    /** The keys of the header of an asset in a {@code .sql} file. */
    public static List<Setting> header() {
        List<Setting> settings = common();
        settings.add(pushdown(" Unless given, what the project file says holds."));
        return settings;
    }

    /** @param more what is said besides of one that an asset, or a project, gives */
    static Setting pushdown(String more) {
        return Setting.choice(
                "pushdown",
                List.of("auto", "off", "required"),
                "Whether a query whose inputs all live in one database is computed there: `auto` where it can be"
                        + " translated, `off` never, `required` always: a query that cannot is an error." + more);
    }

    private static List<Setting> common() {
        List<Setting> settings = new ArrayList<>();
        settings.add(Setting.text("description", "What a row is and what the table is for."));
        settings.add(Setting.text("owner", "Who answers for the asset: a team, a person, an address."));
        settings.add(Setting.list("tags", new Shape.Text(), "Words to select assets by."));
        settings.add(Setting.keys("time", time(), "How the rows lie in time."));
        settings.add(Setting.keys("write", WriteSettings.all(), "How the rows are written."));
        settings.add(Setting.text(
                "release",
                "A name that assets share which become visible together or not at all: what a run makes of them is published in"
                        + " one step, once all of it is audited. An asset that is made from one of them and that another one is"
                        + " made from must be among them."));
        settings.add(
                Setting.text(
                        "store",
                        "The connection in whose database the table lives, such as `warehouse`. It lives in the lake unless given."));
        settings.addAll(ContractSettings.all());
        return settings;
    }

    private static List<Setting> withExtract(Shape shape) {
        List<Setting> settings = common();
        settings.add(
                3,
                Setting.of("extract", shape, "Where the rows come from: a connection, and what to read of it.")
                        .mandatory());
        settings.add(4, drift());
        return settings;
    }

    /** Only an extract has a source that drifts. */
    static Setting drift() {
        List<String> words = List.of("evolve", "freeze", "discard_column", "quarantine");
        return Setting.keys(
                "drift",
                List.of(
                        Setting.choice(
                                "columns",
                                words,
                                "A column that the source gains or loses: `evolve` adds the one to the table and writes"
                                        + " nulls for the other, `freeze` refuses both before anything is read,"
                                        + " `discard_column` leaves the one out and counts its values, and writes nulls"
                                        + " for the other, `quarantine` turns away rows that have a value in the one,"
                                        + " and refuses the other. Unless given, a new column is added, and a lost one"
                                        + " is refused."),
                        Setting.choice(
                                        "types",
                                        words,
                                        "A column whose type changes, and values that do not fit their column: `evolve`"
                                                + " lets the table's type grow where it can, and quarantines what does"
                                                + " not fit then, `freeze` refuses another type and fails the run on a"
                                                + " value that does not fit, `discard_column` writes null for such"
                                                + " values and counts them, `quarantine` turns their rows away.")
                                .defaultingTo("evolve")),
                "What happens when the source of an extract no longer looks as its table does.");
    }

    /** What an extract may say of a connection of this kind, besides {@code from}. */
    static List<Setting> ofExtract(Connector connector) {
        List<Setting> settings = new ArrayList<>(connector.extractSettings());
        settings.add(Setting.text(
                "where",
                "A SQL condition over a row's columns, such as `country = 'PT'`. Rows that do not meet it are left out, and"
                        + " counted as filtered."));
        return settings;
    }

    private static Setting from() {
        return Setting.text("from", "The connection's name in the project file.")
                .mandatory();
    }

    private static List<Setting> time() {
        return List.of(
                Setting.text("column", "The column that holds a row's time.").mandatory(),
                Setting.choice("grain", List.of("hour", "day", "month", "year"), "The length of an interval.")
                        .defaultingTo("day"),
                Setting.text(
                        "start",
                        "When the data begins: a date, or a date and time, such as `2024-01-01`. An asset that is made by a query needs it."),
                Setting.text("end", "When it ends, as a date or a date and time; that moment does not belong to it."),
                Setting.of(
                        "lookback",
                        new Shape.Span(),
                        "How long rows may come late, such as `3 days`. None unless given."),
                Setting.map(
                        "inputs",
                        new Shape.Keys(input()),
                        "How far an interval of a transform reaches into its inputs, by their names. An input that is not"
                                + " named reaches just as far as the interval."));
    }

    private static List<Setting> input() {
        return List.of(
                Setting.of("lookback", new Shape.Span(), "How far before the interval's begin, such as `7 days`."),
                Setting.of("lookahead", new Shape.Span(), "How far after the interval's end."),
                Setting.choice("window", List.of("all"), "`all` reads the whole input for every interval."),
                Setting.flag("follow", "Whether a change of the input makes intervals stale that were made from it.")
                        .defaultingTo("true"));
    }
}
