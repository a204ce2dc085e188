package dev.levada.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables that are made interval by interval, one from the other, are published with what they are made from. */
class IntervalReleaseTest {
    private static final List<String> TABLES = List.of("raw.events", "f.daily", "f.moving");

    @TempDir
    Path folder;

    private Days days;

    @BeforeEach
    void release() throws IOException {
        days = Days.in(folder);
        for (String file : List.of("f/daily.sql", "f/moving.sql")) {
            replace(file, "/* levada\n", "/* levada\nrelease: days\n");
        }
        replace("raw/events.yml", "extract:", "release: days\nextract:");
    }

    private void replace(String file, String text, String by) throws IOException {
        Path path = folder.resolve("assets").resolve(file);
        Files.writeString(path, Files.readString(path).replace(text, by));
    }

    @Test
    void eachReadsWhatTheOtherIsAboutToBe() {
        days.cli().run().demandBalance();

        assertThat(TABLES.stream().map(days::commits)).containsOnly(1);
        assertThat(days.cli().query("select total from f.moving order by day"))
                .extracting(row -> row.required("total").longValue())
                .containsExactly(3L, 6L, 9L, 9L, 9L, 9L, 9L, 9L, 9L, 9L);
        assertThat(days.plan().required("tasks")).isEmpty();
        assertThat(days.cli().succeed("ledger", "rebuild")).startsWith("The ledger knows 3 tables again");
        assertThat(days.plan().required("tasks")).isEmpty();
    }

    @Test
    void aLateRowMakesItsDayAgainAndTheDaysThatSeeItInOneStep() {
        days.cli().run();
        Map<String, Set<String>> daily = days.files("f.daily");
        Map<String, Set<String>> moving = days.files("f.moving");
        days.drop("late", "77,2024-01-04 12:00:00,100");
        days.cli().run();

        assertThat(TABLES.stream().map(days::commits)).containsOnly(2);
        assertThat(Days.changed(daily, days.files("f.daily"))).containsExactly("2024-01-04");
        assertThat(Days.changed(moving, days.files("f.moving")))
                .containsExactly("2024-01-04", "2024-01-05", "2024-01-06");
        assertThat(days.cli().number("select total from f.moving where day = '2024-01-06'"))
                .isEqualTo(109);
        assertThat(days.plan().required("tasks")).isEmpty();
    }

    @Test
    void aRunThatIsKilledLeavesNoneOrAllOfThem() throws IOException {
        days.cli().run();
        days.drop("late", "77,2024-01-04 12:00:00,100");
        for (String point : List.of("after-chunk", "within-swap", "after-commit")) {
            try (Child run = Child.crashing(point, folder, "run")) {
                run.out();
                assertThat(run.code()).as(run.errors()).isEqualTo(137);
            }
            int commits = point.equals("after-commit") ? 2 : 1;
            assertThat(TABLES.stream().map(days::commits)).as(point).containsOnly(commits);
        }
        days.cli().run();

        assertThat(days.cli().number("select sum(total) from f.daily")).isEqualTo(130);
        assertThat(days.cli().number("select sum(amount) from raw.events")).isEqualTo(130);
        try (Lake lake = new Lake(folder)) {
            assertThat(lake.strays()).isEmpty();
        }
    }

    @Test
    void aDayThatFailsHoldsTheReleaseBack() throws IOException {
        days.cli().run();
        days.drop("late", "77,2024-01-04 12:00:00,100");
        replace("f/moving.sql", "cast($interval_start as date) as day", "date '2023-01-01' as day");

        Cli.Report report = days.cli().run(1);

        assertThat(report.error("f.moving")).contains("lies outside of it");
        assertThat(report.error("f.daily")).startsWith("Held back because f.moving failed.");
        assertThat(report.error("raw.events")).startsWith("Held back because f.moving failed.");
        assertThat(TABLES.stream().map(days::commits)).containsOnly(1);
    }
}
