package dev.levada.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.levada.testing.net.Fault.Direction;
import dev.levada.testing.net.TroubledWire;
import java.io.IOException;
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
                        "columns: {customer: {required: true}, most: {max: 699.60}}",
                        "*/",
                        "select customer, count(*) as orders, sum(amount) as revenue, avg(amount) as mean,",
                        "  max(amount) as most, min(note) as first_note, max(note) as last_note, sum(qty) as pieces,",
                        "  count(qty) // 2 as whole, sum(qty) / count(qty) as part, min(ts) as since,",
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
                        "join mart.daily d on d.orders * 2 > c.orders order by all");
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
                    .as(computed.asset(model).toString())
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

    @Test
    void onlyWhatIsNeededTravels() throws IOException {
        try (TroubledWire wire = TroubledWire.to(warehouse.server().getPort())) {
            Folder project = through(wire, project("inside"))
                    .file(
                            "assets/feat/grouped.sql",
                            "select customer, count(*) as orders from raw.orders group by customer")
                    .file(
                            "assets/feat/listed.sql",
                            "select list(id order by id) as ids from raw.orders",
                            "where id < 5 and amount is not null and (note = 'ana' or qty > 2)");
            Cli cli = project.cli();
            cli.run("raw.orders");

            long grouped = bytes(wire, cli, "feat.grouped");
            long listed = bytes(wire, cli, "feat.listed");
            List<JsonNode> ids = cli.rows("feat.listed");
            through(wire, project, "pushdown: off");
            long allGrouped = bytes(wire, cli, "feat.grouped");
            long allListed = bytes(wire, cli, "feat.listed");

            assertThat(grouped).isLessThan(allGrouped / 5);
            assertThat(listed).isLessThan(allListed / 5);
            assertThat(ids).hasSize(1).isEqualTo(cli.rows("feat.listed"));
        }
    }

    private Folder through(TroubledWire wire, Folder project, String... settings) {
        List<String> levada = new ArrayList<>(List.of("name: shop"));
        levada.addAll(List.of(settings));
        String connection = warehouse.connection(database + "_inside");
        levada.addAll(List.of(
                "connections:",
                "  drops: {type: files, root: data}",
                connection.replace("port: " + warehouse.server().getPort(), "port: " + wire.port())));
        return project.file("levada.yml", levada.toArray(String[]::new));
    }

    /** How many bytes come from the server while an asset is made. */
    private static long bytes(TroubledWire wire, Cli cli, String asset) {
        wire.calm();
        assertThat(cli.run("--full", asset).status(asset)).isEqualTo("done");
        return wire.passed(Direction.TO_CLIENT);
    }

    @Test
    void whatTheDatabaseCannotComputeTheEngineDoes() {
        Folder project = project("inside")
                .file("assets/feat/large.sql", "select id, exp(id) as large from raw.orders where id in (1, 19999)")
                .file(
                        "assets/feat/daily.sql",
                        "/* levada",
                        "time: {column: day, start: 2024-01-01, end: 2024-01-21}",
                        "*/",
                        "select cast(ts as date) as day, exp(max(id)) as large from raw.orders",
                        "where ts >= $interval_start and ts < $interval_end group by all");
        Cli cli = project.cli();
        Cli.Report report = cli.run();

        for (String asset : List.of("feat.large", "feat.daily")) {
            assertThat(report.asset(asset).required("computed_in").isNull()).isTrue();
            assertThat(report.asset(asset).required("notices"))
                    .hasSize(1)
                    .first()
                    .asString()
                    .contains("the database could not compute the query, so the engine did: ", "out of range");
        }
        assertThat(cli.query("select * from feat.large order by id"))
                .extracting(row -> row.required("large").asText())
                .containsExactly("2.718281828459045", "Infinity");
        assertThat(cli.rows("feat.daily")).hasSize(20);

        project.file(
                "assets/feat/large.sql",
                "/* levada",
                "pushdown: required",
                "*/",
                "select id, exp(id) as large from raw.orders where id in (1, 19998)");
        assertThat(cli.run(1, "feat.large").error("feat.large")).contains("out of range");
    }

    @Test
    void aPlanSaysWhereQueriesAreComputedAndWhyNot() {
        Folder project = withModels(project("inside"))
                .file("assets/feat/listed.sql", "select customer,", "  list(id) as ids from raw.orders group by 1")
                .file("assets/lake/days.sql", "select date '2024-01-01' as day")
                .file("assets/feat/mixed.sql", "select * from raw.orders join lake.days on ts = day");
        Cli cli = project.cli();
        assertThat(cli.succeed("plan"))
                .contains("mart.customers: where it is computed is decided when its inputs are made");
        cli.run("raw.orders", "lake.days");

        assertThat(cli.succeed("plan"))
                .contains("mart.customers: computed in 'warehouse'")
                .contains("feat.listed: computed by the engine. assets/feat/listed.sql:2:3: ")
                .contains("feat.mixed: computed by the engine. assets/feat/mixed.sql:1:1: inputs: They live in"
                        + " 'warehouse' and in the lake, and not in one database.");
        String json = cli.succeed("plan", "--format", "json", "feat.listed");
        assertThat(json)
                .contains("\"computed_in\" : null", "\"file\" : \"assets/feat/listed.sql\"", "\"line\" : 2")
                .contains("\"column\" : 3", "\"what\" : \"list\"", "No aggregate of PostgreSQL is known");
        assertThat(cli.succeed("check")).contains("ok: ");

        project.file(
                "assets/feat/listed.sql",
                "/* levada",
                "pushdown: required",
                "*/",
                "select customer, list(id) as ids from raw.orders group by 1");
        for (String command : List.of("check", "plan", "run")) {
            assertThat(cli.end(2, command).err())
                    .contains("assets/feat/listed.sql:4:18: error: feat.listed: pushdown is required, and the query"
                            + " cannot be computed in the database of its inputs: list");
        }
        project.file("assets/feat/listed.sql", "/* levada", "pushdown: required", "*/", "select * from lake.days");
        assertThat(cli.end(2, "check").err())
                .contains(
                        "assets/feat/listed.sql:4:1: error: ", "They do not live in a database that computes queries.");
        project.file("assets/feat/listed.sql", "/* levada", "pushdown: off", "*/", "select customer from raw.orders");
        assertThat(cli.succeed("plan", "feat.listed"))
                .contains("feat.listed: computed by the engine. assets/feat/listed.sql:4:1: pushdown: It is off.");
    }

    @Test
    void aKilledRunIsGoneOnWith() throws IOException {
        Folder project = withModels(project("inside"));
        Cli cli = project.cli();
        cli.run("raw.orders");
        try (Child child = Child.crashing("mid-produce@mart.customers", project.path(), "run", "mart.customers")) {
            child.out();
            assertThat(child.code()).isEqualTo(137);
        }
        Cli.Report report = cli.run("mart.customers");
        List<JsonNode> rows = cli.rows("mart.customers");

        assertThat(report.asset("mart.customers").required("computed_in").asText())
                .isEqualTo("warehouse");
        assertThat(warehouse.strays(database + "_inside")).isEmpty();
        cli.run("--full", "mart.customers");
        assertThat(rows).isNotEmpty().isEqualTo(cli.rows("mart.customers"));
    }
}
