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
        List<Setting> settings = new ArrayList<>();
        settings.add(Setting.text("description", "What a row is and what the table is for."));
        settings.add(Setting.text("owner", "Who answers for the asset: a team, a person, an address."));
        settings.add(Setting.list("tags", new Shape.Text(), "Words to select assets by."));
        settings.add(Setting.keys("time", time(), "How the rows lie in time."));
        settings.add(Setting.keys("write", write(), "How the rows are written."));
        settings.addAll(ContractSettings.all());
        return settings;
    }

    private static List<Setting> withExtract(Shape shape) {
        List<Setting> settings = new ArrayList<>(header());
        settings.add(
                3,
                Setting.of("extract", shape, "Where the rows come from: a connection, and what to read of it.")
                        .mandatory());
        return settings;
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
                Setting.text("start", "When the data begins: a date, or a date and time, such as `2024-01-01`."),
                Setting.of(
                        "lookback",
                        new Shape.Span(),
                        "How long rows may come late, such as `3 days`. None unless given."));
    }

    private static List<Setting> write() {
        return List.of(
                Setting.choice(
                                "mode",
                                List.of("overwrite", "append", "overwrite_partitions"),
                                "How new rows meet old ones: `overwrite` puts them in the place of all old rows,"
                                        + " `append` adds them, `overwrite_partitions` puts them in the place of the old"
                                        + " rows in the partitions that they touch.")
                        .defaultingTo("overwrite"),
                Setting.list(
                        "partition",
                        new Shape.Text(),
                        "How the table's files are laid out: `column`, `year(column)`, `month(column)`, `day(column)`,"
                                + " `hour(column)`, `bucket(16, column)` or `truncate(4, column)`. A column's name with"
                                + " other characters than letters, digits and '_' stands in double quotes."),
                Setting.keys("dedup", dedup(), "Which of several rows with the same key is kept."));
    }

    private static List<Setting> dedup() {
        return List.of(
                Setting.list("by", new Shape.Text(), "The key's columns.").mandatory(),
                Setting.choice("keep", List.of("first", "last"), "Which end of the order is kept.")
                        .defaultingTo("last"),
                Setting.text("order", "The column that orders the rows of a key. All columns do unless given."));
    }
}
