package dev.levada.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.Column;
import dev.levada.api.Form;
import dev.levada.api.LevadaException;
import dev.levada.api.Settings;
import dev.levada.contract.ColumnContract;
import dev.levada.contract.Deletes;
import dev.levada.contract.DriftPolicy;
import dev.levada.contract.OnDrift;
import dev.levada.contract.WriteMode;
import dev.levada.problem.ProjectException;
import dev.levada.project.Asset;
import dev.levada.project.Making;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AdoptionTest {
    private static final List<Column> TABLE = Assets.columns("id BIGINT", "age INTEGER", "name VARCHAR");
    private static final List<Column> GAINED =
            Assets.columns("id BIGINT", "nick VARCHAR", "age INTEGER", "name VARCHAR");
    private static final List<Column> LOST = Assets.columns("name VARCHAR", "id BIGINT");
    private static final Form DECLARED = new Form.Rows(List.of(), List.of());
    private static final Form GUESSED = new Form.Documents(List.of());

    @Test
    void a_table_that_begins_takes_what_there_is_whatever_the_policy() {
        Adoption adoption = Adoption.of(columns(OnDrift.FREEZE), DECLARED, GAINED, List.of());

        assertThat(adoption.columns()).isEqualTo(GAINED);
        assertThat(adoption.refusals()).isEmpty();
    }

    @Test
    void a_source_that_holds_nothing_has_lost_no_columns() {
        assertThat(Adoption.of(columns(OnDrift.FREEZE), GUESSED, List.of(), TABLE)
                        .columns())
                .isEqualTo(TABLE);
    }

    @Test
    void a_new_column_is_taken_or_strays() {
        assertThat(adoption(columns(OnDrift.EVOLVE), GAINED).columns()).isEqualTo(GAINED);
        for (OnDrift policy : List.of(OnDrift.DISCARD_COLUMN, OnDrift.QUARANTINE)) {
            Adoption adoption = adoption(columns(policy), GAINED);

            assertThat(adoption.columns()).isEqualTo(TABLE);
            assertThat(adoption.strays().columns()).isEqualTo(Assets.columns("nick VARCHAR"));
            assertThat(adoption.strays().onColumns()).isEqualTo(policy);
        }
    }

    @Test
    void a_new_column_that_the_contract_names_is_no_drift() {
        for (OnDrift policy : OnDrift.values()) {
            Adoption adoption = adoption(columns(policy, Assets.column("Nick", "varchar")), GAINED);

            assertThat(adoption.columns()).isEqualTo(GAINED);
            assertThat(adoption.strays().columns()).isEmpty();
            assertThat(adoption.refusals()).isEmpty();
        }
    }

    @Test
    void a_lost_column_stays_in_its_place_where_rows_do_without_it() {
        for (OnDrift policy : List.of(OnDrift.EVOLVE, OnDrift.DISCARD_COLUMN)) {
            assertThat(adoption(columns(policy), LOST).columns()).isEqualTo(TABLE);
        }
        for (OnDrift policy : List.of(OnDrift.FREEZE, OnDrift.QUARANTINE)) {
            assertThatThrownBy(() -> adoption(columns(policy), LOST).demandAllowed())
                    .hasMessageContaining("the source no longer has column age INTEGER")
                    .isInstanceOfSatisfying(
                            LevadaException.class, e -> assertThat(e.code()).isEqualTo("plan.drift"));
        }
    }

    @Test
    void a_lost_column_that_the_contract_or_the_key_names_is_refused_whatever_the_policy() {
        assertThatThrownBy(() -> adoption(columns(OnDrift.EVOLVE, Assets.column("age", "integer")), LOST))
                .isInstanceOf(ProjectException.class)
                .hasMessageContaining("the contract names column 'age', which its source does not have");

        Asset keyed =
                Assets.written("raw.people", Assets.keyed(WriteMode.UPSERT, Deletes.NONE, Optional.empty(), Map.of()));
        Asset evolving = with(keyed, new DriftPolicy(Optional.of(OnDrift.EVOLVE), OnDrift.EVOLVE));
        assertThatThrownBy(() -> adoption(evolving, Assets.columns("age INTEGER", "name VARCHAR")))
                .hasMessageContaining("write.key names column 'id', which its rows do not have");
    }

    @Test
    void the_column_of_hashes_comes_and_goes_as_the_extract_asks_for_it() {
        List<Column> hashed = Assets.columns("id BIGINT", "age INTEGER", "name VARCHAR", "_row_hash UUID");

        for (OnDrift policy : OnDrift.values()) {
            Adoption comes = adoption(columns(policy), hashed);
            Adoption goes = Adoption.of(columns(policy), DECLARED, TABLE, hashed);

            assertThat(comes.columns()).isEqualTo(hashed);
            assertThat(comes.strays().columns()).isEmpty();
            assertThat(goes.columns()).isEqualTo(hashed);
            assertThat(goes.refusals()).isEmpty();
            assertThat(goes.notices()).isEmpty();
        }
    }

    @Test
    void a_source_that_lost_all_columns_is_another_one() {
        assertThatThrownBy(() -> adoption(columns(OnDrift.DISCARD_COLUMN), Assets.columns("x DATE"))
                        .demandAllowed())
                .hasMessageContaining("the source has none of the table's columns any more");
    }

    @Test
    void a_type_grows_only_where_types_evolve() {
        List<Column> wider = Assets.columns("id BIGINT", "age BIGINT", "name VARCHAR");

        assertThat(adoption(types(OnDrift.EVOLVE), wider).columns()).isEqualTo(wider);
        assertThat(adoption(types(OnDrift.QUARANTINE), wider).columns()).isEqualTo(TABLE);
        assertThat(adoption(types(OnDrift.QUARANTINE), wider).changes())
                .containsExactly(
                        "keeps column age INTEGER, which the source has as BIGINT; values that do not fit go to"
                                + " quarantine");
        assertThat(adoption(types(OnDrift.DISCARD_COLUMN), wider).changes())
                .containsExactly("keeps column age INTEGER, which the source has as BIGINT; values that do not fit are"
                        + " discarded");
    }

    @Test
    void a_frozen_type_is_refused_where_the_source_declares_another_that_has_further_values() {
        List<Column> other = Assets.columns("id INTEGER", "age VARCHAR", "name VARCHAR");

        assertThat(adoption(types(OnDrift.FREEZE), other).refusals())
                .singleElement()
                .asString()
                .contains("the source has column age VARCHAR, which is INTEGER in the table");
        assertThat(Adoption.of(types(OnDrift.FREEZE), GUESSED, other, TABLE).refusals())
                .as("a guess refuses nothing: values will tell")
                .isEmpty();
        assertThat(adoption(types(OnDrift.FREEZE, Assets.column("age", "integer")), other)
                        .refusals())
                .as("a type that the contract gives is agreed")
                .isEmpty();
    }

    private static Adoption adoption(Asset asset, List<Column> found) {
        return Adoption.of(asset, DECLARED, found, TABLE);
    }

    private static Asset columns(OnDrift policy, ColumnContract... agreed) {
        return with(Assets.extract("raw.people", agreed), new DriftPolicy(Optional.of(policy), OnDrift.EVOLVE));
    }

    private static Asset types(OnDrift policy, ColumnContract... agreed) {
        return with(Assets.extract("raw.people", agreed), new DriftPolicy(Optional.empty(), policy));
    }

    private static Asset with(Asset asset, DriftPolicy drift) {
        Making making = new Making.Extract(
                "crm", new Settings(Map.of()), Optional.empty(), ((Making.Extract) asset.making()).position(), drift);
        return new Asset(
                asset.name(),
                asset.file(),
                "",
                Optional.empty(),
                asset.tags(),
                making,
                asset.contract(),
                asset.write(),
                Optional.empty(),
                asset.code(),
                asset.dependencies());
    }
}
