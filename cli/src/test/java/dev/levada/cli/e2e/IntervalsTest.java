package dev.levada.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.cli.e2e.Cli.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables that are made interval by interval: what is made again when something changes, and that nothing else is. */
class IntervalsTest {
    private static final String SUMS = "select day, events, total from f.daily order by day";

    @TempDir
    Path folder;

    @Test
    void everyDayIsMadeOnceAndThenLeftAlone() {
        Days days = Days.in(folder);
        Report report = days.cli().run();

        report.demandBalance();
        assertThat(days.cli().query(SUMS)).hasSize(Days.COUNT).allSatisfy(row -> {
            assertThat(row.required("events").longValue()).isEqualTo(2);
            assertThat(row.required("total").longValue()).isEqualTo(3);
        });
        assertThat(days.cli().query("select total from f.moving order by day"))
                .extracting(row -> row.required("total").longValue())
                .containsExactly(3L, 6L, 9L, 9L, 9L, 9L, 9L, 9L, 9L, 9L);
        assertThat(days.plan().required("tasks")).isEmpty();
        assertThat(days.files("f.daily").keySet()).hasSize(Days.COUNT);
    }

    @Test
    void onlyDaysThatHaveEndedAreMade() {
        Days days = Days.in(folder);
        days.at("2024-01-04T12:00:00Z").run();

        assertThat(days.cli().number("select count(*) from f.daily")).isEqualTo(3);
        assertThat(days.planned("f.daily"))
                .containsExactly(
                        "2024-01-04",
                        "2024-01-05",
                        "2024-01-06",
                        "2024-01-07",
                        "2024-01-08",
                        "2024-01-09",
                        "2024-01-10");
        days.cli().run();
        assertThat(days.cli().number("select count(*) from f.daily")).isEqualTo(Days.COUNT);
    }

    @Test
    void aLateRowMakesItsDayAgainAndTheDaysThatSeeItAndNoOther() {
        Days days = Days.in(folder);
        days.cli().run();
        Map<String, Set<String>> daily = days.files("f.daily");
        Map<String, Set<String>> moving = days.files("f.moving");
        int commits = days.commits("f.daily");
        days.drop("late", "77,2024-01-04 12:00:00,100");
        days.cli().run();

        assertThat(days.commits("f.daily")).isEqualTo(commits + 1);
        assertThat(Days.changed(daily, days.files("f.daily"))).containsExactly("2024-01-04");
        assertThat(Days.changed(moving, days.files("f.moving")))
                .containsExactly("2024-01-04", "2024-01-05", "2024-01-06");
        assertThat(days.cli().number("select total from f.daily where day = '2024-01-04'"))
                .isEqualTo(103);
        assertThat(days.cli().number("select total from f.moving where day = '2024-01-06'"))
                .isEqualTo(109);
        assertThat(days.plan().required("tasks")).isEmpty();
    }

    @Test
    void aCommentMakesNothingAgainAndAnotherFormulaEverything() {
        Days days = Days.in(folder);
        days.cli().run();
        days.daily("SUM( amount )", "-- what the day brought in");
        assertThat(days.plan().required("tasks")).isEmpty();

        days.daily("10 * sum(amount)");
        assertThat(days.planned("f.daily")).hasSize(Days.COUNT);
        days.cli().run();
        assertThat(days.cli().number("select sum(total) from f.daily")).isEqualTo(300);
        assertThat(days.cli().number("select total from f.moving where day = '2024-01-10'"))
                .isEqualTo(90);
    }

    @Test
    void aChangedReachMakesEverythingAgain() throws IOException {
        Days days = Days.in(folder);
        days.cli().run();
        Path file = folder.resolve("assets/f/moving.sql");
        Files.writeString(file, Files.readString(file).replace("2 days", "1 days"));

        assertThat(days.planned("f.moving")).hasSize(Days.COUNT);
        days.cli().run();
        assertThat(days.cli().number("select total from f.moving where day = '2024-01-10'"))
                .isEqualTo(6);
    }

    @Test
    void aRowOutsideOfItsIntervalIsNamedAndTheOtherIntervalsArePublished() {
        Days days = Days.in(folder);
        wrong(days, "id = 41");
        Report report = days.cli().run(1);

        assertThat(report.status("f.wrong")).isEqualTo("failed");
        assertThat(report.error("f.wrong"))
                .contains("1 day of 10 days failed, 9 were made and published.")
                .contains("2024-01-05: f.wrong: 1 row that the query gives for 2024-01-05")
                .contains("lies outside of it");
        assertThat(days.cli().number("select count(*) from f.wrong")).isEqualTo(18);
        assertThat(days.planned("f.wrong")).containsExactly("2024-01-05");
    }

