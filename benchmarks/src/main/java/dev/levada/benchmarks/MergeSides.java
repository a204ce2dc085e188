package dev.levada.benchmarks;

import dev.levada.benchmarks.Side.Setup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Sides that merge a batch into a table of twenty million rows, and those that read the table afterwards. */
final class MergeSides {
    private static final String TABLE = "raw.accounts";
    private static final String SUM =
            "select count(*) as accounts, count(distinct city) as cities, sum(balance) as balance,"
                    + " max(updated_at) as newest from raw.accounts";

    private final Places places;
    private final Programs programs;
    private final Path data;

    MergeSides(Places places, Programs programs) {
        this.places = places;
        this.programs = programs;
        this.data = places.target().resolve("data").resolve("accounts");
    }

    List<Side> all() throws IOException {
        return List.of(
                programs.levada(
                        "upsert",
                        "Levada",
                        "upsert",
                        3,
                        folder -> ready(folder, true),
                        List.of("run", "--report", Programs.REPORT),
                        Programs.reported(places.work("upsert"))),
                spark(),
                nativeMerge(),
                reading("read-deleted", "with deleted positions", false),
                reading("read-compacted", "compacted", true));
    }

    /** The table without its batch, which lies in the drop folder if it shall be merged by a run. */
    private void ready(Path folder, boolean batch) throws IOException, InterruptedException {
        Frozen frozen = new Frozen(places.work("upsert"));
        Path project = frozen.project();
        if (!frozen.exists()) {
            writeData();
            Folders.copy(places.benchmarks().resolve("projects").resolve("upsert"), Folders.empty(project));
            Files.createSymbolicLink(
                    Files.createDirectory(project.resolve("data")).resolve("accounts.parquet"),
                    data.resolve("accounts.parquet"));
            Child.expect(project, List.of(places.levada(), "run"));
            frozen.keep();
        }
        frozen.restore();
        Path drop = project.resolve("data").resolve("batch.parquet");
        Files.deleteIfExists(drop);
        if (batch) {
            Files.createSymbolicLink(drop, data.resolve("batch.parquet"));
        }
        Files.createDirectories(folder);
    }

    private void writeData() throws IOException, InterruptedException {
        if (!Files.exists(data)) {
            Path draft = Folders.empty(data.resolveSibling("accounts-unfinished"));
            Child.expect(draft, programs.script("accounts.sql"));
            Files.delete(draft.resolve("output.log"));
            Files.move(draft, data);
        }
    }

    private Side spark() {
        List<String> command = programs.spark(
                "dev.levada.benchmarks.spark.Merge",
                places.work("upsert").resolve(".levada/lake").toString(),
                TABLE,
                data.resolve("batch.parquet").toString());
        Setup setup = folder -> ready(folder, false);
        return new Side(
                "upsert-spark",
                "Spark's `MERGE INTO`",
                "upsert",
                1,
                places.work("upsert-spark"),
                setup,
                command,
                Programs.PRINTED);
    }

    private Side nativeMerge() throws IOException {
        Path kept = places.work("upsert-native.kept");
        Setup setup = folder -> {
            if (!Files.exists(kept)) {
                writeData();
                Files.createSymbolicLink(Folders.empty(kept).resolve("data"), data);
                Child.expect(kept, programs.script("accounts_native.sql"));
            }
            Files.copy(kept.resolve("accounts.duckdb"), Folders.empty(folder).resolve("accounts.duckdb"));
            Files.createSymbolicLink(folder.resolve("batch.parquet"), data.resolve("batch.parquet"));
        };
        return new Side(
                "upsert-native",
                "DuckDB's `MERGE`",
                "upsert",
                3,
                places.work("upsert-native"),
                setup,
                programs.script("merge_native.sql"),
                Programs.PRINTED);
    }

    private Side reading(String name, String title, boolean compacted) {
        Frozen merged = new Frozen(places.work("upsert"));
        Setup setup = folder -> {
            ready(folder, true);
            Child.expect(merged.project(), List.of(places.levada(), "run"));
            if (compacted) {
                Child.expect(merged.project(), List.of(places.levada(), "lake", "maintain"));
            }
        };
        List<String> arguments =
                List.of("query", SUM, "--project", merged.project().toString());
        return programs.levada(name, title, "read", 3, setup, arguments, Programs.SILENT);
    }
}
