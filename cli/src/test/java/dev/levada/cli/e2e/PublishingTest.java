package dev.levada.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.levada.cli.Invocation;
import dev.levada.cli.e2e.Cli.Report;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing unchecked is visible, and what fails says why. */
class PublishingTest {
    @TempDir
    Path folder;

    @Test
    void aCheckThatFailsPublishesNothingAndShowsTheRowsThatBreakIt() {
        Folder project = orders("checks: [{name: cheap, sql: 'select id, amount from raw.orders where amount > 100'}]");
        project.cli().run();
        List<JsonNode> before = project.cli().rows("raw.orders");
        project.file("data/orders.csv", "id,amount", "1,10", "7,700", "8,800");

        Invocation run = project.cli().end(1, "run");

        assertThat(run.out() + run.err())
                .contains("raw.orders: check failed, nothing was published: cheap")
                .containsPattern("7 +700.0")
                .containsPattern("8 +800.0");
        assertThat(project.cli().rows("raw.orders")).isEqualTo(before);
        assertThat(project.cli().rows("marts.total").get(0).required("total").doubleValue())
                .isEqualTo(30);
    }

    @Test
    void aFirstRunThatFailsItsCheckLeavesNoTableButTheStagedFiles() {
        Folder project = orders("checks: [{row_count: {min: 3}}]");

        Report report = project.cli().run(1);

        assertThat(report.status("raw.orders")).isEqualTo("failed");
        assertThat(report.status("marts.total")).isEqualTo("skipped");
        assertThat(report.asset("raw.orders").required("commit_id").isNull()).isTrue();
        assertThat(report.asset("raw.orders")
                        .required("checks")
                        .get(0)
                        .required("holds")
                        .booleanValue())
                .isFalse();
        assertThat(report.error("raw.orders")).contains("Nothing was published").contains(folder + "/.levada/lake");
        assertThat(Folder.files(folder.resolve(".levada/lake")))
                .anyMatch(file -> file.toString().endsWith(".parquet"));
        project.cli().end(2, "query", "select * from raw.orders");
    }

    @Test
    void aCheckThatOnlyWarnsPublishes() {
        Folder project = orders("checks: [{row_count: {min: 3, severity: warn}}]");

        Report report = project.cli().run();

        assertThat(report.status("marts.total")).isEqualTo("done");
        assertThat(report.asset("raw.orders")
                        .required("checks")
                        .get(0)
                        .required("holds")
                        .booleanValue())
                .isFalse();
    }

    @Test
    void aRuleThatDemandsAnErrorFailsTheRun() {
        Folder project = orders("columns: {amount: {type: double, max: {value: 15, on_fail: error}}}");

        Report report = project.cli().run(1);

        assertThat(report.error("raw.orders"))
                .contains("fail the run: amount.max 1")
                .contains("\"amount\":\"20.0\"");
        project.cli().end(2, "query", "select * from raw.orders");
    }

    @Test
    void aRuleThatOnlyWarnsKeepsTheRowAndCountsIt() {
        Folder project = orders("columns: {amount: {type: double, max: {value: 15, on_fail: warn}}}");

        Report report = project.cli().run();

        assertThat(report.count("raw.orders", "rows_kept")).isEqualTo(2);
        assertThat(report.asset("raw.orders")
                        .required("warnings")
                        .required("amount.max")
                        .longValue())
                .isEqualTo(1);
    }

    @Test
    void moreQuarantineThanIsToleratedFailsTheRun() {
        Folder project = orders("tolerate: 40%", "columns: {amount: {type: double, max: 15}}");

        Report report = project.cli().run(1);

        assertThat(report.error("raw.orders"))
                .contains("1 of 2 rows (50%)")
                .contains("40%")
                .contains("amount.max 1");
        project.file("data/orders.csv", "id,amount", "1,10", "2,20", "3,5");
        assertThat(project.cli().run().count("raw.orders", "rows_quarantined")).isEqualTo(1);
    }

    @Test
    void aRunThatWouldKeepNothingFailsWithoutBeingTold() {
        Folder project = orders("columns: {amount: {type: double, max: 1}}");

        assertThat(project.cli().run(1).error("raw.orders")).contains("none would be kept");
    }

    @Test
    void aFailedAssetStopsItsDescendantsOnly() {
        Folder project = orders("checks: [{row_count: {min: 3}}]")
                .file("data/stock.csv", "item", "1")
                .file("assets/raw/stock.yml", "extract: {from: drops, files: stock.csv}")
                .file("assets/marts/items.sql", "select count(*) as items from raw.stock")
                .file("assets/marts/twice.sql", "select total * 2 as twice from marts.total");

        Report report = project.cli().run(1);

        assertThat(report.status()).isEqualTo("failed");
        assertThat(report.status("marts.items")).isEqualTo("done");
        assertThat(report.status("raw.stock")).isEqualTo("done");
        assertThat(report.status("marts.total")).isEqualTo("skipped");
        assertThat(report.status("marts.twice")).isEqualTo("skipped");
        assertThat(report.error("marts.twice")).contains("raw.orders failed");
    }

    @Test
    void sqlThatFailsOnItsDataFailsItsAssetAndPointsToIt() {
        Folder project =
                orders().file("assets/marts/cast.sql", "select cast('x' || id as bigint) as n from raw.orders");

        Report report = project.cli().run(1);

        assertThat(report.status("marts.total")).isEqualTo("done");
        assertThat(report.status("marts.cast")).isEqualTo("failed");
        assertThat(report.error("marts.cast")).contains("x1");
    }

    @Test
    void aSourceThatCannotBeReachedEndsWithThree() {
        Folder project = orders().file(
                        "levada.yml",
                        "name: test",
                        "connections: {drops: {type: files, root: gone}, crm: {type: sqlite, path: gone.db}}")
                .file("assets/raw/users.yml", "extract: {from: crm, table: users}");

        assertThat(project.cli().end(3, "run", "raw.orders").err()).contains("gone");
        assertThat(project.cli().end(3, "run", "raw.users").err()).contains("gone.db");
        assertThat(project.cli().end(3, "discover", "crm").err()).contains("gone.db");
    }

    private Folder orders(String... more) {
        String[] lines = new String[more.length + 1];
        lines[0] = "extract: {from: drops, files: orders.csv}";
        System.arraycopy(more, 0, lines, 1, more.length);
        return Folder.withDrops(folder)
                .file("data/orders.csv", "id,amount", "1,10.0", "2,20.0")
                .file("assets/raw/orders.yml", lines)
                .file("assets/marts/total.sql", "select sum(amount) as total from raw.orders");
    }
}
