package dev.levada.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ranges of time that are filled by command. */
class BackfillTest {
    private static final int KILLED = 137;

    @TempDir
    Path folder;

    @Test
    void aRangeIsFilledAndNothingElse() {
        Days days = Days.in(folder);
        days.cli().run("raw.events");
        days.cli().succeed("backfill", "f.daily", "--from", "2024-01-03", "--to", "2024-01-06");

        assertThat(days.files("f.daily").keySet()).containsExactly("2024-01-03", "2024-01-04", "2024-01-05");
        days.cli().run();
        assertThat(days.files("f.daily").keySet()).hasSize(Days.COUNT);
    }

    @Test
    void aDryRunShowsAllAndTouchesNothing() throws IOException {
        Days days = Days.in(folder);
        days.cli().run("raw.events");
        Map<Path, String> before = state();
        String shown = days.cli()
                .succeed(
                        "backfill",
                        "f.daily",
                        "--from",
                        "2024-01-03",
                        "--to",
                        "2024-01-06",
                        "--dry-run",
                        "--downstream");

        assertThat(shown)
                .contains("3 of 10 days: never made 2024-01-03 … 2024-01-05")
                .contains("f.moving");
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void planningAProjectThatWasNeverRunMakesNoState() {
        Days days = Days.in(folder);
        days.cli().succeed("plan");

        assertThat(folder.resolve(".levada/ledger.db")).doesNotExist();
    }

    @Test
    void whatIsBelowGoesOnAsFarAsTheRangeReaches() {
        Days days = Days.in(folder);
        days.cli().run();
        Map<String, Set<String>> moving = days.files("f.moving");
        days.daily("5 * sum(amount)");
        days.cli().succeed("backfill", "f.daily", "--from", "2024-01-02", "--to", "2024-01-04", "--downstream");

        assertThat(days.planned("f.daily")).hasSize(Days.COUNT - 2).doesNotContain("2024-01-02", "2024-01-03");
        assertThat(Days.changed(moving, days.files("f.moving")))
                .containsExactly("2024-01-02", "2024-01-03", "2024-01-04", "2024-01-05");
        assertThat(days.cli().number("select total from f.moving where day = '2024-01-03'"))
                .isEqualTo(33);
    }

    @Test
    void byForceAllIsMadeAgainAndTwiceIfAskedTwice() {
        Days days = Days.in(folder);
        days.cli().run();
        for (int i = 0; i < 2; i++) {
            Map<String, Set<String>> before = days.files("f.daily");
            days.cli().succeed("backfill", "f.daily", "--from", "2024-01-02", "--to", "2024-01-04", "--force");
            assertThat(Days.changed(before, days.files("f.daily"))).containsExactly("2024-01-02", "2024-01-03");
        }
        assertThat(days.cli().number("select count(*) from f.daily")).isEqualTo(Days.COUNT);
    }

    @Test
    void aBackfillByForceThatWasKilledGoesOnWhereItWas() {
        Days days = Days.in(folder);
        days.cli().run();
        Map<String, Set<String>> first = days.files("f.daily");
        kill("after-chunk", "backfill", "f.daily", "--from", "2024-01-01", "--to", "2024-01-11", "--force");
        Map<String, Set<String>> killed = days.files("f.daily");
        assertThat(Days.changed(first, killed)).containsExactly("2024-01-01");

        days.cli().succeed("backfill", "f.daily", "--from", "2024-01-01", "--to", "2024-01-11", "--force");
        assertThat(Days.changed(killed, days.files("f.daily")))
                .hasSize(Days.COUNT - 1)
                .doesNotContain("2024-01-01");
        assertThat(days.cli().number("select count(*) from f.daily")).isEqualTo(Days.COUNT);
    }

    @Test
    void aRunThatIsKilledInItsSecondPartLosesNothingAndLeavesNothing() {
        Days days = Days.in(folder);
        days.cli().run("raw.events");
        kill("after-chunk", "run", "f.daily");
        assertThat(days.planned("f.daily")).hasSize(Days.COUNT - 1);
        kill("before-commit", "run", "f.daily");
        assertThat(days.planned("f.daily")).hasSize(Days.COUNT - 1);
        days.cli().run();

        assertThat(days.cli().number("select sum(total) from f.daily")).isEqualTo(30);
        try (Lake lake = new Lake(folder)) {
            assertThat(lake.strays()).isEmpty();
        }
    }

    @Test
    void severalPartsAtATimeMakeTheSameTable() {
        Days days = Days.in(folder);
        days.cli().run("raw.events");
        days.cli().succeed("backfill", "f.daily", "--parallel", "3", "--order", "newest");

        assertThat(days.cli().number("select count(*) from f.daily")).isEqualTo(Days.COUNT);
        assertThat(days.cli().number("select sum(total) from f.daily")).isEqualTo(30);
        assertThat(days.planned("f.daily")).isEmpty();
    }

    @Test
    void theNewestComeFirstIfAsked() {
        Days days = Days.in(folder);
        days.cli().run("raw.events");
        kill("after-chunk", "backfill", "f.daily", "--order", "newest");

        assertThat(days.files("f.daily").keySet()).containsExactly("2024-01-10");
    }

    @Test
    void whatIsWrongOnTheCommandLineIsSaid() {
        Days days = Days.in(folder);

        assertThat(days.cli()
                        .end(2, "backfill", "f.daily", "--from", "yesterday")
                        .err())
                .contains("--from needs a date such as 2024-01-31");
        assertThat(days.cli().end(2, "backfill", "f.daily", "--force").err()).contains("give it --from and --to");
        assertThat(days.cli().end(2, "backfill", "raw.events").err())
                .contains("raw.events is not made interval by interval");
        assertThat(days.cli()
                        .end(2, "backfill", "f.daily", "--from", "2024-01-02", "--to", "2024-01-02")
                        .err())
                .contains("--from must be before --to");
    }

    private void kill(String point, String... words) {
        try (Child child = Child.crashing(point, folder, words)) {
            assertThat(child.code()).as("%s%n%s", child.out(), child.errors()).isEqualTo(KILLED);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** What every file of the project holds. */
    private Map<Path, String> state() throws IOException {
        Map<Path, String> state = new TreeMap<>();
        for (Path file : List.copyOf(Folder.files(folder))) {
            state.put(file, HexFormat.of().formatHex(Files.readAllBytes(file)));
        }
        return state;
    }
}
