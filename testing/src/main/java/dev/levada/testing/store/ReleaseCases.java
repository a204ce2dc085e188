package dev.levada.testing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.LevadaException;
import dev.levada.contract.WriteMode;
import dev.levada.project.AssetName;
import dev.levada.store.Facts;
import dev.levada.store.Prepared;
import dev.levada.store.Publication;
import dev.levada.store.Publication.QuarantineChange;
import dev.levada.store.Scope;
import dev.levada.store.StageRequest;
import dev.levada.store.Staged;
import dev.levada.store.TableCommit;
import dev.levada.store.TableScan;
import dev.levada.store.TableVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Publications of several tables become visible in one step. */
abstract class ReleaseCases extends RebaseCases {
    private static final AssetName ORDERS = new AssetName("raw", "orders");

    private Staged orders(String runId, long rows) {
        return WrittenFiles.of(
                store.stage(new StageRequest(ORDERS, runId, List.of(ID, AGE), List.of(), Map.of(), Scope.INCREMENT)),
                rows,
                Map.of());
    }

    private Prepared prepare(Staged staged) {
        return store.prepare(new Publication(
                staged,
                WriteMode.APPEND,
                store.head(staged.staging().table()),
                QuarantineChange.NONE,
                Map.of(Facts.RUN_ID, staged.staging().runId(), Facts.RELEASE, "spring")));
    }

    @Test
    void what_is_prepared_can_be_read_before_it_is_visible() {
        publish(staged("r1", 10), WriteMode.APPEND);
        Prepared prepared = prepare(staged("r2", 5));

        assertThat(rows()).isEqualTo(10);
        assertThat(prepared.table()).isEqualTo(USERS);
        assertThat(prepared.version().rows()).isEqualTo(15);
        assertThat(prepared.scan().rows()).isEqualTo(15);

        assertThat(store.commit(List.of(prepared))).containsExactly(prepared.version());
        assertThat(store.head(USERS)).contains(prepared.version());
        assertThat(store.scan(prepared.version()).rows()).isEqualTo(15);
        if (can(StoreAbility.FILES)) {
            assertThat(store.scan(prepared.version()).files())
                    .containsExactlyInAnyOrderElementsOf(prepared.scan().files());
        }
    }

    @Test
    void what_is_prepared_tells_its_commit_and_its_rows_of_a_time_as_they_will_be() {
        needs(StoreAbility.FILES);
        Staged first = daily("r1", 10, "2024-01-01");
        publish(first, WriteMode.APPEND);
        publish(daily("r2", 20, "2024-01-02"), WriteMode.APPEND);
        Staged staged = daily("r3", 5, "2024-01-04").replacing(file(first));
        Prepared prepared = store.prepare(publication(staged, WriteMode.APPEND, store.head(USERS)));

        TableCommit commit = prepared.asCommit(Optional.of("day"));
        assertThat(commit.touched())
                .contains(List.of(days("2024-01-01", "2024-01-02"), days("2024-01-04", "2024-01-05")));
        assertThat(commit.addedRows()).isEqualTo(5);
        assertThat(commit.removedRows()).isEqualTo(10);
        assertThat(prepared.asCommit(Optional.empty()).touched()).isEmpty();
        TableScan scan = prepared.scan("day", days("2024-01-03", "2024-01-05"));
        assertThat(scan.files()).extracting(TableScan.DataFile::path).containsExactly(path(staged));

        store.commit(List.of(prepared));
        List<TableCommit> commits = store.commits(USERS, Optional.of("day"), Optional.empty());
        assertThat(commits.get(2)).isEqualTo(commit);
        assertThat(store.scan(prepared.version(), "day", days("2024-01-03", "2024-01-05")))
                .isEqualTo(scan);
    }

    @Test
    void the_first_commit_of_a_table_is_told_before_it_is_made() {
        Prepared prepared = prepare(staged("r1", 10));

        TableCommit commit = prepared.asCommit(Optional.empty());

        assertThat(commit.parent()).isEmpty();
        store.commit(List.of(prepared));
        assertThat(store.commits(USERS, Optional.empty(), Optional.empty())).containsExactly(commit);
    }

    @Test
    void several_tables_become_visible_at_once() {
        TableVersion before = publish(staged("r1", 10), WriteMode.APPEND);
        List<Prepared> release = List.of(prepare(staged("r2", 5)), prepare(orders("r2", 7)));
        assertThat(store.head(ORDERS)).isEmpty();
        assertThat(store.tables()).containsExactly(USERS);

        List<TableVersion> made = store.commit(release);

        assertThat(made).extracting(TableVersion::rows).containsExactly(15L, 7L);
        assertThat(store.head(USERS)).contains(made.get(0));
        assertThat(store.head(ORDERS)).contains(made.get(1));
        assertThat(store.commits(USERS, Optional.empty(), Optional.of(before.id())))
                .extracting(TableCommit::facts)
                .allSatisfy(facts -> assertThat(facts).containsEntry(Facts.RELEASE, "spring"));
    }

    @Test
    void if_one_table_has_moved_on_none_is_visible() {
        publish(staged("r1", 10), WriteMode.APPEND);
        Staged users = staged("r2", 5);
        List<Prepared> release = List.of(prepare(orders("r2", 7)), prepare(users));
        publish(staged("r3", 1), WriteMode.APPEND);

        assertThatThrownBy(() -> store.commit(release))
                .isInstanceOfSatisfying(
                        LevadaException.class, e -> assertThat(e.code()).isEqualTo("store.conflict"))
                .hasMessageContaining(USERS.toString());
        assertThat(store.head(ORDERS)).isEmpty();
        assertThat(rows()).isEqualTo(11);

        store.commit(List.of(prepare(users), prepare(orders("r2", 7))));
        assertThat(rows()).isEqualTo(16);
        assertThat(store.head(ORDERS)).isPresent();
    }

    @Test
    void a_table_that_somebody_else_began_meanwhile_stops_the_release() {
        List<Prepared> release = List.of(prepare(staged("r2", 5)), prepare(orders("r2", 7)));
        store.commit(List.of(prepare(orders("r3", 1))));

        assertThatThrownBy(() -> store.commit(release))
                .isInstanceOfSatisfying(
                        LevadaException.class, e -> assertThat(e.code()).isEqualTo("store.conflict"));
        assertThat(store.head(USERS)).isEmpty();
    }

    @Test
    void what_is_prepared_may_be_discarded_and_prepared_again() {
        Staged staged = staged("r1", 5);
        store.discard(prepare(staged));
        assertThat(store.head(USERS)).isEmpty();
        assertThat(Path.of(path(staged))).exists();

        Prepared again = prepare(staged);
        store.commit(List.of(again));
        store.discard(again);
        assertThat(rows()).isEqualTo(5);
    }

    @Test
    void quarantines_follow_each_of_the_tables() {
        Prepared users = store.prepare(publication(
                staged("r1", 10),
                WriteMode.APPEND,
                Optional.empty(),
                new QuarantineChange(Optional.of(quarantined("r1", 4)), Map.of())));
        Prepared orders = prepare(orders("r1", 7));
        assertThat(store.head(USERS.quarantine())).isEmpty();

        store.commit(List.of(users, orders));

        assertThat(store.head(USERS.quarantine()).map(TableVersion::rows)).contains(4L);
    }

    @Test
    void a_table_is_in_a_release_once() {
        List<Prepared> twice = List.of(prepare(staged("r1", 1)), prepare(staged("r2", 1)));

        assertThatThrownBy(() -> store.commit(twice)).isInstanceOf(IllegalArgumentException.class);
        assertThat(store.head(USERS)).isEmpty();
    }
}
