package dev.levada.testing.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.contract.WriteMode;
import dev.levada.project.AssetName;
import dev.levada.project.Interval;
import dev.levada.store.Facts;
import dev.levada.store.Positions;
import dev.levada.store.Publication;
import dev.levada.store.Publication.QuarantineChange;
import dev.levada.store.Staged;
import dev.levada.store.TableCommit;
import dev.levada.store.TableScan.DataFile;
import dev.levada.store.TableVersion;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a store remembers of commits, and how it finds rows by their time. */
abstract class CommitCases extends ReplacedCases {
    @Test
    void a_version_is_found_by_its_id() {
        needs(StoreAbility.VERSIONS);
        TableVersion first = publish(staged("r1", 10), WriteMode.APPEND);
        publish(staged("r2", 5), WriteMode.APPEND);

        assertThat(store.version(USERS, first.id())).contains(first);
        assertThat(store.version(USERS, -1)).isEmpty();
        assertThat(store.version(new AssetName("raw", "none"), first.id())).isEmpty();
    }

    @Test
    void only_files_that_may_have_rows_of_a_time_are_read_for_it() {
        needs(StoreAbility.FILES);
        Staged first = daily("r1", 1, "2024-01-01");
        Staged second = daily("r2", 2, "2024-01-02");
        publish(first, WriteMode.APPEND);
        TableVersion version = publish(
                new Staged(second.staging(), second.files(), Map.of(path(second), Positions.of(0))), WriteMode.APPEND);

        assertThat(read(version, "day", days("2024-01-01", "2024-01-02"))).containsExactly(path(first));
        assertThat(read(version, "day", days("2024-01-02", "2024-02-01"))).containsExactly(path(second));
        assertThat(read(version, "day", days("2023-12-01", "2024-01-01"))).isEmpty();
        assertThat(store.scan(version, "day", days("2024-01-02", "2024-01-03")).rows())
                .isEqualTo(1);
    }

    @Test
    void bounds_tell_of_times_too_and_a_file_without_them_may_have_any() {
        needs(StoreAbility.FILES);
        Staged january = timed("r1", 1, "2024-01-01 10:00:00", "2024-01-31 23:59:59.999999");
        Staged february = timed("r2", 2, "2024-02-01 00:00:00", "2024-02-20 00:00:00");
        Staged unknown = WrittenFiles.of(store.stage(request("r3", ID, TIME)), 3, Map.of());
        publish(january, WriteMode.APPEND);
        publish(february, WriteMode.APPEND);
        TableVersion version = publish(unknown, WriteMode.APPEND);

        assertThat(read(version, "at", days("2024-01-31", "2024-02-01")))
                .containsExactlyInAnyOrder(path(january), path(unknown));
        assertThat(read(version, "at", days("2024-02-20", "2024-02-21")))
                .containsExactlyInAnyOrder(path(february), path(unknown));
    }

    private List<String> read(TableVersion version, String column, Interval range) {
        return store.scan(version, column, range).files().stream()
                .map(DataFile::path)
                .toList();
    }

    @Test
    void commits_are_told_in_order_with_their_facts() {
        TableVersion first = publish(staged("r1", 10), WriteMode.APPEND);
        Staged staged = staged("r2", 5);
        Map<String, String> facts = Map.of(
                Facts.RUN_ID, "r2", Facts.CODE, "abc", Facts.INTERVALS, "x".repeat(20_000), Facts.CHECKPOINT, "9");
        TableVersion second = store.publish(
                new Publication(staged, WriteMode.OVERWRITE, Optional.of(first), QuarantineChange.NONE, facts));

        List<TableCommit> commits = store.commits(USERS, Optional.empty(), Optional.empty());

        assertThat(commits).extracting(TableCommit::id).containsExactly(first.id(), second.id());
        TableCommit last = commits.get(1);
        assertThat(last.parent()).contains(first.id());
        assertThat(last.committed()).isEqualTo(second.committed());
        assertThat(commits)
                .extracting(TableCommit::kind)
                .containsExactly(TableCommit.Kind.CHANGE, TableCommit.Kind.OVERWRITE);
        assertThat(last.touched()).isEmpty();
        assertThat(last.addedRows()).isEqualTo(5);
        assertThat(last.removedRows()).isEqualTo(10);
        assertThat(last.facts())
                .containsEntry(Facts.RUN_ID, "r2")
                .containsEntry(Facts.CODE, "abc")
                .containsEntry(Facts.INTERVALS, "x".repeat(20_000))
                .doesNotContainKey(Facts.CHECKPOINT);
        assertThat(commits.get(0).facts()).doesNotContainKey(Facts.CODE);
    }

