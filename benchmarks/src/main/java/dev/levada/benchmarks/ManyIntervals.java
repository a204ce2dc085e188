package dev.levada.benchmarks;

import dev.levada.api.Column;
import dev.levada.api.Type;
import dev.levada.connector.files.FilesConnector;
import dev.levada.contract.PartitionField;
import dev.levada.contract.WriteMode;
import dev.levada.engine.duckdb.DuckDbEngine;
import dev.levada.project.Asset;
import dev.levada.project.AssetName;
import dev.levada.project.EventTime.Grain;
import dev.levada.project.Interval;
import dev.levada.project.Intervals;
import dev.levada.project.Project;
import dev.levada.project.read.ProjectReader;
import dev.levada.store.Facts;
import dev.levada.store.Publication;
import dev.levada.store.Publication.QuarantineChange;
import dev.levada.store.Scope;
import dev.levada.store.StageRequest;
import dev.levada.store.Staged;
import dev.levada.store.Store;
import dev.levada.store.TableVersion;
import dev.levada.store.lake.LakeStore;
import dev.levada.testing.store.WrittenFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * A project of many assets that are made day by day, and a lake in which they have been, quarter by quarter. To make so many
 * intervals by queries would take an hour, and planning looks at commits only: so each commit is made through the store's own
 * interface, with a file that holds no rows.
 */
final class ManyIntervals {
    private static final LocalDateTime FIRST = LocalDateTime.parse("2023-01-01T00:00:00");
    private static final List<Column> COLUMNS =
            List.of(new Column("day", Type.Primitive.DATE), new Column("id", Type.Primitive.BIGINT));
    private static final PartitionField MONTH = new PartitionField("day", PartitionField.Transform.MONTH, 0);

    /** What the connector for files remembers that has loaded none. */
    private static final String NO_FILES = "levada files 1";

    /** Iceberg tells of each commit. Loggers are forgotten unless somebody holds them. */
    private static final Logger ICEBERG = Logger.getLogger("org.apache.iceberg");

    private final Store store;
    private final Map<AssetName, TableVersion> heads = new HashMap<>();
    private int runs;

    private ManyIntervals(Store store) {
        this.store = store;
    }

    /** Half of the assets are made from one extract, the other half each from one of these. */
    static void write(Path folder, int assets) throws IOException {
        ICEBERG.setLevel(Level.WARNING);
        writeProject(folder, assets);
        try (DuckDbEngine engine = new DuckDbEngine(folder.resolve(".levada").resolve("spill"))) {
            Project project = new ProjectReader(Map.of("files", new FilesConnector()), engine.parser(), name -> null)
                    .read(folder, Optional.empty());
            try (Store store = new LakeStore(project.lake(), Clock.systemUTC())) {
                ManyIntervals lake = new ManyIntervals(store);
                project.assets().values().forEach(lake::make);
            }
        }
    }

    private void make(Asset asset) {
        for (int month = 0; month < 12; month += 3) {
            LocalDateTime from = FIRST.plusMonths(month);
            List<Interval> days = Interval.within(from, from.plusMonths(3), Grain.DAY);
            Map<String, String> facts = new HashMap<>(Map.of(Facts.CODE, asset.code(), Facts.INPUTS, inputs(asset)));
            if (asset.dependencies().isEmpty()) {
                facts.put(Facts.CHECKPOINT, NO_FILES);
            } else {
                facts.put(Facts.INTERVALS, Intervals.text(days));
            }
            publish(asset.name(), from, facts);
        }
    }

    private String inputs(Asset asset) {
        Map<String, Long> versions = new TreeMap<>();
        asset.dependencies()
                .forEach(name -> versions.put(
                        name.toString(), Objects.requireNonNull(heads.get(name)).id()));
        return versions.entrySet().stream()
                .map(input -> input.getKey() + "=" + input.getValue())
                .collect(Collectors.joining(","));
    }

    private void publish(AssetName table, LocalDateTime month, Map<String, String> facts) {
        String run = "run-" + ++runs;
        StageRequest request = new StageRequest(table, run, COLUMNS, List.of(MONTH), Map.of(), Scope.INCREMENT);
        Map<String, Optional<String>> partition =
                Map.of(MONTH.name(), Optional.of(month.toLocalDate().toString()));
        Staged staged = WrittenFiles.of(store.stage(request), 1, partition);
        facts.put(Facts.RUN_ID, run);
        heads.put(
                table,
                store.publish(new Publication(
                        staged,
                        WriteMode.APPEND,
                        Optional.ofNullable(heads.get(table)),
                        QuarantineChange.NONE,
                        facts)));
    }

    private static void writeProject(Path folder, int assets) throws IOException {
        Files.writeString(
                folder.resolve("levada.yml"), "name: days\nconnections:\n  drops: {type: files, root: data}\n");
        Path raw = Files.createDirectories(folder.resolve("assets").resolve("raw"));
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(raw.resolve("events.yml"), """
                extract: {from: drops, files: "*.csv"}
                time: {column: day, start: 2023-01-01}
                write: {mode: append, partition: [month(day)]}
                columns: {day: {type: date}, id: {type: bigint}}
                """);
        for (String layer : List.of("first", "second")) {
            Path models = Files.createDirectories(folder.resolve("assets").resolve(layer));
            for (int i = 0; i < assets / 2; i++) {
                String input = layer.equals("first") ? "raw.events" : "first.t" + (1000 + i);
                Files.writeString(models.resolve("t" + (1000 + i) + ".sql"), """
                        /* levada
                        time: {column: day, start: 2023-01-01, end: 2024-01-01}
                        write: {partition: [month(day)]}
                        */
                        select day, id + %d as id from %s where id is not null
                        """.formatted(i, input));
            }
        }
    }
}
