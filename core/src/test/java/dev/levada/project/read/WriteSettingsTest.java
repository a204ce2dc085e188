package dev.levada.project.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.contract.Dedup;
import dev.levada.contract.Deletes;
import dev.levada.contract.Versions;
import dev.levada.contract.Write;
import dev.levada.contract.WriteMode;
import dev.levada.project.Asset;
import dev.levada.project.AssetName;
import dev.levada.project.EventTime;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How rows meet those that are there, and how they lie in time, as a project says it. */
class WriteSettingsTest {
    @TempDir
    private Path folder;

    private Asset asset(String name) {
        return Folder.shop(folder).read().asset(name);
    }

    private void write(String file, String text) {
        Folder.shop(folder).with(file, text);
    }

    @Test
    void aKeyIsWhatTellsRowsOfABatchApart() {
        write("assets/raw/users.yml", """
            extract: {from: crm, table: users}
            write: {mode: upsert, key: [id, Shop], delete_when: op = 'D', delete_missing: soft, dedup: {by: [shop, ID]}}
            """);

        Write write = asset("raw.users").write();

        assertThat(write.mode()).isEqualTo(WriteMode.UPSERT);
        assertThat(write.key()).containsExactly("id", "Shop");
        assertThat(write.dedup())
                .contains(new Dedup(List.of("id", "Shop"), Dedup.Keep.LAST, Optional.empty(), Optional.empty()));
        assertThat(write.deletes()).isEqualTo(new Deletes(Optional.of("op = 'D'"), Deletes.Missing.SOFT));
        assertThat(write.needsWholeSource()).isTrue();
    }

    @Test
    void versionsAreToldApartByTheirTimeToo() {
        write("assets/raw/users.yml", """
            extract: {from: crm, table: users}
            write:
              mode: scd2
              key: id
              scd2: {updated_at: ts, track: [name, city], open_end: 9999-12-31, hard_deletes: new_record}
            """);

        Write write = asset("raw.users").write();

        assertThat(write.dedup().orElseThrow().by()).containsExactly("id", "ts");
        assertThat(write.versions())
                .contains(new Versions(
                        Optional.of("ts"),
                        List.of("name", "city"),
                        "valid_from",
                        "valid_to",
                        Optional.of("9999-12-31"),
                        Versions.HardDeletes.NEW_RECORD,
                        "_is_deleted"));
    }

    @Test
    void versionsNeedNothingButAKey() {
        write("assets/raw/users.yml", "extract: {from: crm, table: users}\nwrite: {mode: scd2, key: id}");

        Write write = asset("raw.users").write();

        assertThat(write.dedup().orElseThrow().by()).containsExactly("id");
        assertThat(write.versions().orElseThrow().hardDeletes()).isEqualTo(Versions.HardDeletes.IGNORE);
        assertThat(write.needsWholeSource()).isFalse();
    }

    @Test
    void previousValuesAndWindowsAreRead() {
        write("assets/raw/users.yml", """
            extract: {from: crm, table: users}
            write: {mode: scd3, key: [id], scd3: {city: previous_city}}
            """);
        write("assets/raw/events.yml", """
            extract: {from: drops, files: "*.csv"}
            write: {mode: append, dedup: {by: [id], order: ts, window: 3 days}}
            """);

        assertThat(asset("raw.users").write().previous()).isEqualTo(Map.of("city", "previous_city"));
        assertThat(asset("raw.events").write().dedup().orElseThrow().window()).contains(Duration.ofDays(3));
    }

    @Test
    void aQuerySaysHowFarItReachesIntoItsInputs() {
        write("assets/raw/a.yml", "extract: {from: crm, table: a}");
        write("assets/raw/b.yml", "extract: {from: crm, table: b}");
        write("assets/marts/c.sql", """
            /* levada
            time:
              column: day
              start: 2024-01-01
              end: 2024-03-01 06:00
              inputs:
                raw.A: {lookback: 7 days, lookahead: 1 hour}
                raw.b: {window: all, follow: false}
            */
            select * from raw.a join Raw.B using (id)
            """);

        EventTime time = asset("marts.c").time().orElseThrow();

        assertThat(time.end()).contains(LocalDateTime.of(2024, 3, 1, 6, 0));
        assertThat(time.reach(AssetName.parse("raw.a")))
                .isEqualTo(new EventTime.Reach(Duration.ofDays(7), Duration.ofHours(1), false, true));
        assertThat(time.reach(AssetName.parse("raw.b")))
                .isEqualTo(new EventTime.Reach(Duration.ZERO, Duration.ZERO, true, false));
    }
}