    @Test
    void theLedgerIsReadFromTheTablesWhenItIsGone() throws IOException {
        Days days = Days.in(folder);
        days.cli().run();
        String shown = days.cli().succeed("ledger", "show", "f.daily");
        for (String name : new String[] {"ledger.db", "ledger.db-wal", "ledger.db-shm"}) {
            Files.deleteIfExists(folder.resolve(".levada").resolve(name));
        }

        assertThat(days.plan().required("tasks")).isEmpty();
        assertThat(days.cli().succeed("ledger", "rebuild")).startsWith("The ledger knows 3 tables again");
        assertThat(days.cli().succeed("ledger", "show", "f.daily")).isEqualTo(shown);
        assertThat(days.cli().run().status()).isEqualTo("unchanged");
    }

    @Test
    void everythingAnewIsOneCommit() {
        Days days = Days.in(folder);
        days.cli().run();
        int commits = days.commits("f.daily");
        days.cli().succeed("run", "--full", "f.daily");

        assertThat(days.commits("f.daily")).isEqualTo(commits + 1);
        assertThat(days.cli().number("select count(*) from f.daily")).isEqualTo(Days.COUNT);
        assertThat(days.planned("f.daily")).isEmpty();
    }

    @Test
    void daysThatEverythingAnewLeftOutAreMissingWhenTheyAreDueAgain() throws IOException {
        Days days = Days.in(folder);
        days.cli().run();
        days.from("2024-01-04").cli().succeed("run", "--full", "f.daily");
        assertThat(days.cli().number("select count(*) from f.daily")).isEqualTo(7);
        days.from("2024-01-01");

        assertThat(days.planned("f.daily")).containsExactly("2024-01-01", "2024-01-02", "2024-01-03");
        days.cli().succeed("ledger", "rebuild");
        assertThat(days.planned("f.daily")).containsExactly("2024-01-01", "2024-01-02", "2024-01-03");
        days.cli().run();
        assertThat(days.cli().number("select count(*) from f.daily")).isEqualTo(Days.COUNT);
        assertThat(days.planned("f.daily")).isEmpty();
    }

    @Test
    void daysThatAreNotDueForAWhileStayMade() throws IOException {
        Days days = Days.in(folder);
        days.cli().run();
        days.from("2024-01-04");
        days.drop("late", "77,2024-01-06 12:00:00,100");
        days.cli().run();
        days.from("2024-01-01");

        assertThat(days.planned("f.daily")).isEmpty();
        assertThat(days.cli().number("select count(*) from f.daily")).isEqualTo(Days.COUNT);
    }

    @Test
    void whatARunLeftIsWhatItsLastPartLeft() {
        Days days = Days.in(folder);
        String run = days.cli().run().runId();

        assertThat(days.commits("f.daily")).isGreaterThan(1);
        assertThat(days.cli().succeed("lake", "rollback", "f.daily", "--to", run))
                .endsWith(" already.\n");
        assertThat(days.cli().succeed("runs", run + ".2")).startsWith("run " + run + ",");
        assertThat(days.cli().succeed("show", "f.daily")).contains(" by run " + run + "\n");
    }

    @Test
    void everythingAnewIsPublishedAsAWholeOrNotAtAll() {
        Days days = Days.in(folder);
        wrong(days, "false");
        days.cli().run();
        wrong(days, "id = 41");
        Report report = days.cli().run(1, "--full", "f.wrong");

        assertThat(report.error("f.wrong")).contains("lies outside of it");
        assertThat(days.cli().number("select count(*) from f.wrong")).isEqualTo(20);
        assertThat(days.cli().number("select count(distinct day) from f.wrong")).isEqualTo(Days.COUNT);
    }

    private static void wrong(Days days, String when) {
        days.project()
                .file(
                        "assets/f/wrong.sql",
                        "/* levada",
                        "time: {column: day, start: 2024-01-01, end: 2024-01-11}",
                        "*/",
                        "select case when " + when + " then date '2023-12-31' else cast(ts as date) end as day, id",
                        "from raw.events");
    }

    @Test
    void intervalBoundsHaveNoValueInATableThatIsMadeAsAWhole() {
        Days days = Days.in(folder);
        days.project().file("assets/f/whole.sql", "select *", "from raw.events where ts >= $interval_start");

        assertThat(days.cli().end(2, "check").err())
                .contains("whole.sql:2:29")
                .contains("$interval_start has a value only in an asset that is made interval by interval");
    }

    @Test
    void aKeyDoesNotGoWithIntervals() {
        Days days = Days.in(folder);
        days.project()
                .file(
                        "assets/f/keyed.sql",
                        "/* levada",
                        "time: {column: day, start: 2024-01-01}",
                        "write: {mode: upsert, key: [day]}",
                        "*/",
                        "select cast(ts as date) as day from raw.events");

        assertThat(days.cli().end(2, "check").err()).contains("The mode 'upsert' does not go with that.");
    }
}
