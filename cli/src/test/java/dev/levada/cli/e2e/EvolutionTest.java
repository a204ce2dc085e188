package dev.levada.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.cli.Invocation;
import dev.levada.cli.e2e.Cli.Report;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Columns and source files that change between runs. */
class EvolutionTest {
    @TempDir
    Path folder;

    private Folder project;
    private Cli cli;

    @SuppressWarnings("NullAway.Init") // JUnit calls run() before each test
    EvolutionTest() {}

    @BeforeEach
    void run() {
        project = Folder.withDrops(folder).file("data/a.csv", "id,name", "1,Ana", "2,Rui");
        contract("id: integer", "name: varchar");
        cli = project.cli();
        cli.run();
    }

    @Test
    void aNewColumnIsAddedAndNullInOldRows() {
        project.file("data/b.csv", "id,name,city", "3,Eva,Porto");
        contract("id: integer", "name: varchar", "city: varchar");

        assertThat(cli.succeed("plan")).contains("city");
        cli.run();

        assertThat(cli.rows("raw.people").toString())
                .isEqualTo("[{\"id\":1,\"name\":\"Ana\",\"city\":null}, {\"id\":2,\"name\":\"Rui\",\"city\":null},"
                        + " {\"id\":3,\"name\":\"Eva\",\"city\":\"Porto\"}]");
    }

    @Test
    void aTypeIsWidened() {
        project.file("data/b.csv", "id,name", "3000000000,Eva");
        contract("id: bigint", "name: varchar");

        assertThat(cli.succeed("plan")).contains("widens column id from INTEGER to BIGINT");
        cli.run();

        assertThat(cli.number("select sum(id)::bigint from raw.people")).isEqualTo(3_000_000_003L);
    }

    @Test
    void aNarrowedTypeIsRefused() {
        project.file("data/b.csv", "id,name", "3,Eva");
        contract("id: boolean", "name: varchar");

        Invocation run = cli.execute("run");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out() + run.err()).contains("column id is INTEGER in the table and would become BOOLEAN");
        assertThat(cli.rows("raw.people")).hasSize(2);

        project.file("data/a.csv", "id,name", "true,Ana").without("data/b.csv");
        cli.run("--full", "raw.people");

        assertThat(cli.rows("raw.people")).hasToString("[{\"id\":true,\"name\":\"Ana\"}]");
    }

    @Test
    void aColumnThatAModelNoLongerHasIsRefused() {
        project.file("assets/marts/m.sql", "select id, name from raw.people");
        cli.run();
        project.file("assets/marts/m.sql", "select id from raw.people");

        Invocation run = cli.execute("run");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out() + run.err()).contains("name");
        assertThat(cli.rows("marts.m")).hasSize(2).allMatch(row -> row.has("name"));
    }

    @Test
    void loadedFilesAreSkippedAndNewOnesLoaded() {
        project.file("data/b.csv", "id,name", "3,Eva");

        Report report = cli.run();

        assertThat(report.count("raw.people", "rows_read")).isEqualTo(1);
        assertThat(cli.rows("raw.people")).hasSize(3);
        assertThat(cli.run().status()).isEqualTo("unchanged");
    }

    @Test
    void aLoadedFileThatChangedIsReportedAndNotLoadedAgain() {
        project.file("data/a.csv", "id,name", "1,Ana Maria", "2,Rui", "4,Joel");

        assertThat(cli.succeed("plan")).contains("a.csv");
        Invocation run = cli.end(0, "run");

        assertThat(run.out()).contains("a.csv");
        assertThat(cli.rows("raw.people"))
                .hasSize(2)
                .allMatch(row -> row.required("id").longValue() < 3);
    }

    @Test
    void aFullRunLoadsChangedFilesAfresh() {
        project.file("data/a.csv", "id,name", "1,Ana Maria", "4,Joel");

        cli.run("--full");

        assertThat(cli.query("select id from raw.people order by id"))
                .extracting(row -> row.required("id").longValue())
                .isEqualTo(List.of(1L, 4L));
    }

    @Test
    void selectorsChooseWhatRuns() {
        project.file(
                        "assets/marts/one.sql",
                        "/* levada",
                        "tags: [nightly]",
                        "*/",
                        "select count(*) as n from raw.people")
                .file("assets/marts/two.sql", "select n + 1 as n from marts.one")
                .file("data/c.csv", "id,name", "9,Zoe");

        assertThat(made("marts.one")).containsExactly("marts.one");
        assertThat(made("tag:nightly", "--full")).containsExactly("marts.one");
        assertThat(made("+marts.two", "--exclude", "marts.one", "--full")).containsExactly("marts.two", "raw.people");
        assertThat(made("raw.people+", "--full")).containsExactly("marts.one", "marts.two", "raw.people");
        assertThat(made("marts.*", "--full")).containsExactly("marts.one", "marts.two");
        assertThat(cli.end(2, "run", "marts.tow").err()).contains("Did you mean 'marts.two'?");
    }

    private List<String> made(String... words) {
        return cli.run(words).assets().stream()
                .map(asset -> asset.required("name").textValue())
                .toList();
    }

    private void contract(String... columns) {
        project.file(
                "assets/raw/people.yml",
                "extract: {from: drops, files: '*.csv'}",
                "write: {mode: append}",
                "columns: {" + String.join(", ", columns) + "}");
    }
}
