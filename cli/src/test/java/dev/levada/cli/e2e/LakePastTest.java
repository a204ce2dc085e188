package dev.levada.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The past of tables: looked at, compared, queried and gone back to. */
class LakePastTest {
    @TempDir
    Path folder;

    private TwoVersions past;
    private Folder project;
    private Cli cli;

    @BeforeEach
    void makeTwoVersions() {
        past = TwoVersions.in(folder);
        project = past.project();
        cli = past.cli();
    }

    @Test
    void historyTellsVersionsAndRunsAndWhatBecameOfThem() {
        List<JsonNode> history = past.json("lake", "history", "raw.a", "--format", "json");

        assertThat(TwoVersions.texts(history, "standing")).containsExactly("newest", "before");
        assertThat(TwoVersions.texts(history, "operation")).containsExactly("append", "append");
        assertThat(history.get(0).required("added").longValue()).isEqualTo(1);
        assertThat(history.get(1).required("added").longValue()).isEqualTo(2);
        assertThat(cli.succeed("runs")).contains(TwoVersions.texts(history, "run"));
        assertThat(cli.succeed("lake", "history", "raw.a")).contains(TwoVersions.texts(history, "version"));
        assertThat(cli.succeed("lake", "history", "raw.a", "--format", "csv"))
                .startsWith("version,committed,standing,operation,added,removed,run,release");
        assertThat(cli.end(2, "lake", "history", "raw.b").err()).contains("There is no asset 'raw.b'");
    }

    @Test
    void rowsWithAKeyAreComparedByItAndTheirChangedColumnsAreNamed() {
        List<JsonNode> rows = past.json("lake", "diff", "raw.k", "--format", "json");

        assertThat(rows.stream().map(LakePastTest::line))
                .containsExactly("before plan 2 bob free", "after plan 2 bob pro", "added  4 dan free");
        assertThat(cli.succeed("lake", "diff", "raw.k", "--summary"))
                .contains("1 row added, 0 removed, 1 changed between version ");
        JsonNode summary = TwoVersions.tree(cli.succeed("lake", "diff", "raw.k", "--summary", "--format", "json"));
        assertThat(summary.required("key").get(0).textValue()).isEqualTo("id");
        assertThat(summary.required("changed").longValue()).isEqualTo(1);

        List<String> versions = past.history("raw.k", "version");
        assertThat(past.json("lake", "diff", "raw.k", versions.get(0), versions.get(1), "--format", "json").stream()
                        .map(LakePastTest::line))
                .containsExactly("before plan 2 bob pro", "after plan 2 bob free", "removed  4 dan free");
        assertThat(cli.succeed("lake", "diff", "raw.k", versions.get(0), versions.get(0)))
                .contains("no rows")
                .contains("no row differs");
    }

    @Test
    void columnsMayHaveTheNamesThatTheComparisonUsesItself() {
        project.file("data/n/1.csv", "id,a,b,change", "1,x,y,z")
                .file(
                        "assets/raw/n.yml",
                        "extract: {from: drops, files: 'n/*.csv'}",
                        "write: {mode: upsert, key: [id]}",
                        "columns: {id: bigint}");
        cli.run();
        project.file("data/n/2.csv", "id,a,b,change", "1,x,q,r");
        cli.run();

        List<JsonNode> rows = past.json("lake", "diff", "raw.n", "--format", "json");

        assertThat(TwoVersions.texts(rows, "change")).containsExactly("before", "after");
        assertThat(TwoVersions.texts(rows, "changed")).containsExactly("b, change", "b, change");
        assertThat(TwoVersions.texts(rows, "change_2")).containsExactly("z", "r");
    }

    @Test
    void rowsWithoutAKeyAreComparedAsAWholeHoweverOftenTheyAreThere() {
        project.file("data/a/3.csv", "id,age", "1,10", "1,10", "6,60");
        cli.run();

        List<JsonNode> rows = past.json("lake", "diff", "raw.a", "--format", "json");

        assertThat(rows.stream()
                        .map(row -> row.required("change").textValue() + " "
                                + row.required("id").longValue()))
                .containsExactly("added 1", "added 1", "added 6");
        assertThat(cli.succeed("lake", "diff", "raw.a", "--limit", "1")).contains("3 rows added, 0 removed between");
        cli.succeed("lake", "rollback", "raw.a");
        assertThat(cli.succeed("lake", "diff", "raw.a", "--summary")).contains("1 row added, 0 removed between");
    }

