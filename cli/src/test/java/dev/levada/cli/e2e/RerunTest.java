package dev.levada.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.levada.cli.e2e.Cli.Report;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Running again is safe. */
class RerunTest {
    private static final double RELATIVE = 1e-9;
    private static final List<String> TABLES = List.of(
            "raw.users",
            "raw.products",
            "raw.events",
            "features.user_features",
            "features.category_revenue",
            "features.training_set");

    @Test
    void aSecondRunDoesNothingAndAFullOneMakesTheSameRows(@TempDir Path folder) {
        Cli cli = Folder.copy(Repository.example("shop"), folder).cli();
        Report first = cli.run();
        Map<String, Long> snapshots = snapshots(folder);
        Map<String, List<JsonNode>> rows = content(cli);

        Report second = cli.run();

        assertThat(first.status()).isEqualTo("done");
        assertThat(second.status()).isEqualTo("unchanged");
        assertThat(second.assets()).hasSize(TABLES.size()).allSatisfy(asset -> {
            assertThat(asset.required("status").textValue()).isEqualTo("unchanged");
            assertThat(asset.required("commit_id").isNull()).isTrue();
        });
        assertThat(snapshots(folder)).isEqualTo(snapshots);

        Report full = cli.run("--full");

        full.demandBalance();
        assertThat(full.assets())
                .extracting(asset -> asset.required("status").textValue())
                .containsOnly("done");
        assertThat(full.assets()).allSatisfy(asset -> {
            String name = asset.required("name").textValue();
            for (String count : List.of("rows_read", "rows_kept", "rows_quarantined", "duplicates_dropped")) {
                assertThat(full.count(name, count)).as(name + " " + count).isEqualTo(first.count(name, count));
            }
        });
        assertThat(snapshots(folder))
                .hasSameSizeAs(snapshots)
                .doesNotContainEntry("raw.users", snapshots.get("raw.users"));
        Map<String, List<JsonNode>> again = content(cli);
        rows.forEach((table, wanted) -> demandSame(table, wanted, again.getOrDefault(table, List.of())));
    }

    @Test
    void anExampleRunsFromAnyFolderWithinIt(@TempDir Path folder) {
        Folder.copy(Repository.example("minimal"), folder);
        Cli inside = new Cli(folder.resolve("assets/raw"));

        assertThat(inside.run().status()).isEqualTo("done");
        assertThat(inside.run().status()).isEqualTo("unchanged");
    }

    private static Map<String, Long> snapshots(Path folder) {
        try (Lake lake = new Lake(folder)) {
            return lake.snapshots();
        }
    }

    /** Sums of doubles may differ by the order of their addition. */
    private static void demandSame(String table, List<JsonNode> wanted, List<JsonNode> found) {
        assertThat(found).as(table).hasSameSizeAs(wanted);
        for (int i = 0; i < found.size(); i++) {
            if (!found.get(i).equals(RerunTest::compare, wanted.get(i))) {
                assertThat(found.get(i)).as("row %d of %s", i, table).isEqualTo(wanted.get(i));
            }
        }
    }

    private static int compare(JsonNode one, JsonNode other) {
        if (one.isDouble() && other.isDouble()) {
            double bound = RELATIVE * Math.max(1, Math.abs(one.doubleValue()));
            return Math.abs(one.doubleValue() - other.doubleValue()) <= bound ? 0 : 1;
        }
        return one.equals(other) ? 0 : 1;
    }

    private static Map<String, List<JsonNode>> content(Cli cli) {
        Map<String, List<JsonNode>> content = new TreeMap<>();
        TABLES.forEach(table -> content.put(table, cli.rows(table)));
        content.put("quarantined users", cli.quarantined("raw.users"));
        content.put("quarantined events", cli.quarantined("raw.events"));
        return content;
    }
}
