package dev.levada.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Queries whose inputs live in a database are computed there, and nothing but where they are computed changes. */
class PushdownTest {
    private static final int ORDERS = 20_000;
    private static Warehouse warehouse;

    @TempDir
    Path path;

    private String database;

    @BeforeAll
    static void start() {
        warehouse = Warehouse.start();
    }

    @AfterAll
    static void stop() {
        warehouse.close();
    }

    @BeforeEach
    void name(TestInfo test) {
        database = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
    }

    /** A project whose orders and customers live in a database of its own. */
    private Folder project(String name, String... settings) {
        String own = database + "_" + name;
        warehouse.make(own);
        List<String> orders = new ArrayList<>(List.of("id,customer,amount,qty,score,ts,note"));
        for (int i = 0; i < ORDERS; i++) {
            orders.add(String.join(
                    ",",
                    String.valueOf(i),
                    i % 50 == 0 ? "" : String.valueOf(i % 97),
                    i % 11 == 0 ? "" : (i % 1000 - 300) + "." + (10 + i % 90),
                    i % 13 == 0 ? "" : String.valueOf(i % 7 - 3),
                    String.valueOf((i % 64 - 20) / 8.0),
                    "2024-01-%02d %02d:30:00.%03d".formatted(1 + i % 20, i % 24, i % 1000),
                    List.of("ana", "Ana", "Élan", "zoo", "_x", "élan", "").get(i % 7)));
        }
        List<String> levada = new ArrayList<>(List.of("name: shop"));
        levada.addAll(List.of(settings));
        levada.addAll(List.of("connections:", "  drops: {type: files, root: data}", warehouse.connection(own)));
        return new Folder(path.resolve(name))
                .file("levada.yml", levada.toArray(String[]::new))
                .file("data/orders.csv", orders.toArray(String[]::new))
                .file(
                        "assets/raw/orders.yml",
                        "extract: {from: drops, files: orders.csv}",
                        "store: warehouse",
                        "time: {column: ts}",
                        "columns: {id: {type: bigint}, customer: {type: integer}, amount: {type: 'decimal(12,2)'},",
                        "  qty: {type: integer}, score: {type: double}, ts: {type: timestamp}, note: {type: varchar}}");
    }

    private static Folder withModels(Folder project) {
        return project.file(
                        "assets/mart/customers.sql",
                        "/* levada",
                        "store: warehouse",
                        "columns: {customer: {required: true}, most: {max: 690}}",
                        "*/",
                        "select customer, count(*) as orders, sum(amount) as revenue, avg(amount) as mean,",
                        "  max(amount) as most, min(note) as first_note, max(note) as last_note, sum(qty) as pieces,",
                        "  sum(qty) // count(qty) as whole, sum(qty) / count(qty) as part, min(ts) as since,",
                        "  date_trunc('month', max(ts)) as month, median(score) as score",
                        "from raw.orders group by all")
                .file(
                        "assets/mart/ranked.sql",
                        "/* levada",
                        "write: {mode: upsert, key: id}",
                        "*/",
                        "select id, note, row_number() over (order by note desc, qty, id) as place,",
                        "  lag(amount) over (partition by customer order by ts, id) as before, qty % 2 as odd,",
                        "  round(score) as rounded, cast(ts as date) as day, qty / 0 as none",
                        "from raw.orders qualify place <= 500")
                .file(
                        "assets/mart/daily.sql",
                        "/* levada",
                        "store: warehouse",
                        "time: {column: day, grain: day, start: 2024-01-01, end: 2024-01-22}",
                        "*/",
                        "select cast(ts as date) as day, note, count(*) as orders, sum(amount) as revenue",
                        "from raw.orders where ts >= $interval_start and ts < $interval_end group by all")
                .file(
                        "assets/mart/top.sql",
                        "/* levada",
                        "write: {mode: append, dedup: {by: [customer], keep: first, order: revenue}}",
                        "*/",
                        "select c.customer, c.revenue, d.day from mart.customers c",
                        "join mart.daily d on d.orders > c.orders order by all");
    }

    private static final List<String> MODELS = List.of("mart.customers", "mart.ranked", "mart.daily", "mart.top");

    @Test
    void whatADatabaseComputesIsWhatTheEngineComputes() {
        Cli inside = withModels(project("inside")).cli();
        Cli outside = withModels(project("outside", "pushdown: off")).cli();
        Cli.Report computed = inside.run();
        Cli.Report usual = outside.run();
        computed.demandBalance();

        for (String model : MODELS) {
            assertThat(computed.asset(model).required("computed_in").asText())
                    .as(model)
                    .isEqualTo("warehouse");
            assertThat(usual.asset(model).required("computed_in").isNull())
                    .as(model)
                    .isTrue();
            assertThat(inside.rows(model)).as(model).isNotEmpty().isEqualTo(outside.rows(model));
            assertThat(inside.query("describe " + model)).isEqualTo(outside.query("describe " + model));
            for (String count : List.of("rows_read", "rows_kept", "rows_quarantined", "duplicates_dropped")) {
                assertThat(computed.count(model, count)).as(model + " " + count).isEqualTo(usual.count(model, count));
            }
        }
        assertThat(computed.count("mart.customers", "rows_quarantined")).isPositive();
        assertThat(inside.quarantined("mart.customers")).isEqualTo(outside.quarantined("mart.customers"));
        assertThat(inside.run().status()).isEqualTo("unchanged");
        assertThat(warehouse.strays(database + "_inside")).isEmpty();
    }

    private static List<String> words(JsonNode list, String key) {
        List<String> words = new ArrayList<>();
        list.forEach(each -> words.add(each.required(key).asText()));
        return words;
    }
}
