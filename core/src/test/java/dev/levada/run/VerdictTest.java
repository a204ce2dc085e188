package dev.levada.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.LevadaException;
import dev.levada.api.Settings;
import dev.levada.contract.Contract;
import dev.levada.contract.Dedup;
import dev.levada.contract.Deletes;
import dev.levada.contract.Write;
import dev.levada.contract.WriteMode;
import dev.levada.engine.Account;
import dev.levada.engine.Effect;
import dev.levada.engine.Produced;
import dev.levada.problem.Position;
import dev.levada.project.Asset;
import dev.levada.project.AssetName;
import dev.levada.project.Making;
import dev.levada.store.Staged;
import dev.levada.store.Staging;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final AssetName NAME = new AssetName("raw", "users");
    private static final Staged STAGED = new Staged(
            new Staging(NAME, "r1", Path.of("/staged"), List.of(), List.of(), Map.of()), List.of(), Map.of());

    @Test
    void without_a_bound_quarantined_rows_are_noticed_with_their_reasons() {
        Verdict verdict = verdict(OptionalDouble.empty(), new Account(10_000, 9_388, 612, 0, 0), Map.of());

        assertThatCode(verdict::demandTolerable).doesNotThrowAnyException();
        assertThat(verdict.notice())
                .contains("612 of 10,000 rows (6.12%) went to quarantine: email.required 500, age.min 112. To look at"
                        + " them: levada quarantine show raw.users");
    }

    @Test
    void no_quarantined_rows_need_no_notice() {
        assertThat(verdict(OptionalDouble.empty(), new Account(5, 5, 0, 0, 0), Map.of())
                        .notice())
                .isEmpty();
    }

    @Test
    void more_than_the_contract_tolerates_fails_the_run() {
        Verdict verdict = verdict(OptionalDouble.of(0.05), new Account(100, 94, 6, 0, 0), Map.of());

        assertThatThrownBy(verdict::demandTolerable)
                .isInstanceOfSatisfying(
                        LevadaException.class, e -> assertThat(e.code()).isEqualTo("run.tolerance"))
                .hasMessageContaining("6 of 100 rows (6%) would go to quarantine, of which the contract tolerates 5%")
                .hasMessageContaining("levada query \"select * from read_parquet('/staged/**/*.parquet')\"");
    }

    @Test
    void exactly_what_the_contract_tolerates_passes() {
        Verdict verdict = verdict(OptionalDouble.of(0.05), new Account(100, 95, 5, 0, 0), Map.of());

        assertThatCode(verdict::demandTolerable).doesNotThrowAnyException();
    }

    @Test
    void a_run_that_would_keep_no_row_fails() {
        Verdict verdict = verdict(OptionalDouble.empty(), new Account(10, 0, 10, 0, 0), Map.of());

        assertThatThrownBy(verdict::demandTolerable)
                .hasMessageContaining("(100%) would go to quarantine, and none would be kept");
    }

    @Test
    void rows_that_the_table_has_already_are_kept_as_well() {
        assertThatCode(verdict(OptionalDouble.empty(), new Account(10, 0, 9, 0, 0, 1, 0), Map.of())::demandTolerable)
                .doesNotThrowAnyException();
        assertThatCode(verdict(OptionalDouble.empty(), new Account(10, 0, 9, 1, 0), Map.of())::demandTolerable)
                .doesNotThrowAnyException();
        assertThatThrownBy(verdict(OptionalDouble.empty(), new Account(10, 0, 9, 0, 1), Map.of())::demandTolerable)
                .hasMessageContaining("and none would be kept");
    }

    @Test
    void a_broken_rule_that_fails_the_run_is_named_with_its_count() {
        Verdict verdict = verdict(OptionalDouble.empty(), new Account(10, 10, 0, 0, 0), Map.of("id.unique", 2L));

        assertThatThrownBy(verdict::demandTolerable).hasMessageContaining("id.unique 2");
    }

    @Test
    void the_first_row_that_fails_the_run_is_shown() {
        assertThatThrownBy(failing("id.unique", 2)::demandNoErrors).hasMessage("""
                        raw.users: rows break rules that fail the run: id.unique 2.
                          id.unique: {"id":7}
                        Nothing was published. Mend the source, or let such rows go to quarantine: `on_fail: quarantine`.""");
    }

    @Test
    void a_row_without_its_key_is_told_how_to_get_out_of_the_way() {
        assertThatThrownBy(failing("id.key", 3)::demandNoErrors)
                .hasMessageContaining("rows break rules that fail the run: id.key 3.\n  id.key: {\"id\":7}\n")
                .hasMessageEndingWith("without a value for id a row cannot be told apart; make that `required` under"
                        + " `columns:`.");
    }

    private static Verdict failing(String rule, long rows) {
        Write write = new Write(
                WriteMode.UPSERT,
                List.of(),
                Optional.of(new Dedup(List.of("id"), Dedup.Keep.LAST, Optional.empty())),
                List.of("id"),
                Deletes.NONE,
                Optional.empty(),
                Map.of());
        Produced produced = new Produced(
                new Account(10, 10, 0, 0, 0),
                STAGED,
                STAGED,
                Map.of(),
                Map.of(),
                Map.of(rule, rows),
                Map.of(),
                0,
                Effect.NONE,
                Map.of(rule, "{\"id\":7}"),
                List.of());
        return new Verdict(asset(OptionalDouble.empty(), write), produced);
    }

    private static Verdict verdict(OptionalDouble tolerate, Account account, Map<String, Long> errors) {
        Map<String, Long> reasons = Map.of("age.min", 112L, "email.required", 500L);
        Asset asset = asset(tolerate, new Write(WriteMode.OVERWRITE, List.of(), Optional.empty()));
        return new Verdict(asset, new Produced(account, STAGED, STAGED, Map.of(), reasons, errors, Map.of(), 0));
    }

    private static Asset asset(OptionalDouble tolerate, Write write) {
        return new Asset(
                NAME,
                Path.of("assets/raw/users.yml"),
                "",
                Optional.empty(),
                Set.of(),
                new Making.Extract("crm", new Settings(Map.of()), Optional.empty(), new Position(Path.of("x"), 1, 1)),
                new Contract(List.of(), List.of(), List.of(), tolerate),
                write,
                Optional.empty(),
                "code",
                Set.of());
    }
}
