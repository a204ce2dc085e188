package dev.levada.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.Column;
import dev.levada.contract.Deletes;
import dev.levada.contract.Deletes.Missing;
import dev.levada.contract.Versions.HardDeletes;
import dev.levada.contract.Write;
import dev.levada.contract.WriteMode;
import dev.levada.project.Asset;
import dev.levada.project.AssetName;
import dev.levada.store.StoredColumn;
import dev.levada.store.TableVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ModeColumnsTest {
    private static final Write UPSERT = Assets.keyed(WriteMode.UPSERT, Deletes.NONE, Optional.empty(), Map.of());
    private static final Write SOFT =
            Assets.keyed(WriteMode.UPSERT, new Deletes(Optional.empty(), Missing.SOFT), Optional.empty(), Map.of());
    private static final List<Column> OWN = Assets.columns("id BIGINT", "city VARCHAR", "ts DATE");

    @Test
    void an_upsert_keeps_nothing_but_what_comes_in() {
        assertThat(ModeColumns.with(UPSERT, OWN)).isEqualTo(OWN);
    }

    @Test
    void soft_deletes_keep_their_time() {
        assertThat(kept(SOFT)).isEqualTo(Assets.columns("_deleted_at TIMESTAMPTZ"));
    }

    @Test
    void previous_values_have_their_columns_type() {
        Write write = Assets.keyed(
                WriteMode.SCD3, SOFT.deletes(), Optional.empty(), Map.of("ts", "last_ts", "City", "last_city"));

        assertThat(kept(write))
                .isEqualTo(Assets.columns("last_city VARCHAR", "last_ts DATE", "_deleted_at TIMESTAMPTZ"));
    }

    @Test
    void versions_hold_in_the_type_of_the_column_that_says_when_rows_changed() {
        assertThat(kept(versioned(Optional.of("TS"), HardDeletes.INVALIDATE)))
                .isEqualTo(Assets.columns("valid_from DATE", "valid_to DATE"));
        assertThat(kept(versioned(Optional.empty(), HardDeletes.NEW_RECORD)))
                .isEqualTo(Assets.columns("valid_from TIMESTAMPTZ", "valid_to TIMESTAMPTZ", "_is_deleted BOOLEAN"));
    }

    @Test
    void a_table_has_its_own_columns_then_those_of_the_mode_then_those_of_the_load() {
        Asset asset = Assets.written("raw.users", SOFT);

        assertThat(Columns.stored(asset, OWN))
                .extracting(Column::name)
                .containsExactly("id", "city", "ts", "_deleted_at", "_run_id", "_loaded_at", "_source");
        assertThat(Columns.ownOf(asset, table(Columns.stored(asset, OWN)))).isEqualTo(OWN);
    }

    @Test
    void soft_deletes_may_be_added_later_and_not_be_taken_back() {
        Asset plain = Assets.written("raw.users", UPSERT);
        Asset soft = Assets.written("raw.users", SOFT);

        assertThat(Columns.change(soft, table(Columns.stored(plain, OWN)), OWN))
                .isEqualTo(new SchemaChange(List.of("adds column _deleted_at TIMESTAMPTZ"), List.of()));
        assertThat(Columns.change(plain, table(Columns.stored(soft, OWN)), OWN).refusals())
                .singleElement()
                .asString()
                .contains("column _deleted_at (TIMESTAMPTZ) is in the table, but would no longer be made");
    }

    @Test
    void a_table_without_versions_cannot_go_on_with_them() {
        Asset plain = Assets.written("raw.users", UPSERT);
        Asset versioned = Assets.written("raw.users", versioned(Optional.empty(), HardDeletes.IGNORE));

        assertThat(Columns.change(versioned, table(Columns.stored(plain, OWN)), OWN)
                        .refusals())
                .containsExactly("raw.users: the table was not written as versions, and from when its rows hold is not"
                        + " known: it has no columns valid_from and valid_to. Make it anew with"
                        + " `levada run --full raw.users`.");
        assertThat(Columns.changeAnew(versioned, table(Columns.stored(plain, OWN)), OWN)
                        .changes())
                .hasSize(2);
    }

    private static List<Column> kept(Write write) {
        List<Column> all = ModeColumns.with(write, OWN);
        assertThat(all.subList(0, OWN.size())).isEqualTo(OWN);
        List<Column> kept = all.subList(OWN.size(), all.size());
        assertThat(ModeColumns.names(write))
                .containsExactlyInAnyOrderElementsOf(
                        kept.stream().map(Column::name).toList());
        return kept;
    }

    private static Write versioned(Optional<String> updatedAt, HardDeletes hardDeletes) {
        return Assets.keyed(
                WriteMode.SCD2, Deletes.NONE, Optional.of(Assets.versions(updatedAt, hardDeletes)), Map.of());
    }

    private static TableVersion table(List<Column> columns) {
        List<StoredColumn> stored = new ArrayList<>();
        columns.forEach(column -> stored.add(new StoredColumn(stored.size() + 1, column, List.of())));
        return new TableVersion(AssetName.parse("raw.users"), 1, Instant.EPOCH, stored, List.of(), 10, 0, Map.of());
    }
}
