package dev.levada.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that only look leave a project as it is. */
class LookingTest {
    @TempDir
    Path folder;

    @Test
    void lookingMakesNothingThatIsNotThere() {
        Folder project = Folder.withDrops(folder)
                .file("data/1.csv", "id,text", "1,a", "2,b")
                .file("assets/raw/a.yml", "extract: {from: drops, files: '*.csv'}", "columns: {id: bigint}")
                .file(
                        "assets/f/b.sql",
                        "/* levada",
                        "time: {column: day, start: 2024-01-01, end: 2024-01-03}",
                        "*/",
                        "select date '2024-01-01' as day where $interval_start > timestamp '2000-01-01'");
        Cli cli = project.cli();

        assertThat(cli.succeed("plan")).contains("never made");
        assertThat(cli.succeed("check")).contains("ok: 2 assets");
        assertThat(cli.succeed("show", "raw.a")).contains("not made yet");
        assertThat(cli.succeed("query", "select 42 as answer")).contains("42");
        assertThat(cli.succeed("runs")).contains("There was no run yet");
        assertThat(cli.succeed("discover", "drops")).contains("1.csv");
        assertThat(cli.succeed("quarantine", "ls")).contains("Nothing is quarantined");
        assertThat(cli.end(0, "quarantine", "show", "raw.a").err()).contains("No row of raw.a was ever quarantined");
        assertThat(cli.succeed("ledger", "show", "f.b")).contains("never made");
        assertThat(cli.succeed("backfill", "f.b", "--dry-run")).contains("never made");
        assertThat(cli.end(2, "lake", "history", "raw.a").err()).contains("raw.a was never made");
        assertThat(cli.end(2, "reconcile", "raw.a").err()).contains("raw.a was never made");
        assertThat(cli.end(2, "lake", "diff", "raw.a").err()).contains("raw.a was never made");
        assertThat(cli.end(2, "lake", "rollback", "raw.a", "--dry-run").err()).contains("raw.a was never made");
        cli.succeed("lake", "maintain", "--dry-run");

        assertThat(folder.resolve(".levada")).doesNotExist();
    }

    @Test
    void aProjectInWhichNothingCanBeWrittenIsLookedAtLikeAnyOther() {
        TwoVersions past = TwoVersions.in(folder);
        Cli cli = past.cli();
        past.project().file("data/a/3.csv", "id,age", "6,60").file("assets/f/b.sql", "select count(*) as n from raw.a");
        String run = past.history("raw.a", "run").get(1);
        List<List<String>> looks = List.of(
                List.of("plan", "--format", "json"),
                List.of("check"),
                List.of("show", "raw.a"),
                List.of("show", "raw.a", "--as-of", run),
                List.of("query", "select count(*) from raw.a"),
                List.of("query", "--as-of", run, "select count(*) from raw.a"),
                List.of("query", "select * from range(200000) a order by md5(cast(range as varchar)) limit 3"),
                List.of("runs"),
                List.of("runs", run),
                List.of("quarantine", "ls"),
                List.of("quarantine", "show", "raw.a"),
                List.of("lake", "history", "raw.a"),
                List.of("lake", "diff", "raw.a"),
                List.of("lake", "rollback", "raw.a", "--dry-run"),
                List.of("lake", "maintain", "--dry-run"));
        List<String> before = looks.stream().map(look -> succeed(cli, look)).toList();

        try (ReadOnlyFolder ignored = ReadOnlyFolder.of(folder)) {
            assertThat(looks.stream().map(look -> succeed(cli, look)).toList()).isEqualTo(before);
            assertThat(cli.end(3, "run").err()).contains("it is read-only. Levada must be able to write there.");
            assertThat(cli.end(0, "reconcile", "raw.a").err()).contains("that it agrees is not remembered");
            assertThat(cli.succeed("reconcile", "raw.a", "--status")).contains("never found to agree");
        }
        assertThat(cli.run().status()).isEqualTo("done");
        assertThat(cli.number("select n from f.b")).isEqualTo(4);
    }

    private static String succeed(Cli cli, List<String> words) {
        return cli.succeed(words.toArray(String[]::new));
    }

    @Test
    void whatAKilledRunLeftIsSeenAndFinishedOnceThatIsPossible() throws IOException {
        TwoVersions past = TwoVersions.in(folder);
        Cli cli = past.cli();
        past.project().file("data/a/3.csv", "id,age", "6,60", "7,-1");
        try (Child child = Child.crashing("after-commit@raw.a", folder, "run", "raw.a")) {
            assertThat(child.code()).as(child.out() + child.errors()).isEqualTo(137);
        }

        try (ReadOnlyFolder ignored = ReadOnlyFolder.of(folder)) {
            assertThat(cli.number("select count(*) from raw.a")).isEqualTo(4);
            assertThat(cli.quarantined("raw.a")).hasSize(2);
            assertThat(cli.succeed("plan", "raw.a")).contains("0 assets to make, 1 up to date");
            assertThat(cli.succeed("runs")).contains("running");
        }
        assertThat(cli.quarantined("raw.a")).hasSize(3);
    }
}
