package dev.levada.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.LevadaException;
import dev.levada.api.Settings;
import dev.levada.contract.Contract;
import dev.levada.contract.Write;
import dev.levada.contract.WriteMode;
import dev.levada.engine.Account;
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
    void a_broken_rule_that_fails_the_run_is_named_with_its_count() {
        Verdict verdict = verdict(OptionalDouble.empty(), new Account(10, 10, 0, 0, 0), Map.of("id.unique", 2L));

        assertThatThrownBy(verdict::demandTolerable).hasMessageContaining("id.unique 2");
    }

    private static Verdict verdict(OptionalDouble tolerate, Account account, Map<String, Long> errors) {
        AssetName name = new AssetName("raw", "users");
        Asset asset = new Asset(
                name,
                Path.of("assets/raw/users.yml"),
                "",
                Optional.empty(),
                Set.of(),
                new Making.Extract("crm", new Settings(Map.of()), Optional.empty(), new Position(Path.of("x"), 1, 1)),
                new Contract(List.of(), List.of(), List.of(), tolerate),
                new Write(WriteMode.OVERWRITE, List.of(), Optional.empty()),
                Optional.empty(),
                "code",
                Set.of());
        Staging staging = new Staging(name, "r1", Path.of("/staged"), List.of(), List.of(), Map.of());
        Staged staged = new Staged(staging, List.of(), Map.of());
        Map<String, Long> reasons = Map.of("age.min", 112L, "email.required", 500L);
        return new Verdict(asset, new Produced(account, staged, staged, Map.of(), reasons, errors, Map.of(), 0));
    }
}
