package dev.levada.benchmarks;

import dev.levada.benchmarks.Side.Setup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/** Sides that make a table interval by interval, or plan to. */
final class IntervalSides {
    static final LocalDate FIRST = LocalDate.parse("2022-01-01");
    static final int DAYS = 1000;
    private static final String END = FIRST.plusDays(DAYS).toString();
    private static final int ASSETS = 1000;

    private final Places places;
    private final Programs programs;
    private final Path data;

    IntervalSides(Places places, Programs programs) {
        this.places = places;
        this.programs = programs;
        this.data = places.target().resolve("data").resolve("days");
    }

    List<Side> all() throws IOException {
        return List.of(
                programs.levada(
                        "backfill",
                        "`levada backfill` of 1,000 days",
                        "backfill",
                        1,
                        folder -> {
                            project(folder, "all.parquet");
                            Child.expect(folder, List.of(places.levada(), "run", "raw.*"));
                        },
                        List.of("backfill", "features.daily", "--from", FIRST.toString(), "--to", END),
                        Programs.SILENT),
                new Side(
                        "backfill-script",
                        "the query for each day",
                        "backfill",
                        1,
                        places.work("backfill-script"),
                        folder -> {
                            writeData();
                            Folders.empty(folder);
                        },
                        programs.java(DailyQueries.class, data.resolve("days").toString()),
                        Programs.PRINTED),
                year("late", "a run after one late row", FIRST.plusDays(365), "late.parquet", FIRST.plusDays(365)),
                year(
                        "late-yardstick",
                        "a run that makes the newest day",
                        FIRST.plusDays(365),
                        "next.parquet",
                        FIRST.plusDays(366)),
                plan());
    }

    /** A run after a year of days was made, another file arrived, and the tables' end moved, if it did. */
    private Side year(String name, String title, LocalDate end, String arriving, LocalDate nextEnd) {
        Frozen frozen = new Frozen(places.work(name));
        Setup setup = folder -> {
            if (!frozen.exists()) {
                project(folder, "year.parquet");
                ends(folder, end);
                Child.expect(folder, List.of(places.levada(), "run"));
                frozen.keep();
                Files.createSymbolicLink(folder.resolve("data").resolve(arriving), data.resolve(arriving));
                ends(folder, nextEnd);
            }
            frozen.restore();
        };
        List<String> arguments = List.of("run", "--report", Programs.REPORT);
        return programs.levada(name, title, "late", 3, setup, arguments, Programs.reported(places.work(name)));
    }

    private Side plan() {
        Setup setup = folder -> {
            if (!Files.exists(folder)) {
                ManyIntervals.write(Files.createDirectories(folder), ASSETS);
                Child.expect(folder, List.of(places.levada(), "ledger", "rebuild"));
            }
        };
        return programs.levada("plan", "`levada plan`, up to date", "plan", 3, setup, List.of("plan"), Programs.SILENT);
    }

    private void project(Path folder, String file) throws IOException, InterruptedException {
        writeData();
        Folders.copy(places.benchmarks().resolve("projects").resolve("intervals"), Folders.empty(folder));
        Files.createSymbolicLink(Files.createDirectory(folder.resolve("data")).resolve(file), data.resolve(file));
    }

    private static void ends(Path folder, LocalDate end) throws IOException {
        for (String asset : List.of("features/daily.sql", "marts/shares.sql")) {
            Path file = folder.resolve("assets").resolve(asset);
            Files.writeString(file, Files.readString(file).replaceAll("end: [0-9-]+", "end: " + end));
        }
    }

    private void writeData() throws IOException, InterruptedException {
        if (!Files.exists(data)) {
            Path draft = Folders.empty(data.resolveSibling("days-unfinished"));
            Child.expect(draft, programs.script("intervals.sql"));
            Files.delete(draft.resolve("output.log"));
            Files.move(draft, data);
        }
    }
}
