package dev.levada.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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
        assertThat(cli.end(2, "lake", "diff", "raw.a").err()).contains("raw.a was never made");
        assertThat(cli.end(2, "lake", "rollback", "raw.a", "--dry-run").err()).contains("raw.a was never made");
        cli.succeed("lake", "maintain", "--dry-run");

        assertThat(folder.resolve(".levada")).doesNotExist();
    }
}
