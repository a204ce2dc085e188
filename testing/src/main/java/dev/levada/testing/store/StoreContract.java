package dev.levada.testing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.levada.api.LevadaException;
import dev.levada.contract.WriteMode;
import dev.levada.store.Facts;
import dev.levada.store.Positions;
import dev.levada.store.Staged;
import dev.levada.store.Staging;
import dev.levada.store.StoredColumn;
import dev.levada.store.TableScan;
import dev.levada.store.TableScan.DataFile;
import dev.levada.store.TableVersion;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What every store must do; a store's test extends it. The files that it is given hold no rows: a store looks at what it is
 * told about them.
 */
public abstract class StoreContract extends ReleaseCases {
    @Test
    void a_table_that_was_never_made_has_no_version() {
        assertThat(store.head(USERS)).isEmpty();
        assertThat(store.tables()).isEmpty();
    }

    @Test
    void what_is_staged_is_not_visible() {
        staged("r1", 10);

        assertThat(store.head(USERS)).isEmpty();
    }

    @Test
    void a_staging_is_an_empty_folder_with_an_id_for_every_column() {
        Staging staging = store.stage(request("r1", ID, AGE));

        assertThat(staging.folder()).isEmptyDirectory();
        assertThat(staging.columns().stream().map(StoredColumn::name)).containsExactly("id", "age");
        assertThat(staging.columns().stream().map(StoredColumn::id)).doesNotHaveDuplicates();
    }

    @Test
    void what_is_published_is_visible_with_its_facts() {
        TableVersion made = publish(staged("r1", 10), WriteMode.OVERWRITE);

        TableVersion head = store.head(USERS).orElseThrow();
        assertThat(head.id()).isEqualTo(made.id());
        assertThat(head.rows()).isEqualTo(10);
        assertThat(head.fact(Facts.RUN_ID)).hasValue("r1");
        assertThat(head.columns().stream().map(StoredColumn::column)).containsExactly(ID, AGE);
        assertThat(store.tables()).containsExactly(USERS);
    }

    @Test
    void append_adds_and_overwrite_replaces() {
        publish(staged("r1", 10), WriteMode.APPEND);
        publish(staged("r2", 5), WriteMode.APPEND);
        assertThat(rows()).isEqualTo(15);

        publish(staged("r3", 7), WriteMode.OVERWRITE);
        assertThat(rows()).isEqualTo(7);
    }

    @Test
    void overwriting_partitions_replaces_those_that_are_touched_and_no_others() {
        publish(daily("r1", 10, "2024-01-01"), WriteMode.APPEND);
        publish(daily("r2", 20, "2024-01-02"), WriteMode.APPEND);
        publish(daily("r3", 3, "2024-01-02"), WriteMode.OVERWRITE_PARTITIONS);

        assertThat(rows()).isEqualTo(13);
    }

    @Test
    void overwriting_with_nothing_leaves_an_empty_table() {
        publish(staged("r1", 10), WriteMode.APPEND);
        publish(new Staged(store.stage(request("r2", ID, AGE)), List.of(), Map.of()), WriteMode.OVERWRITE);

        assertThat(rows()).isZero();
    }

    @Test
    void rows_that_are_removed_from_a_staged_file_are_not_in_the_table() {
        Staged staged = staged("r1", 10);
        String path = staged.files().get(0).path();
        publish(new Staged(staged.staging(), staged.files(), Map.of(path, Positions.of(3, 4))), WriteMode.OVERWRITE);

        TableScan scan = store.scan(store.head(USERS).orElseThrow());
        assertThat(scan.rows()).isEqualTo(8);
        if (can(StoreAbility.FILES)) {
            assertThat(scan.removed().values()).containsExactly(Positions.of(3, 4));
        }
        assertThat(store.head(USERS).orElseThrow().rows()).isEqualTo(8);
    }

    @Test
    void a_version_stays_as_it_was() {
        needs(StoreAbility.VERSIONS);
        TableVersion first = publish(staged("r1", 10), WriteMode.APPEND);
        publish(staged("r2", 5), WriteMode.OVERWRITE);

        assertThat(store.scan(first).rows()).isEqualTo(10);
    }

    @Test
    void a_version_that_is_not_kept_is_refused() {
        assumeFalse(can(StoreAbility.VERSIONS), "a store that keeps versions");
        TableVersion first = publish(staged("r1", 10), WriteMode.APPEND);
        publish(staged("r2", 5), WriteMode.OVERWRITE);

        assertThat(store.version(USERS, first.id())).isEmpty();
        assertThatThrownBy(() -> store.scan(first))
                .isInstanceOfSatisfying(
                        LevadaException.class, e -> assertThat(e.code()).isEqualTo("store.version"))
                .hasMessageContaining(USERS.toString());
    }

    @Test
    void a_preview_is_what_publishing_makes() {
        publish(daily("r1", 10, "2024-01-01"), WriteMode.APPEND);
        Staged staged = daily("r2", 5, "2024-01-02");

        TableScan preview = store.preview(staged, WriteMode.APPEND, store.head(USERS));
        assertThat(rows()).isEqualTo(10);
        publish(staged, WriteMode.APPEND);

        TableScan scan = store.scan(store.head(USERS).orElseThrow());
        assertThat(preview.rows()).isEqualTo(scan.rows());
        assertThat(preview.columns()).isEqualTo(scan.columns());
        if (can(StoreAbility.FILES)) {
            assertThat(preview.files().stream().map(DataFile::path))
                    .containsExactlyInAnyOrderElementsOf(
                            scan.files().stream().map(DataFile::path).toList());
        }
    }
}
