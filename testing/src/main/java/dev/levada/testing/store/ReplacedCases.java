package dev.levada.testing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.contract.WriteMode;
import dev.levada.store.Positions;
import dev.levada.store.Replaced;
import dev.levada.store.Staged;
import dev.levada.store.TableScan;
import dev.levada.store.TableScan.DataFile;
import dev.levada.store.TableVersion;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** New rows take the place of old ones, file by file or row by row. */
abstract class ReplacedCases extends RunCases {
    @ParameterizedTest
    @EnumSource(
            value = WriteMode.class,
            names = {"OVERWRITE", "OVERWRITE_PARTITIONS"},
            mode = EnumSource.Mode.EXCLUDE)
    void rows_that_are_replaced_go_when_the_new_ones_come(WriteMode mode) {
        needs(StoreAbility.FILES);
        Staged whole = staged("r1", 10);
        Staged part = staged("r2", 20);
        publish(whole, WriteMode.APPEND);
        TableVersion before = publish(part, WriteMode.APPEND);
        Replaced replaced = new Replaced(Set.of(path(whole)), Map.of(path(part), Positions.of(0, 19)));
        Staged fresh = staged("r3", 5).replacing(replaced);

        TableScan preview = store.preview(fresh, mode, store.head(USERS));
        TableVersion after = publish(fresh, mode);

        assertThat(after.rows()).isEqualTo(23);
        TableScan scan = store.scan(after);
        assertThat(paths(scan)).containsExactlyInAnyOrder(path(part), path(fresh));
        assertThat(scan.removed()).isEqualTo(Map.of(path(part), Positions.of(0, 19)));
        assertThat(preview.files()).containsExactlyInAnyOrderElementsOf(scan.files());
        assertThat(preview.removed()).isEqualTo(scan.removed());
        assertThat(store.scan(before).rows()).isEqualTo(30);
    }

    @ParameterizedTest
    @EnumSource(
            value = WriteMode.class,
            names = {"OVERWRITE", "OVERWRITE_PARTITIONS"},
            mode = EnumSource.Mode.EXCLUDE)
    void rows_that_are_replaced_are_gone_from_the_preview_and_from_the_table(WriteMode mode) {
        Staged old = staged("r1", 20);
        publish(old, WriteMode.APPEND);
        Staged fresh = staged("r2", 5).replacing(rows(old, 0, 19));

        assertThat(store.preview(fresh, mode, store.head(USERS)).rows()).isEqualTo(23);
        assertThat(publish(fresh, mode).rows()).isEqualTo(23);
        assertThat(rows()).isEqualTo(23);
    }

    private static List<String> paths(TableScan scan) {
        return scan.files().stream().map(DataFile::path).toList();
    }

    @Test
    void rows_that_were_removed_before_may_be_replaced_again() {
        needs(StoreAbility.FILES);
        Staged old = staged("r1", 10);
        publish(new Staged(old.staging(), old.files(), Map.of(path(old), Positions.of(1, 2))), WriteMode.APPEND);
        TableVersion second = publish(staged("r2", 1).replacing(rows(old, 2, 3)), WriteMode.APPEND);
        TableVersion third = publish(staged("r3", 1).replacing(rows(old, 1, 2)), WriteMode.APPEND);

        assertThat(second.rows()).isEqualTo(8);
        assertThat(third.rows()).isEqualTo(9);
        assertThat(store.scan(third).removed()).containsEntry(path(old), Positions.of(1, 2, 3));
    }

    @Test
    void a_file_whose_rows_are_all_replaced_is_gone_with_what_was_known_of_it() {
        needs(StoreAbility.FILES);
        Staged old = staged("r1", 3);
        publish(new Staged(old.staging(), old.files(), Map.of(path(old), Positions.of(1))), WriteMode.APPEND);
        TableVersion after = publish(staged("r2", 4).replacing(rows(old, 0, 2)), WriteMode.UPSERT);

        assertThat(after.rows()).isEqualTo(4);
        assertThat(store.scan(after).files()).hasSize(1);
        assertThat(store.scan(after).removed()).isEmpty();
    }

    @Test
    void rows_can_leave_without_new_ones() {
        Staged old = staged("r1", 10);
        publish(old, WriteMode.APPEND);
        TableVersion after = publish(nothing(staged("r2", 1)).replacing(rows(old, 4)), WriteMode.UPSERT);

        assertThat(after.rows()).isEqualTo(9);
    }

    @Test
    void overwriting_partitions_takes_replaced_rows_out_of_others() {
        needs(StoreAbility.FILES);
        Staged first = daily("r1", 10, "2024-01-01");
        Staged second = daily("r2", 20, "2024-01-02");
        Staged third = daily("r3", 30, "2024-01-03");
        List.of(first, second, third).forEach(staged -> publish(staged, WriteMode.APPEND));
        Replaced replaced =
                new Replaced(Set.of(path(first), path(third)), Map.of(path(second), Positions.of(0, 1, 2, 3, 4)));
        Staged fresh = daily("r4", 3, "2024-01-03").replacing(replaced);
        TableScan preview = store.preview(fresh, WriteMode.OVERWRITE_PARTITIONS, store.head(USERS));
        TableVersion after = publish(fresh, WriteMode.OVERWRITE_PARTITIONS);

        assertThat(after.rows()).isEqualTo(18);
        assertThat(preview.files())
                .containsExactlyInAnyOrderElementsOf(store.scan(after).files());
        assertThat(preview.removed()).isEqualTo(store.scan(after).removed());
    }

    @Test
    void rows_of_files_that_the_table_has_not_cannot_be_replaced() {
        needs(StoreAbility.FILES);
        publish(staged("r1", 10), WriteMode.APPEND);
        Staged other = staged("r2", 5);

        assertThatThrownBy(() -> publish(staged("r3", 1).replacing(file(other)), WriteMode.APPEND))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(path(other));
        assertThat(rows()).isEqualTo(10);
    }
}
