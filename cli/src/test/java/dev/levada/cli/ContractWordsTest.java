package dev.levada.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.contract.Check;
import dev.levada.contract.Contract;
import dev.levada.contract.OnFail;
import dev.levada.contract.Rule;
import dev.levada.contract.Severity;
import dev.levada.contract.Test.Between;
import dev.levada.contract.Test.Expression;
import dev.levada.contract.Test.In;
import dev.levada.contract.Test.Required;
import dev.levada.problem.Position;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ContractWordsTest {
    private static final Position HERE = new Position(Path.of("a.yml"), 1, 1);

    @Test
    void rulesReadAlmostAsTheyAreWritten() {
        assertThat(ContractWords.rules(List.of(
                        Rule.ofColumn("a", new Required("a"), OnFail.QUARANTINE, HERE),
                        Rule.ofColumn("a", new Between("a", "0", "1"), OnFail.WARN, HERE),
                        Rule.ofColumn(
                                "a", new In("a", List.of("1", "2", "3", "4", "5", "6")), OnFail.QUARANTINE, HERE))))
                .isEqualTo("required, between 0 and 1 (warn), in (1, 2, 3, 4, 5, … 6 values)");
    }

    @Test
    void whatHoldsForTheTableIsALineEach() {
        Contract contract = new Contract(
                List.of(),
                List.of(Rule.ofRow("spend", new Expression("spend >= 0"), OnFail.QUARANTINE, HERE)),
                List.of(new Check(
                        "row_count",
                        new Check.RowCount(OptionalLong.of(1), OptionalLong.empty()),
                        Severity.WARN,
                        HERE)),
                OptionalDouble.of(0.015));

        assertThat(ContractWords.ofTable(contract))
                .containsExactly(
                        "rule rules.spend: spend >= 0",
                        "check row_count: row count at least 1 (warn)",
                        "tolerates 1.5 % of quarantined rows");
    }
}
