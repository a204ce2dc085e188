package dev.levada.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values that are easily lost on their way from a file to the screen. */
class ReadingTest {

    @Test
    void anHourThatTheMachinesZoneSkipsIsShownAsItIs(@TempDir Path folder) {
        TimeZone before = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("Europe/Lisbon"));
        try {
            Cli cli = Folder.withDrops(folder)
                    .file("data/a.csv", "at", "2024-03-31 01:30:00", "2024-01-01 11:00:00", "2024-01-01 11:00:00.25")
                    .file("assets/raw/a.yml", "extract: {from: drops, files: a.csv}", "columns: {at: timestamp}")
                    .cli();
            cli.run();

            assertThat(cli.rows("raw.a"))
                    .extracting(row -> row.required("at").textValue())
                    .containsExactlyInAnyOrder("2024-03-31 01:30:00", "2024-01-01 11:00:00", "2024-01-01 11:00:00.25");
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void aWordForNullMayHoldASignThatLooksLikeAnEscapeElsewhere(@TempDir Path folder) {
        Cli cli = Folder.withDrops(folder)
                .file("data/a.dat", "1,\"Ana\",\\N", "2,\"\\\\'\\\\\",\"x\"", "3,\"\",\\N")
                .file(
                        "assets/raw/a.yml",
                        "extract: {from: drops, files: a.dat, csv: {names: [id, name, note], 'null': ['\\N']}}",
                        "columns: {id: bigint, name: varchar, note: varchar}")
                .cli();

        cli.run();

        assertThat(cli.number("select count(*) from raw.a where note is null")).isEqualTo(2);
        assertThat(cli.number("select count(*) from raw.a where name = ''")).isEqualTo(1);
    }
}
