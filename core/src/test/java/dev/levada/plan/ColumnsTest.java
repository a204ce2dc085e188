package dev.levada.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.problem.ProjectException;
import dev.levada.project.Asset;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnsTest {
    private static final Asset BARE = Assets.extract("raw.users");

    @Test
    void a_new_table_takes_what_the_source_gives() {
        assertThat(Columns.ofExtract(BARE, Assets.columns("id BIGINT", "Name VARCHAR"), List.of()))
                .isEqualTo(Assets.columns("id BIGINT", "Name VARCHAR"));
    }

    @Test
    void the_contract_wins_over_the_source_and_the_table() {
        Asset asset = Assets.extract("raw.users", Assets.column("ID", "varchar"));

        assertThat(Columns.ofExtract(asset, Assets.columns("id BIGINT"), Assets.columns("id INTEGER")))
                .isEqualTo(Assets.columns("id VARCHAR"));
    }

    @Test
    void the_table_wins_over_a_source_that_looks_different_today() {
        assertThat(Columns.ofExtract(BARE, Assets.columns("zip BIGINT"), Assets.columns("zip VARCHAR")))
                .isEqualTo(Assets.columns("zip VARCHAR"));
        assertThat(Columns.ofExtract(BARE, Assets.columns("n INTEGER"), Assets.columns("n BIGINT")))
                .isEqualTo(Assets.columns("n BIGINT"));
    }

    @Test
    void a_source_whose_type_grew_lets_the_table_grow() {
        assertThat(Columns.ofExtract(BARE, Assets.columns("n BIGINT"), Assets.columns("n INTEGER")))
                .isEqualTo(Assets.columns("n BIGINT"));
    }

    @Test
    void the_table_keeps_its_spelling_of_names() {
        assertThat(Columns.ofExtract(BARE, Assets.columns("ID BIGINT"), Assets.columns("id BIGINT")))
                .isEqualTo(Assets.columns("id BIGINT"));
    }

    @Test
    void the_order_is_the_sources() {
        assertThat(Columns.ofExtract(BARE, Assets.columns("b DATE", "a DATE"), Assets.columns("a DATE", "b DATE")))
                .isEqualTo(Assets.columns("b DATE", "a DATE"));
    }

    @Test
    void all_columns_that_the_source_lacks_are_told_at_once_with_their_places() {
        Asset asset = Assets.extract("raw.users", Assets.column("emial", "varchar"), Assets.column("zzz", "date"));

        assertThatThrownBy(() -> Columns.ofExtract(asset, Assets.columns("id BIGINT", "email VARCHAR"), List.of()))
                .isInstanceOfSatisfying(
                        ProjectException.class, e -> assertThat(e.problems()).hasSize(2))
                .hasMessageContaining("assets/x.yml:3:5: raw.users: the contract names column 'emial', which its source"
                        + " does not have. Did you mean 'email'?")
                .hasMessageContaining("Known: id, email.");
    }

    @Test
    void a_source_may_not_have_a_column_that_levada_adds() {
        assertThatThrownBy(() -> Columns.ofExtract(BARE, Assets.columns("_Run_ID VARCHAR"), List.of()))
                .hasMessageContaining("its source has a column '_run_id'");
    }

    @Test
    void a_query_decides_a_transforms_types_unless_the_contract_does() {
        Asset transform = Assets.transform("features.users");

        assertThat(Columns.ofTransform(transform, Assets.columns("n INTEGER"), Assets.columns("n BIGINT")))
                .isEqualTo(Assets.columns("n INTEGER"));
    }
}
