package dev.levada.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.levada.cli.e2e.Cli.Report;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Quarantined rows are looked at, tried again, and move exactly once. */
class ReplayTest {
    @TempDir
    Path folder;

    private Folder project;
    private Cli cli;

    @SuppressWarnings("NullAway.Init") // JUnit calls run() before each test
    ReplayTest() {}

    @BeforeEach
    void run() {
        project = Folder.withDrops(folder)
                .file("data/users.csv", "id", "1", "2")
                .file(
                        "data/orders.csv",
                        "id,user_id,amount",
                        "1,1,10",
                        "2,9,20",
                        "3,2,-3",
                        "4,9,-4",
                        "5,8,50",
                        "six,1,60",
                        "7,1,70,700")
                .file("assets/raw/users.yml", "extract: {from: drops, files: users.csv}", "columns: {id: bigint}");
        contract("min: 0");
        cli = project.cli();
        Report report = cli.run();
        assertThat(report.count("raw.orders", "rows_kept")).isEqualTo(1);
        assertThat(report.count("raw.orders", "rows_quarantined")).isEqualTo(6);
        report.demandBalance();
    }

    @Test
    void everyRowSaysWhyAndWhereFromAndWhatItWas() {
        List<JsonNode> rows = cli.quarantined("raw.orders");

        assertThat(rows)
                .hasSize(6)
                .allSatisfy(
                        row -> assertThat(row.required("source").textValue()).isEqualTo("orders.csv"));
        assertThat(rows)
                .extracting(row -> row.required("position").longValue())
                .containsExactlyInAnyOrder(3L, 4L, 5L, 6L, 7L, 8L);
        assertThat(row(rows, 5).required("reasons")).hasSize(2);
        assertThat(row(rows, 5).required("record").textValue())
                .contains("\"user_id\":\"9\"")
                .contains("\"amount\":\"-4\"");
        assertThat(row(rows, 7).required("record").textValue()).contains("six");
        assertThat(row(rows, 8).required("record").textValue()).contains("7,1,70,700");
        assertThat(cli.succeed("quarantine", "ls")).contains("raw.orders").contains("user_id.references 3");
        assertThat(cli.succeed("quarantine", "show", "raw.orders", "--reason", "amount.min", "--format", "csv")
                        .lines())
                .hasSize(3);
    }

    @Test
    void aReplayWithoutAnyChangeMovesNothing() {
        List<JsonNode> before = cli.quarantined("raw.orders");

        cli.succeed("quarantine", "replay", "raw.orders");

        assertThat(cli.quarantined("raw.orders")).isEqualTo(before);
        assertThat(cli.rows("raw.orders")).hasSize(1);
    }

    @Test
    void aRelaxedContractLetsInWhatItAllowsAndTheOthersStay() {
        contract("min: -10");

        cli.succeed("quarantine", "replay", "raw.orders");

        assertThat(ids()).containsExactly(1L, 3L);
        assertThat(cli.quarantined("raw.orders")).hasSize(5);
        assertThat(row(cli.quarantined("raw.orders"), 5).required("reasons")).hasSize(2);
    }

    @Test
    void aMendedInputLetsInWhatRefersToItOnce() {
        project.file("data/users.csv", "id", "1", "2", "9");
        cli.run(0, "raw.users");

        cli.succeed("quarantine", "replay", "raw.orders");
        cli.succeed("quarantine", "replay", "raw.orders");

        assertThat(ids()).containsExactly(1L, 2L);
        assertThat(cli.quarantined("raw.orders")).hasSize(5);
        assertThat(cli.number("select amount from raw.orders where id = 2")).isEqualTo(20);
        assertThat(cli.query("select _source from raw.orders where id = 2"))
                .singleElement()
                .satisfies(
                        row -> assertThat(row.required("_source").textValue()).isEqualTo("orders.csv"));
    }

    @Test
    void onlyWhatIsAskedForIsTriedAgain() {
        contract("min: -10");

        cli.succeed("quarantine", "replay", "raw.orders", "--where", "position > 4");
        assertThat(ids()).containsExactly(1L);

        cli.succeed("quarantine", "replay", "raw.orders", "--where", "list_contains(reasons, 'amount.min')");
        assertThat(ids()).containsExactly(1L, 3L);
    }

    @Test
    void whatDependsOnTheTableIsMadeAgainAfterwards() {
        project.file("assets/marts/total.sql", "select cast(sum(amount) as bigint) as total from raw.orders");
        cli.run();
        contract("min: -10");
        cli.succeed("quarantine", "replay", "raw.orders");

        cli.run(0, "marts.total");

        assertThat(cli.number("select total from marts.total")).isEqualTo(7);
    }

    private void contract(String amount) {
        project.file(
                "assets/raw/orders.yml",
                "extract: {from: drops, files: orders.csv}",
                "write: {mode: append}",
                "columns:",
                "  id: {type: bigint, required: true}",
                "  user_id: {type: bigint, references: raw.users.id}",
                "  amount: {type: bigint, " + amount + "}");
    }

    private List<Long> ids() {
        return cli.rows("raw.orders").stream()
                .map(row -> row.required("id").longValue())
                .sorted()
                .toList();
    }

    private static JsonNode row(List<JsonNode> rows, long position) {
        return rows.stream()
                .filter(row -> row.required("position").longValue() == position)
                .findFirst()
                .orElseThrow();
    }
}