    @Test
    void commits_after_one_are_told_alone_and_all_if_it_is_unknown() {
        TableVersion first = publish(staged("r1", 10), WriteMode.APPEND);
        TableVersion second = publish(staged("r2", 5), WriteMode.APPEND);

        assertThat(store.commits(USERS, Optional.empty(), Optional.of(first.id())))
                .extracting(TableCommit::id)
                .containsExactly(second.id());
        assertThat(store.commits(USERS, Optional.empty(), Optional.of(second.id())))
                .isEmpty();
        assertThat(store.commits(USERS, Optional.empty(), Optional.of(-1L))).hasSize(2);
        assertThat(store.commits(new AssetName("raw", "none"), Optional.empty(), Optional.empty()))
                .isEmpty();
    }

    @Test
    void commits_tell_which_days_they_touched() {
        Staged first = daily("r1", 10, "2024-01-01");
        publish(first, WriteMode.APPEND);
        publish(daily("r2", 20, "2024-01-02"), WriteMode.APPEND);
        publish(daily("r3", 5, "2024-01-02"), WriteMode.OVERWRITE_PARTITIONS);
        publish(daily("r4", 1, "2024-01-05").replacing(rows(first, 3, 4)), WriteMode.UPSERT);
        publish(daily("r5", 1, "2024-01-02").replacing(file(first)), WriteMode.APPEND);
        publish(nothing(daily("r6", 1, "2024-01-09")), WriteMode.APPEND);

        List<TableCommit> commits = store.commits(USERS, Optional.of("day"), Optional.empty());

        assertThat(commits)
                .extracting(commit -> commit.touched().orElseThrow())
                .containsExactly(
                        List.of(days("2024-01-01", "2024-01-02")),
                        List.of(days("2024-01-02", "2024-01-03")),
                        List.of(days("2024-01-02", "2024-01-03")),
                        List.of(days("2024-01-01", "2024-01-02"), days("2024-01-05", "2024-01-06")),
                        List.of(days("2024-01-01", "2024-01-03")),
                        List.of());
        assertThat(commits).extracting(TableCommit::addedRows).containsExactly(10L, 20L, 5L, 1L, 1L, 0L);
        assertThat(commits).extracting(TableCommit::removedRows).containsExactly(0L, 0L, 20L, 2L, 8L, 0L);
    }

    @Test
    void commits_tell_by_bounds_which_times_they_touched_even_of_files_that_went_later() {
        needs(StoreAbility.FILES);
        Staged first = timed("r1", 10, "2024-01-01 10:00:00", "2024-01-01 11:30:00");
        publish(first, WriteMode.APPEND);
        TableVersion second = publish(timed("r2", 5, "2024-03-01 00:00:00", "2024-03-01 00:00:00"), WriteMode.APPEND);
        publish(nothing(timed("r3", 1, "-", "-")).replacing(rows(first, 1)), WriteMode.UPSERT);
        publish(nothing(timed("r4", 1, "-", "-")).replacing(file(first)), WriteMode.UPSERT);
        publish(WrittenFiles.of(store.stage(request("r5", ID, TIME)), 3, Map.of()), WriteMode.APPEND);
        Interval early = between("2024-01-01T10:00", "2024-01-01T11:30:00.000001");

        assertThat(store.commits(USERS, Optional.of("at"), Optional.empty()))
                .extracting(TableCommit::touched)
                .containsExactly(
                        Optional.of(List.of(early)),
                        Optional.of(List.of(between("2024-03-01T00:00", "2024-03-01T00:00:00.000001"))),
                        Optional.of(List.of(early)),
                        Optional.of(List.of(early)),
                        Optional.empty());
        assertThat(store.commits(USERS, Optional.of("at"), Optional.of(second.id())))
                .extracting(TableCommit::touched)
                .containsExactly(Optional.of(List.of(early)), Optional.of(List.of(early)), Optional.empty());
    }

    private static Interval between(String from, String to) {
        return new Interval(LocalDateTime.parse(from), LocalDateTime.parse(to));
    }

    @Test
    void a_token_changes_with_its_table_alone() {
        assertThat(store.tokens()).isEmpty();
        publish(staged("r1", 10), WriteMode.APPEND);
        Map<AssetName, String> before = store.tokens();
        assertThat(before).containsOnlyKeys(USERS);
        assertThat(store.tokens()).isEqualTo(before);

        store.publish(publication(
                staged("r2", 10),
                WriteMode.APPEND,
                store.head(USERS),
                new QuarantineChange(Optional.of(quarantined("r2", 4)), Map.of())));

        assertThat(store.tokens()).containsOnlyKeys(USERS).isNotEqualTo(before);
    }
}
