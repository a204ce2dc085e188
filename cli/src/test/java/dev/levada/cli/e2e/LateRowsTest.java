package dev.levada.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.cli.e2e.Cli.Report;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows of an extract that come after those of a later interval. */
class LateRowsTest {
    @TempDir
    Path folder;

    @Test
    void rowsOfAnIntervalBeforeTheNewestAreMarkedAndCounted() {
        Days days = Days.in(folder);
        assertThat(days.cli().run("raw.events").count("raw.events", "rows_late"))
                .isZero();
        days.drop(
                "more",
                "91,2024-01-10 01:00:00,1",
                "92,2024-01-09 23:59:59,1",
                "93,2024-01-02 01:00:00,1",
                "94,2024-01-11 01:00:00,1");
        Report report = days.cli().run("raw.events");

        assertThat(report.count("raw.events", "rows_late")).isEqualTo(2);
        assertThat(report.asset("raw.events").required("notices").toString())
                .contains("2 rows are older than the lookback allows: from before 2024-01-10");
        assertThat(days.cli().query("select id from raw.events where _late order by id"))
                .extracting(row -> row.required("id").longValue())
                .containsExactly(92L, 93L);
        assertThat(days.cli().number("select count(*) from raw.events where _late is null"))
                .isZero();
    }

    @Test
    void theLookbackSaysHowLateIsBorne() {
        Days days = Days.in(folder);
        days.project()
                .file(
                        "assets/raw/events.yml",
                        "extract: {from: drops, files: \"*.csv\"}",
                        "time: {column: ts, start: 2024-01-01, lookback: 3 days}",
                        "write: {mode: append, partition: [day(ts)]}");
        days.cli().run("raw.events");
        days.drop("more", "91,2024-01-07 01:00:00,1", "92,2024-01-06 23:59:59,1");
        Report report = days.cli().run("raw.events");

        assertThat(report.count("raw.events", "rows_late")).isEqualTo(2);
        assertThat(report.asset("raw.events").required("notices").toString()).contains("1 row is older");
    }
}
