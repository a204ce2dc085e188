package dev.levada.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.cli.e2e.Cli.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code examples/warehouse}: a shop's database, the lake, and a mart in another database. */
class WarehouseExampleTest {
    private static final Path EXAMPLE = Repository.example("warehouse");
    private static final String MART = "warehouse";
    private static final List<String> TABLES =
            List.of("dim_customer", "dim_track", "dim_date", "fact_sales", "customer_value");
    private static final String FACTS =
            "select concat_ws(' ', quantity, amount, city, date_key, list_price) from mart.fact_sales"
                    + " join mart.dim_customer using (customer_key) join mart.dim_track using (track_key)"
                    + " where invoice_line_id ";
    private static final String SUM = "select sum(amount) from mart.fact_sales";
    private static final String SOLD = "select sum(quantity * price) from invoice_lines";

    @TempDir
    Path folder;

    @Test
    void theMartFollowsTheShopAndKeepsItsHistory() throws IOException {
        try (Warehouse server = Warehouse.start()) {
            server.make("shop");
            server.make(MART);
            Folder.copy(EXAMPLE, folder);
            Cli cli = new Cli(folder)
                    .with("WAREHOUSE_PORT", String.valueOf(server.server().getPort()));

            apply(server, "shop.sql");
            Report first = cli.run();
            first.demandBalance();
            assertThat(counts(server)).containsExactly(40L, 240L, 365L, 1000L, 40L);
            assertThat(server.texts(MART, SUM)).isEqualTo(server.texts("shop", SOLD));
            assertThat(versions(server, "8, 12"))
                    .containsExactly("8 Lyon 2025-01-04 00:08:00 -", "12 Lyon 2025-01-04 00:12:00 -");

            apply(server, "changes.sql");
            Report second = cli.run();
            second.demandBalance();
            changesArrived(server, first, second);

            List<String> rows = physicalRows(server);
            List<String> commits = server.texts(MART, "select commits::text from levada.commits order by 1");
            Report third = cli.run();
            assertThat(third.assets())
                    .allSatisfy(asset ->
                            assertThat(asset.required("rows_kept").longValue()).isZero());
            assertThat(physicalRows(server)).isEqualTo(rows);
            assertThat(server.texts(MART, "select commits::text from levada.commits order by 1"))
                    .isEqualTo(commits);
        }
    }

    private static void changesArrived(Warehouse server, Report first, Report second) {
        assertThat(counts(server)).containsExactly(41L, 240L, 365L, 1003L, 40L);
        assertThat(server.texts(MART, SUM)).isEqualTo(server.texts("shop", SOLD));
        assertThat(versions(server, "8, 12"))
                .as("who moved has two versions, who was saved again as before has one")
                .containsExactly(
                        "8 Lyon 2025-01-04 00:08:00 2025-06-01 09:00:00",
                        "8 Porto 2025-06-01 09:00:00 -",
                        "12 Lyon 2025-01-04 00:12:00 -");
        assertThat(server.texts(MART, FACTS + "in (4011, 4021) order by invoice_line_id"))
                .as("a sale before the move belongs to the old address, late as it came")
                .containsExactly("1 0.99 Lyon 20250511 1.49", "1 1.49 Porto 20250602 1.49");
        assertThat(server.texts(MART, "select quantity from mart.fact_sales where invoice_line_id = 41"))
                .containsExactly("3");
        assertThat(server.texts(
                        MART,
                        "select distinct city from mart.customer_value"
                                + " join mart.dim_customer using (customer_key) where customer_value.customer_id = 8"))
                .as("features point to the customer as it is now")
                .containsExactly("Porto");

        assertThat(second.count("raw.invoice_lines", "rows_kept"))
                .as("one corrected, one late, two new")
                .isEqualTo(4);
        assertThat(second.count("mart.fact_sales", "rows_kept")).isEqualTo(4);
        assertThat(second.count("mart.fact_sales", "rows_unchanged")).isEqualTo(999);
        assertThat(server.texts(
                        MART,
                        "select invoice_line_id from mart.fact_sales where extracted_by = '" + second.runId()
                                + "' order by invoice_line_id"))
                .as("rows tell which run extracted them")
                .containsExactly("41", "4011", "4021", "4022");
        assertThat(server.texts(
                        MART, "select count(*) from mart.fact_sales where extracted_by = '" + first.runId() + "'"))
                .containsExactly("999");
    }

    private static void apply(Warehouse server, String file) throws IOException {
        server.run("shop", Files.readString(EXAMPLE.resolve("source").resolve(file)));
    }

    private static List<Long> counts(Warehouse server) {
        return TABLES.stream()
                .map(table -> Long.valueOf(
                        server.texts(MART, "select count(*) from mart." + table).get(0)))
                .toList();
    }

    private static List<String> versions(Warehouse server, String customers) {
        return server.texts(
                MART,
                "select concat_ws(' ', customer_id, city, valid_from, coalesce(valid_to::text, '-'))"
                        + " from mart.dim_customer where customer_id in (" + customers
                        + ") order by customer_id, valid_from");
    }

    /** Every row of the mart with the transaction that wrote it and where it lies: a row that is written again has others. */
    private static List<String> physicalRows(Warehouse server) {
        List<String> rows = new ArrayList<>();
        for (String table : TABLES) {
            rows.addAll(
                    server.texts(MART, "select concat(xmin, ctid, t::text) from mart." + table + " t order by ctid"));
        }
        return rows;
    }
}
