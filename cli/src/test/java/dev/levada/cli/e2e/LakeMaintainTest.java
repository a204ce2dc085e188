package dev.levada.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.levada.cli.Invocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.iceberg.data.Record;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Maintenance changes how tables lie on the disk, and nothing that a reader could tell. */
class LakeMaintainTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private Folder project;
    private Cli cli;

    @BeforeEach
    void loadInSmallPieces() {
        project = Folder.withDrops(folder)
                .file(
                        "assets/raw/a.yml",
                        "extract: {from: drops, files: 'a/*.csv'}",
                        "write: {mode: append, partition: [day(at)]}",
                        "columns: {id: bigint, at: timestamp, age: {type: integer, min: 0}}")
                .file("assets/raw/b.yml", "extract: {from: drops, files: b.csv}")
                .file("data/b.csv", "id", "1");
        cli = project.cli();
        for (int i = 1; i <= 3; i++) {
            project.file(
                    "data/a/" + i + ".csv",
                    "id,at,age",
                    i + ",2024-01-01 0" + i + ":00:00,1",
                    (i + 10) + ",2024-01-02 0" + i + ":00:00,-1",
                    (i + 20) + ",2024-01-03 0" + i + ":00:00,3");
            cli.run();
        }
    }

    @Test
    void smallFilesBecomeFewAndBothReadersSeeTheSameRowsAsBefore() {
        List<JsonNode> rows = cli.query("select * from raw.a order by id");
        List<String> records = records("raw.a");
        List<String> quarantined = records("raw__quarantine.a");
        JsonNode dry = maintain("--dry-run", "raw.a");
        assertThat(table(dry, "raw.a").required("files_before").longValue()).isEqualTo(6);
        assertThat(table(dry, "raw.a").required("files_after").longValue()).isEqualTo(2);
        assertThat(commits("raw.a")).isEqualTo(3);

        JsonNode done = maintain("raw.a");

        JsonNode table = table(done, "raw.a");
        assertThat(table.required("files_before").longValue()).isEqualTo(6);
        assertThat(table.required("files_after").longValue()).isEqualTo(2);
        assertThat(table.required("bytes_rewritten").longValue()).isPositive();
        assertThat(table.required("versions_expired").longValue()).isZero();
        assertThat(table(done, "raw__quarantine.a").required("files_after").longValue())
                .isEqualTo(1);
        assertThat(cli.query("select * from raw.a order by id")).isEqualTo(rows);
        assertThat(records("raw.a")).isEqualTo(records);
        assertThat(records("raw__quarantine.a")).isEqualTo(quarantined);
        assertThat(cli.succeed("lake", "history", "raw.a")).contains("compaction");
        assertThat(cli.succeed("lake", "diff", "raw.a")).contains("2 rows added, 0 removed between");
        assertThat(cli.run().status()).isEqualTo("unchanged");

        JsonNode again = table(maintain("raw.a"), "raw.a");
        assertThat(again.required("bytes_rewritten").longValue()).isZero();
        project.file("data/a/4.csv", "id,at,age", "4,2024-01-01 04:00:00,1");
        assertThat(cli.run("raw.a").count("raw.a", "rows_read")).isEqualTo(1);
        assertThat(cli.number("select count(*) from raw.a")).isEqualTo(7);
        assertThat(records("raw.a")).hasSize(7);
        cli.succeed("lake", "rollback", "raw.a");
        assertThat(cli.query("select * from raw.a order by id")).isEqualTo(rows);
    }

    @Test
    void oldVersionsAreForgottenWithTheirFilesAndTheirCommitsStayInTheHistory() {
        List<JsonNode> rows = cli.rows("raw.a");

        JsonNode table = table(maintain("--older-than", "0s", "--keep", "1", "raw.a"), "raw.a");

        assertThat(table.required("versions_expired").longValue()).isPositive();
        assertThat(cli.rows("raw.a")).isEqualTo(rows);
        assertThat(records("raw.a")).hasSize(6);
        String history = cli.succeed("lake", "history", "raw.a", "--format", "json");
        assertThat(history).contains("expired").contains("newest");
        JsonNode oldest = tree(history).get(tree(history).size() - 1);
        assertThat(cli.end(2, "query", "--as-of", oldest.required("committed").textValue(), "select * from raw.a")
                        .err())
                .contains("has expired: its files are gone");
        assertThat(cli.run().status()).isEqualTo("unchanged");
    }

    @Test
    void whatAFailedCheckLeftGoesOnceItIsOldEnough() {
        project.file("assets/raw/b.yml", "extract: {from: drops, files: b.csv}", "checks:", "  - row_count: {min: 5}");
        cli.run(1, "raw.b");
        assertThat(strays()).isNotEmpty();

        assertThat(table(maintain("raw.b"), "raw.b").required("orphan_files").longValue())
                .isZero();
        assertThat(strays()).isNotEmpty();
        JsonNode done = table(maintain("--orphans-older-than", "0s", "raw.b"), "raw.b");

        assertThat(done.required("orphan_files").longValue()).isPositive();
        assertThat(strays()).isEmpty();
        assertThat(cli.rows("raw.b")).hasSize(1);
    }

    @Test
    void aTableThatARunIsMakingIsLeftAloneAndTheRunDoesNotNotice() throws IOException {
        project.file("data/a/4.csv", "id,at,age", "4,2024-01-01 04:00:00,1");
        try (Hold hold = new Hold("before-commit");
                Child run = Child.with(hold.options(), folder, "run", "raw.a")) {
            hold.during(() -> {
                Invocation maintained = cli.execute(
                        "lake", "maintain", "--older-than", "0s", "--keep", "1", "--orphans-older-than", "0s");
                assertThat(maintained.code()).isZero();
                assertThat(maintained.err()).contains("raw.a was left alone: raw.a is being made by run ");
                assertThat(maintained.out()).contains("raw.b");
            });
            String out = run.out();
            assertThat(run.code()).as("%s%s", out, run.errors()).isZero();
        }
        assertThat(cli.number("select count(*) from raw.a")).isEqualTo(7);
        assertThat(table(maintain("raw.a"), "raw.a").required("files_after").longValue())
                .isEqualTo(2);
    }

    @Test
    void optionsThatMeanNothingAreRefused() {
        assertThat(cli.end(2, "lake", "maintain", "--target-size", "big").err())
                .contains("'big' is not an amount of data. Write it like 64MB, 1.5GB or 512MiB.");
        assertThat(cli.end(2, "lake", "maintain", "--older-than", "long").err())
                .contains("'long' is not a length of time");
        assertThat(cli.end(2, "lake", "maintain", "--keep", "0").err()).contains("at least one version stays");
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    private JsonNode maintain(String... words) {
        String[] all = new String[words.length + 4];
        System.arraycopy(new String[] {"lake", "maintain", "--format", "json"}, 0, all, 0, 4);
        System.arraycopy(words, 0, all, 4, words.length);
        return tree(cli.succeed(all));
    }

    private static JsonNode table(JsonNode tables, String name) {
        return StreamSupport.stream(tables.spliterator(), false)
                .filter(table -> table.required("table").textValue().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not in " + tables));
    }

    private List<String> records(String table) {
        try (Lake lake = new Lake(folder)) {
            return lake.records(table).stream().map(Record::toString).sorted().toList();
        }
    }

    private int commits(String table) {
        try (Lake lake = new Lake(folder)) {
            return lake.commits().get(table);
        }
    }

    private List<Path> strays() {
        try (Lake lake = new Lake(folder)) {
            return lake.strays();
        }
    }
}
