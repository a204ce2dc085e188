package dev.levada.cli.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.io.CloseableIterable;

/** A project whose events fall on ten days of January 2024, and tables that are made from them day by day. */
record Days(Folder project) {
    static final int COUNT = 10;
    private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Two events a day, in one file for each day; {@code f.daily} sums them up, {@code f.weekly} looks back over three days. */
    static Days in(Path folder) {
        Days days = new Days(Folder.withDrops(folder));
        for (int i = 0; i < COUNT; i++) {
            LocalDate day = FIRST.plusDays(i);
            days.drop(
                    "events-" + day,
                    (10 * i + 1) + "," + day + " 06:00:00,1",
                    (10 * i + 2) + "," + day + " 18:00:00,2");
        }
        days.project.file(
                "assets/raw/events.yml",
                "extract: {from: drops, files: \"*.csv\"}",
                "time: {column: ts, start: 2024-01-01}",
                "write: {mode: append, partition: [day(ts)]}",
                "columns:",
                "  id: {type: bigint, required: true}",
                "  ts: {type: timestamp, required: true}",
                "  amount: {type: bigint}");
        days.daily("sum(amount)");
        days.project.file(
                "assets/f/moving.sql",
                "/* levada",
                "time: {column: day, start: 2024-01-01, end: 2024-01-11, inputs: {f.daily: {lookback: 2 days}}}",
                "*/",
                "select cast($interval_start as date) as day, sum(total) as total",
                "from f.daily having count(*) > 0");
        return days;
    }

    /** Writes {@code f.daily} with a formula for its total. */
    Days daily(String formula, String... comment) {
        List<String> lines =
                new ArrayList<>(List.of("/* levada", "time: {column: day, start: 2024-01-01, end: 2024-01-11}", "*/"));
        lines.addAll(List.of(comment));
        lines.addAll(List.of(
                "select cast(ts as date) as day, count(*) as events, " + formula + " as total",
                "from raw.events group by all"));
        project.file("assets/f/daily.sql", lines.toArray(String[]::new));
        return this;
    }

    /** Lets {@code f.daily} begin on another day. */
    Days from(String day) throws IOException {
        Path file = project.path().resolve("assets/f/daily.sql");
        Files.writeString(file, Files.readString(file).replaceFirst("start: [0-9-]+", "start: " + day));
        return this;
    }

    /** Adds a file of events: id, ts, amount. */
    Days drop(String name, String... rows) {
        List<String> lines = new ArrayList<>(List.of("id,ts,amount"));
        lines.addAll(List.of(rows));
        project.file("data/" + name + ".csv", lines.toArray(String[]::new));
        return this;
    }

    /** The command line, long after the last of the days. */
    Cli cli() {
        return at("2024-02-01T00:00:00Z");
    }

    Cli at(String moment) {
        return new Cli(project.path(), Map.of(), Clock.fixed(Instant.parse(moment), ZoneOffset.UTC));
    }

    /** The intervals that a plan would make of an asset, by where they begin; none if it is not in the plan. */
    List<String> planned(String asset) {
        for (JsonNode task : plan().required("tasks")) {
            if (task.required("asset").textValue().equals(asset)) {
                List<String> intervals = new ArrayList<>();
                task.path("intervals")
                        .forEach(each ->
                                intervals.add(each.required("from").textValue().substring(0, 10)));
                return intervals;
            }
        }
        return List.of();
    }

    JsonNode plan() {
        return json(cli().succeed("plan", "--format", "json"));
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A table's data files, by the value of its only partition field. */
    Map<String, Set<String>> files(String table) {
        Map<String, Set<String>> files = new TreeMap<>();
        try (Lake lake = new Lake(project.path());
                CloseableIterable<FileScanTask> tasks =
                        lake.table(table).newScan().planFiles()) {
            for (FileScanTask task : tasks) {
                String partition = task.spec().partitionToPath(task.file().partition());
                files.computeIfAbsent(partition.replaceFirst(".*_day=", ""), day -> new TreeSet<>())
                        .add(task.file().location());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    /** The days whose files differ. */
    static Set<String> changed(Map<String, Set<String>> before, Map<String, Set<String>> after) {
        Set<String> days = new TreeSet<>(before.keySet());
        days.addAll(after.keySet());
        days.removeIf(day -> before.getOrDefault(day, Set.of()).equals(after.getOrDefault(day, Set.of())));
        return days;
    }

    int commits(String table) {
        try (Lake lake = new Lake(project.path())) {
            return lake.commits().getOrDefault(table, 0);
        }
    }
}
