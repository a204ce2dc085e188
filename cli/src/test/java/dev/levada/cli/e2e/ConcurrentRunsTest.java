package dev.levada.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs of several processes that meet. */
class ConcurrentRunsTest {
    @TempDir
    Path folder;

    @Test
    void ofTwoRunsOfOneAssetTheSecondIsRefusedAndNobodyElseIsInTheWay() throws IOException {
        Folder project = project();
        project.cli().run("raw.a");
        project.file("data/a/2.csv", "id", "3");

        try (Hold hold = new Hold("before-audit");
                Child first = Child.with(hold.options(), folder, "run", "raw.a")) {
            hold.during(() -> {
                String error = project.cli().end(3, "run").err();
                assertThat(error)
                        .contains("raw.a is being made by run " + running(project) + " (process "
                                + first.process().pid() + " on ")
                        .contains("Nothing was begun. Wait for its end with --wait 5m");
                assertThat(project.cli().end(3, "quarantine", "replay", "raw.a").err())
                        .contains("raw.a is being made by run ");
                assertThat(project.cli().run("raw.b").status()).isEqualTo("done");
                assertThat(project.cli().succeed("plan")).contains("raw.a");
                project.cli().succeed("check");
                project.cli().succeed("show", "raw.a");
                assertThat(project.cli().rows("raw.a")).hasSize(2);
            });
            String out = first.out();
            assertThat(first.code()).as("%s%s", out, first.errors()).isZero();
        }
        assertThat(project.cli().rows("raw.a")).hasSize(3);
        assertThat(project.cli().run().status("raw.a")).isEqualTo("unchanged");
    }

    @Test
    void theAssetsOfAKilledRunCanBeMadeAtOnce() throws IOException {
        Folder project = project();
        try (Hold hold = new Hold("before-audit");
                Child first = Child.with(hold.options(), folder, "run", "raw.a")) {
            hold.during(() -> {
                first.process().destroyForcibly();
                first.code();
                assertThat(project.cli().run("raw.a").status()).isEqualTo("done");
            });
        }
        assertThat(project.cli().rows("raw.a")).hasSize(2);
        assertThat(project.cli().succeed("runs")).contains("died");
    }

    @Test
    void aRunThatWaitsGoesOnWhenTheOtherHasEndedAndFindsItsWorkDone() throws IOException {
        Folder project = project();
        try (Hold hold = new Hold("before-audit");
                Child first = Child.with(hold.options(), folder, "run", "raw.a");
                Child second = startWaiting(hold)) {
            assertThat(first.code()).as(first.errors()).isZero();
            String out = second.out();
            assertThat(second.code()).as("%s%s", out, second.errors()).isZero();
            assertThat(out).contains("Everything is up to date");
        }
        assertThat(project.cli().rows("raw.a")).hasSize(2);
        try (Lake lake = new Lake(folder)) {
            assertThat(lake.commits()).isEqualTo(Map.of("raw.a", 1));
        }
    }

    private Child startWaiting(Hold hold) {
        Child[] second = new Child[1];
        hold.during(() -> {
            second[0] = Child.start(folder, "run", "raw.a", "--wait", "5m");
            second[0].await("waiting: raw.a is being made by run ");
        });
        return second[0];
    }

    @Test
    void aLengthOfTimeThatIsNoneIsRefused() {
        assertThat(project().cli().end(2, "run", "--wait", "long").err())
                .contains("--wait")
                .contains("'long' is not a length of time. Write it like 90s, 5m or 1h 30m.");
    }

    private static String running(Folder project) {
        return project.cli()
                .succeed("runs")
                .lines()
                .filter(line -> line.contains("running"))
                .findFirst()
                .orElseThrow()
                .strip()
                .split("\\s+", -1)[0];
    }

    private Folder project() {
        return Folder.withDrops(folder)
                .file("data/a/1.csv", "id", "1", "2")
                .file("data/b.csv", "id", "1")
                .file(
                        "assets/raw/a.yml",
                        "extract: {from: drops, files: 'a/*.csv'}",
                        "write: {mode: append}",
                        "columns: {id: bigint}")
                .file("assets/raw/b.yml", "extract: {from: drops, files: b.csv}");
    }
}
