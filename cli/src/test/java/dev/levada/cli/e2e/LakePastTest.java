package dev.levada.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The past of tables: looked at, compared, queried and gone back to. */
class LakePastTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private Folder project;
    private Cli cli;

    @BeforeEach
    void makeTwoVersions() {
        project = Folder.withDrops(folder)
                .file("data/a/1.csv", "id,age", "1,10", "2,-1", "3,30")
                .file("data/k/1.csv", "id,name,plan", "1,ann,free", "2,bob,free", "3,cid,pro")
                .file(
                        "assets/raw/a.yml",
                        "extract: {from: drops, files: 'a/*.csv'}",
                        "write: {mode: append}",
                        "columns: {id: bigint, age: {type: integer, min: 0}}")
                .file(
                        "assets/raw/k.yml",
                        "extract: {from: drops, files: 'k/*.csv'}",
                        "write: {mode: upsert, key: [id]}",
                        "columns: {id: bigint}");
        cli = project.cli();
        cli.run();
        project.file("data/a/2.csv", "id,age", "4,40", "5,-5")
                .file("data/k/2.csv", "id,name,plan", "2,bob,pro", "4,dan,free");
        cli.run();
    }

    @Test
    void historyTellsVersionsAndRunsAndWhatBecameOfThem() {
        List<JsonNode> history = json("lake", "history", "raw.a", "--format", "json");

        assertThat(texts(history, "standing")).containsExactly("newest", "before");
        assertThat(texts(history, "operation")).containsExactly("append", "append");
        assertThat(history.get(0).required("added").longValue()).isEqualTo(1);
        assertThat(history.get(1).required("added").longValue()).isEqualTo(2);
        assertThat(cli.succeed("runs")).contains(texts(history, "run"));
        assertThat(cli.succeed("lake", "history", "raw.a")).contains(texts(history, "version"));
        assertThat(cli.succeed("lake", "history", "raw.a", "--format", "csv"))
                .startsWith("version,committed,standing,operation,added,removed,run,release");
        assertThat(cli.end(2, "lake", "history", "raw.b").err()).contains("There is no asset 'raw.b'");
    }

    @Test
    void aRunAfterARollbackLoadsWhatWasRolledBackOnceAndItsQuarantineToo() {
        List<JsonNode> rows = cli.rows("raw.a");
        List<JsonNode> quarantined = cli.quarantined("raw.a");
        assertThat(rows).hasSize(3);
        assertThat(quarantined).hasSize(2);
        List<String> versions = texts(json("lake", "history", "raw.a", "--format", "json"), "version");

        String dry = cli.succeed("lake", "rollback", "raw.a", "--dry-run");
        assertThat(dry)
                .contains("to    " + versions.get(1))
                .contains("1 commit would be undone")
                .contains("Nothing was changed. To do it: levada lake rollback raw.a --to " + versions.get(1));
        assertThat(cli.rows("raw.a")).isEqualTo(rows);

        assertThat(cli.succeed("lake", "rollback", "raw.a"))
                .contains("raw.a is at version " + versions.get(1) + " again.")
                .contains("To undo that, run: what came after is read again");
        assertThat(cli.rows("raw.a")).hasSize(2);
        assertThat(cli.quarantined("raw.a")).hasSize(1);
        assertThat(texts(json("lake", "history", "raw.a", "--format", "json"), "standing"))
                .containsExactly("rolled back", "newest");
        assertThat(cli.end(2, "lake", "rollback", "raw.a", "--to", versions.get(0))
                        .err())
                .contains("was rolled back; the newest version does not come from it");

        assertThat(cli.run("raw.a").count("raw.a", "rows_read")).isEqualTo(2);
        assertThat(cli.rows("raw.a")).isEqualTo(rows);
        assertThat(cli.quarantined("raw.a")).isEqualTo(quarantined);
        assertThat(cli.run("raw.a").status()).isEqualTo("unchanged");
    }

    @Test
    void aRollbackToWhatIsNotThereSaysWhatIs() {
        assertThat(cli.end(2, "lake", "rollback", "raw.a", "--to", "42").err())
                .contains("Version 42 is none of raw.a. The list of its versions: levada lake history raw.a");
        assertThat(cli.end(2, "lake", "rollback", "raw.a", "--to", "2001-01-01").err())
                .contains("A version from 2001-01-01T00:00:00Z or before is none of raw.a");
        String newest = texts(json("lake", "history", "raw.a", "--format", "json"), "version")
                .get(0);
        assertThat(cli.succeed("lake", "rollback", "raw.a", "--to", newest))
                .contains("is at version " + newest + " already");
        cli.succeed("lake", "rollback", "raw.a");
        assertThat(cli.end(2, "lake", "rollback", "raw.a").err()).contains("raw.a has one version only");
        project.file("assets/raw/c.yml", "extract: {from: drops, files: 'a/*.csv'}");
        assertThat(cli.end(2, "lake", "history", "raw.c").err()).contains("raw.c was never made");
    }

    @Test
    void rowsWithAKeyAreComparedByItAndTheirChangedColumnsAreNamed() {
        List<JsonNode> rows = json("lake", "diff", "raw.k", "--format", "json");

        assertThat(rows.stream().map(LakePastTest::line))
                .containsExactly("before plan 2 bob free", "after plan 2 bob pro", "added  4 dan free");
        assertThat(cli.succeed("lake", "diff", "raw.k", "--summary"))
                .contains("1 row added, 0 removed, 1 changed between version ");
        JsonNode summary = tree(cli.succeed("lake", "diff", "raw.k", "--summary", "--format", "json"));
        assertThat(summary.required("key").get(0).textValue()).isEqualTo("id");
        assertThat(summary.required("changed").longValue()).isEqualTo(1);

        List<String> versions = texts(json("lake", "history", "raw.k", "--format", "json"), "version");
        assertThat(json("lake", "diff", "raw.k", versions.get(0), versions.get(1), "--format", "json").stream()
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

        List<JsonNode> rows = json("lake", "diff", "raw.n", "--format", "json");

        assertThat(texts(rows, "change")).containsExactly("before", "after");
        assertThat(texts(rows, "changed")).containsExactly("b, change", "b, change");
        assertThat(texts(rows, "change_2")).containsExactly("z", "r");
    }

    @Test
    void rowsWithoutAKeyAreComparedAsAWholeHoweverOftenTheyAreThere() {
        project.file("data/a/3.csv", "id,age", "1,10", "1,10", "6,60");
        cli.run();

        List<JsonNode> rows = json("lake", "diff", "raw.a", "--format", "json");

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
        String first = texts(json("lake", "history", "raw.k", "--format", "json"), "run")
                .get(1);
        String moment = texts(json("lake", "history", "raw.k", "--format", "json"), "committed")
                .get(1);
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
        List<JsonNode> history = json("lake", "history", "raw.k", "--format", "json");
        String version = texts(history, "version").get(1);
        String run = texts(history, "run").get(1);
        for (String point : List.of(version, run, texts(history, "committed").get(1))) {
            assertThat(cli.succeed("show", "raw.k", "--as-of", point))
                    .contains("rows        3, ")
                    .contains("version     " + version + ", committed ")
                    .contains(" by run " + run)
                    .contains("bob   free")
                    .doesNotContain("dan");
        }
        assertThat(cli.succeed("show", "raw.k")).contains("rows        4, ").contains("dan   free");

        String undone = texts(history, "version").get(0);
        cli.succeed("lake", "rollback", "raw.k");
        assertThat(cli.succeed("show", "raw.k", "--as-of", undone)).contains("dan   free");
        assertThat(cli.succeed(
                        "show", "raw.k", "--as-of", texts(history, "committed").get(0)))
                .doesNotContain("dan");
    }

    @Test
    void columnsAreShownAsTheyWereThen() {
        String version = texts(json("lake", "history", "raw.k", "--format", "json"), "version")
                .get(0);
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
        return json("query", "--as-of", asOf, "--format", "json", sql)
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

    private List<JsonNode> json(String... words) {
        List<JsonNode> rows = new ArrayList<>();
        tree(cli.succeed(words)).forEach(rows::add);
        return rows;
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    private static List<String> texts(List<JsonNode> rows, String key) {
        return rows.stream().map(row -> row.required(key).textValue()).toList();
    }
}
