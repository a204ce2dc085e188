package dev.levada.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A release is visible as a whole or not at all, whatever happens to one of its assets. */
class ReleasesTest {
    private static final String TOTAL = "/* levada\nrelease: daily\nchecks:\n  - row_count: {max: 3}\n*/\n";

    @TempDir
    Path folder;

    private Folder project;
    private Cli cli;

    @BeforeEach
    void write() {
        project = Folder.withDrops(folder)
                .file("data/a/1.csv", "id", "1", "2")
                .file(
                        "assets/raw/a.yml",
                        "extract: {from: drops, files: 'a/*.csv'}",
                        "write: {mode: append}",
                        "release: daily",
                        "columns: {id: {type: bigint, min: 0}}")
                .file("assets/f/b.sql", TOTAL + "select id + 100 as id from raw.a")
                .file("assets/f/c.sql", "select count(*) as n from f.b");
        cli = project.cli();
    }

    @Test
    void aTransformReadsWhatItsReleaseHasPreparedAndOthersWhatIsPublished() {
        assertThat(cli.run().status()).isEqualTo("done");
        project.file("data/a/2.csv", "id", "3", "-1");
        assertThat(cli.run().status()).isEqualTo("done");

        assertThat(cli.number("select sum(id) from f.b")).isEqualTo(306);
        assertThat(cli.number("select n from f.c")).isEqualTo(3);
        assertThat(cli.quarantined("raw.a")).hasSize(1);
        assertThat(cli.run().status()).isEqualTo("unchanged");
        assertThat(cli.succeed("lake", "history", "f.b", "--format", "csv")).contains(",daily");
        try (Lake lake = new Lake(folder)) {
            assertThat(lake.table("raw.a").currentSnapshot().summary()).containsEntry("levada.release", "daily");
            assertThat(lake.records("f.b")).hasSize(3);
            assertThat(lake.strays()).isEmpty();
        }
    }

    @Test
    void aCheckThatFailsHoldsTheWholeReleaseBackAndTheNextRunReadsTheSameAgain() {
        cli.run();
        project.file("data/a/2.csv", "id", "3", "4", "-1");

        Cli.Report failed = cli.run(1);

        assertThat(failed.error("f.b")).contains("check 'row_count'").contains("Nothing was published");
        assertThat(failed.error("raw.a"))
                .isEqualTo(
                        "Held back because f.b failed. The assets of the release 'daily' are published together or not at"
                                + " all.");
        assertThat(failed.status("f.c")).isEqualTo("skipped");
        assertThat(cli.rows("raw.a")).hasSize(2);
        assertThat(cli.quarantined("raw.a")).isEmpty();

        project.file("assets/f/b.sql", TOTAL.replace("3", "9") + "select id + 100 as id from raw.a");
        assertThat(cli.run().status()).isEqualTo("done");
        assertThat(cli.rows("raw.a")).hasSize(4);
        assertThat(cli.quarantined("raw.a")).hasSize(1);
        assertThat(cli.number("select n from f.c")).isEqualTo(4);
    }

    @Test
    void aRunThatIsKilledBeforeOrAfterItsReleaseLeavesNoneOrAllOfIt() throws IOException {
        cli.run();
        project.file("data/a/2.csv", "id", "3", "-1");
        for (String point : List.of("within-swap", "after-commit")) {
            try (Child run = Child.crashing(point, folder, "run")) {
                run.out();
                assertThat(run.code()).as(run.errors()).isEqualTo(137);
            }
            long rows = cli.number("select count(*) from raw.a");
            assertThat(rows).as(point).isEqualTo(point.equals("within-swap") ? 2 : 3);
            assertThat(cli.number("select count(*) from f.b")).as(point).isEqualTo(rows);
        }
        cli.run();
        assertThat(cli.rows("raw.a")).hasSize(3);
        assertThat(cli.quarantined("raw.a")).hasSize(1);
        assertThat(cli.number("select n from f.c")).isEqualTo(3);
        try (Lake lake = new Lake(folder)) {
            assertThat(lake.strays()).isEmpty();
        }
    }

    @Test
    void planAndShowSayWhatIsPublishedTogether() throws IOException {
        project.file("assets/f/d.sql", "/* levada\nrelease: alone\n*/\nselect 1 as id");
        assertThat(cli.succeed("plan"))
                .contains("  release alone: f.d is published by itself\n")
                .contains("  release daily: f.b and raw.a are published together\n");
        JsonNode json = new ObjectMapper().readTree(cli.succeed("plan", "--format", "json", "raw.a"));
        assertThat(json.at("/tasks/0/release").textValue()).isEqualTo("daily");
        assertThat(json.required("releases"))
                .hasToString("[{\"release\":\"daily\",\"made\":[\"raw.a\"],\"up_to_date\":[],"
                        + "\"not_selected\":[\"f.b\"]}]");
        assertThat(cli.succeed("show", "f.b")).contains("release     daily, together with raw.a\n");
        assertThat(cli.succeed("show", "f.d")).contains("release     alone, of which no other asset is\n");
        assertThat(cli.succeed("show", "f.c")).doesNotContain("release");

        cli.run();
        project.file("assets/f/b.sql", TOTAL + "select id + 200 as id from raw.a");
        assertThat(cli.succeed("plan")).contains("  release daily: f.b is published by itself; raw.a is up to date\n");
        assertThat(cli.succeed("plan", "f.b"))
                .contains("  release daily: f.b is published by itself; raw.a is not selected\n");
    }

    @Test
    void anAssetBetweenTwoOfAReleaseMustBelongToItAndNoneReadsAQuarantineOfIt() {
        project.file("assets/f/d.sql", "/* levada\nrelease: daily\n*/\nselect n from f.c");
        assertThat(cli.end(2, "check").err())
                .contains(
                        "assets/f/c.sql:1:1: error: f.c is made from an asset of the release 'daily' and another one of that"
                                + " release waits for it")
                .contains("`release: daily`");

        project.file("assets/f/d.sql", "/* levada\nrelease: daily\n*/\nselect count(*) as n from raw__quarantine.a");
        assertThat(cli.end(2, "check").err())
                .contains("f.d reads the quarantine of raw.a, which is of the same release");

        project.file("assets/f/d.sql", "/* levada\nrelease: other\n*/\nselect n from f.c")
                .file("assets/f/e.sql", "/* levada\nrelease: other\n*/\nselect 1 as id")
                .file("assets/f/b.sql", TOTAL + "select id + 100 as id from raw.a union all select id from f.e");
        assertThat(cli.end(2, "check").err()).contains("waits for it, so that neither could be published first");
    }
}
