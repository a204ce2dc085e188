package dev.levada.testing.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.Column;
import dev.levada.api.Type.Primitive;
import dev.levada.contract.WriteMode;
import dev.levada.store.Scope;
import dev.levada.store.StageRequest;
import dev.levada.store.Staging;
import dev.levada.store.StoredColumn;
import dev.levada.store.TableScan;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How a table's columns change with what is published. */
abstract class ColumnCases extends StoreFixture {
    @Test
    void a_new_column_is_added_and_old_ones_keep_their_ids() {
        publish(staged("r1", 10), WriteMode.APPEND);
        List<StoredColumn> before = store.head(USERS).orElseThrow().columns();
        publish(WrittenFiles.of(store.stage(request("r2", ID, AGE, DAY)), 5, Map.of()), WriteMode.APPEND);

        List<StoredColumn> after = store.head(USERS).orElseThrow().columns();
        assertThat(after.subList(0, 2)).isEqualTo(before);
        assertThat(after.get(2).column()).isEqualTo(DAY);
    }

    @Test
    void a_type_is_widened_in_place() {
        publish(staged("r1", 10), WriteMode.APPEND);
        int id = store.head(USERS).orElseThrow().columns().get(1).id();
        Column wide = new Column("age", Primitive.BIGINT);
        publish(WrittenFiles.of(store.stage(request("r2", ID, wide)), 5, Map.of()), WriteMode.APPEND);

        StoredColumn after = store.head(USERS).orElseThrow().columns().get(1);
        assertThat(after.column()).isEqualTo(wide);
        assertThat(after.id()).isEqualTo(id);
    }

    @Test
    void a_table_that_begins_anew_drops_the_columns_it_no_longer_has() {
        publish(staged("r1", 10), WriteMode.APPEND);
        StageRequest anew = new StageRequest(USERS, "r2", List.of(ID), List.of(), Map.of(), Scope.ANEW);
        publish(WrittenFiles.of(store.stage(anew), 5, Map.of()), WriteMode.OVERWRITE);

        assertThat(store.head(USERS).orElseThrow().columns().stream().map(StoredColumn::column))
                .containsExactly(ID);
    }

    @Test
    void staging_changes_no_column_before_it_is_published() {
        publish(staged("r1", 10), WriteMode.APPEND);
        store.stage(request("r2", ID, AGE, DAY));

        assertThat(store.head(USERS).orElseThrow().columns()).hasSize(2);
    }

    @Test
    void constants_are_told_by_the_scan_and_stand_in_the_paths() {
        needs(StoreAbility.FILES);
        StageRequest request =
                new StageRequest(USERS, "r1", List.of(ID, AGE), List.of(), Map.of("age", "7"), Scope.INCREMENT);
        Staging staging = store.stage(request);
        publish(WrittenFiles.of(staging, 10, Map.of()), WriteMode.APPEND);

        TableScan scan = store.scan(store.head(USERS).orElseThrow());
        assertThat(scan.constants()).containsExactly("age");
        assertThat(scan.files().get(0).path().replace('\\', '/')).contains("/age=7/");
        assertThat(Files.exists(staging.folder())).isTrue();
    }
}