    @Test
    void aQuerySeesAllTablesAsOfAMomentOrARun() {
        String first = past.history("raw.k", "run").get(1);
        String moment = past.history("raw.k", "committed").get(1);
        project.file("assets/raw/late.yml", "extract: {from: drops, files: 'a/1.csv'}");
        cli.run();
        String both = "select (select count(*) from raw.a) * 10 + (select count(*) from raw.k) as n";

        assertThat(number(both, first)).isEqualTo(23);
        assertThat(number("select count(*) as n from raw.k", moment)).isEqualTo(3);
        assertThat(number("select count(*) as n from raw__quarantine.a", first)).isEqualTo(1);
        assertThat(cli.number(both)).isEqualTo(34);
        assertThat(cli.end(2, "query", "--as-of", first, "select * from raw.late")
                        .err())
                .contains("raw.late was not there yet at ")
                .contains("Its first version is of ");
        assertThat(cli.end(2, "query", "--as-of", "yesterday", "select 1").err())
                .contains("'yesterday' is neither a moment, such as 2024-07-01T09:30:15Z, nor a run");
        assertThat(cli.end(2, "query", "--as-of", "2001-01-01", "select * from raw.a")
                        .err())
                .contains("raw.a was not there yet at 2001-01-01T00:00:00Z");
    }

    @Test
    void anAssetIsShownAsOfAVersionAMomentOrARun() {
        List<JsonNode> history = past.json("lake", "history", "raw.k", "--format", "json");
        String version = TwoVersions.texts(history, "version").get(1);
        String run = TwoVersions.texts(history, "run").get(1);
        for (String point :
                List.of(version, run, TwoVersions.texts(history, "committed").get(1))) {
            assertThat(cli.succeed("show", "raw.k", "--as-of", point))
                    .contains("rows        3, ")
                    .contains("version     " + version + ", committed ")
                    .contains(" by run " + run)
                    .contains("bob   free")
                    .doesNotContain("dan");
        }
        assertThat(cli.succeed("show", "raw.k")).contains("rows        4, ").contains("dan   free");

        String undone = TwoVersions.texts(history, "version").get(0);
        cli.succeed("lake", "rollback", "raw.k");
        assertThat(cli.succeed("show", "raw.k", "--as-of", undone)).contains("dan   free");
        assertThat(cli.succeed(
                        "show",
                        "raw.k",
                        "--as-of",
                        TwoVersions.texts(history, "committed").get(0)))
                .doesNotContain("dan");
    }

    @Test
    void columnsAreShownAsTheyWereThen() {
        String version = past.history("raw.k", "version").get(0);
        project.file("data/k/3.csv", "id,name,plan,since", "5,eve,pro,2024-01-01");
        cli.run();

        assertThat(cli.succeed("show", "raw.k")).contains("since");
        assertThat(cli.succeed("show", "raw.k", "--as-of", version)).doesNotContain("since");
    }

    @Test
    void anAssetThatWasNotThereThenIsRefused() {
        project.file("assets/raw/c.yml", "extract: {from: drops, files: 'a/*.csv'}");

        assertThat(cli.end(2, "show", "raw.c", "--as-of", "2001-01-01").err()).contains("raw.c was never made");
        assertThat(cli.end(2, "show", "raw.a", "--as-of", "2001-01-01").err())
                .contains("raw.a was not there yet at 2001-01-01T00:00:00Z. Its first version is of ");
        assertThat(cli.end(2, "show", "raw.a", "--as-of", "42").err())
                .contains("Version 42 is none of raw.a. The list of its versions: levada lake history raw.a");
        assertThat(cli.end(2, "show", "raw.a", "--as-of", "yesterday").err())
                .contains("'yesterday' is neither a moment, such as 2024-07-01T09:30:15Z, nor a run");
    }

    private long number(String sql, String asOf) {
        return past.json("query", "--as-of", asOf, "--format", "json", sql)
                .get(0)
                .required("n")
                .longValue();
    }

    private static String line(JsonNode row) {
        return row.required("change").textValue() + " "
                + row.required("changed").asText("").replace("null", "") + " "
                + row.required("id").longValue() + " " + row.required("name").textValue() + " "
                + row.required("plan").textValue();
    }
}
