package dev.levada.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.project.AssetName;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaChangeTest {
    private static final AssetName USERS = new AssetName("raw", "users");

    @Test
    void the_same_columns_change_nothing_in_whatever_order_and_case() {
        SchemaChange change = between(List.of("id BIGINT", "name VARCHAR"), List.of("NAME VARCHAR", "id BIGINT"));

        assertThat(change).isEqualTo(new SchemaChange(List.of(), List.of()));
    }

    @Test
    void a_new_column_is_added() {
        SchemaChange change = between(List.of("id BIGINT"), List.of("id BIGINT", "age INTEGER"));

        assertThat(change.changes()).containsExactly("adds column age INTEGER");
        assertThat(change.refusals()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"INTEGER|BIGINT", "FLOAT|DOUBLE", "DECIMAL(10,2)|DECIMAL(12,2)"})
    void a_wider_type_is_widened(String from, String to) {
        SchemaChange change = between(List.of("x " + from), List.of("x " + to));

        assertThat(change.changes()).containsExactly("widens column x from " + from + " to " + to);
        assertThat(change.refusals()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BIGINT|INTEGER",
                "DOUBLE|FLOAT",
                "DECIMAL(12,2)|DECIMAL(10,2)",
                "DECIMAL(10,2)|DECIMAL(12,3)",
                "INTEGER|DOUBLE",
                "VARCHAR|BIGINT",
                "STRUCT(a INTEGER)|STRUCT(a BIGINT)",
                "INTEGER[]|BIGINT[]"
            })
    void any_other_type_is_refused(String from, String to) {
        assertThat(between(List.of("x " + from), List.of("x " + to)).refusals()).hasSize(1);
    }

    @Test
    void a_refusal_says_what_would_be_lost_and_what_would_be_right() {
        SchemaChange change = between(List.of("age BIGINT"), List.of("age INTEGER"));

        assertThat(change.refusals())
                .containsExactly(
                        "raw.users: column age is BIGINT in the table and would become INTEGER; a narrower type"
                                + " could lose values. Keep `type: bigint`, or make the table anew with"
                                + " `levada run --full raw.users`.");
        assertThatThrownBy(change::demandAllowed).isInstanceOfSatisfying(LevadaException.class, e -> {
            assertThat(e.code()).isEqualTo("plan.schema");
            assertThat(e.blame()).isEqualTo(Blame.PROJECT);
        });
    }

    @Test
    void a_column_that_is_gone_is_refused() {
        SchemaChange change = between(List.of("id BIGINT", "age BIGINT"), List.of("id BIGINT"));

        assertThat(change.refusals()).singleElement().asString().contains("column age (BIGINT)", "--full raw.users");
    }

    @Test
    void a_table_that_begins_anew_refuses_nothing_and_says_all() {
        SchemaChange change = SchemaChange.anew(
                Assets.columns("id BIGINT", "age BIGINT", "old VARCHAR"),
                Assets.columns("id BIGINT", "age INTEGER", "fresh DATE"));

        assertThat(change.refusals()).isEmpty();
        assertThat(change.changes())
                .containsExactly(
                        "changes column age from BIGINT to INTEGER", "adds column fresh DATE", "drops column old");
    }

    private static SchemaChange between(List<String> current, List<String> wanted) {
        return SchemaChange.between(
                USERS, Assets.columns(current.toArray(new String[0])), Assets.columns(wanted.toArray(new String[0])));
    }
}
