package dev.levada.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.cli.Invocation;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Files on their way into the lake, from there into a database, and back. */
class WarehouseTest {
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

    private Folder project(TestInfo test) {
        database = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
        warehouse.make(database);
        return new Folder(path)
                .file(
                        "levada.yml",
                        "name: shop",
                        "connections:",
                        "  drops: {type: files, root: data}",
                        warehouse.connection(database))
                .file(
                        "data/orders.csv",
                        "id,customer,amount,at",
                        "1,ana,10.50,2024-01-01 10:00:00",
                        "2,rui,7.25,2024-01-02 11:00:00",
                        "3,ana,1.00,2024-01-02 12:00:00")
                .file(
                        "assets/raw/orders.yml",
                        "extract: {from: drops, files: orders.csv}",
                        "columns: {id: {type: bigint}, amount: {type: 'decimal(10,2)'}, at: {type: timestamp}}")
                .file(
                        "assets/mart/customers.sql",
                        "/* levada",
                        "store: warehouse",
                        "write: {mode: upsert, key: customer}",
                        "columns: {revenue: {max: 100}}",
                        "*/",
                        "select customer, sum(amount) as revenue, max(\"at\") as last, list(id order by id) as orders",
                        "from raw.orders group by 1")
                .file(
                        "assets/mart/daily.sql",
                        "/* levada",
                        "store: warehouse",
                        "time: {column: day, grain: day, start: 2024-01-01, end: 2024-01-04}",
                        "*/",
                        "select cast(\"at\" as date) as day, count(*) as orders from raw.orders",
                        "where \"at\" >= $interval_start and \"at\" < $interval_end group by 1")
                .file(
                        "assets/back/report.sql",
                        "select c.customer, revenue, c.orders[1] as first, d.orders as that_day",
                        "from mart.customers c join mart.daily d on d.day = cast(c.last as date)");
    }

    @Test
    void assetsLiveInADatabaseAndAreReadFromThere(TestInfo test) {
        Cli cli = project(test).cli();

        assertThat(cli.run().status()).isEqualTo("done");
        assertThat(warehouse.texts(database, "select customer || ' ' || revenue || ' ' || orders from mart.customers"))
                .containsExactlyInAnyOrder("ana 11.50 [1, 3]", "rui 7.25 [2]");
        assertThat(warehouse.texts(database, "select day || ' ' || orders from mart.daily order by 1"))
                .containsExactly("2024-01-01 1", "2024-01-02 2");
        assertThat(cli.query("select * from back.report order by customer"))
                .extracting(Object::toString)
                .containsExactly(
                        "{\"customer\":\"ana\",\"revenue\":11.5,\"first\":1,\"that_day\":2}",
                        "{\"customer\":\"rui\",\"revenue\":7.25,\"first\":2,\"that_day\":2}");
        assertThat(cli.run().status()).isEqualTo("unchanged");
        assertThat(warehouse.strays(database)).isEmpty();
    }

    @Test
    void changedInputsChangeWhatTheyMustAndBrokenRowsAreQuarantinedBeside(TestInfo test) {
        Folder project = project(test);
        Cli cli = project.cli();
        cli.run();
        project.file(
                "data/orders.csv",
                "id,customer,amount,at",
                "1,ana,10.50,2024-01-01 10:00:00",
                "2,rui,7.50,2024-01-02 11:00:00",
                "4,eva,500.00,2024-01-03 12:00:00");

        cli.run().demandBalance();
        assertThat(warehouse.texts(database, "select customer || ' ' || revenue from mart.customers"))
                .containsExactlyInAnyOrder("ana 10.50", "rui 7.50");
        assertThat(warehouse.texts(
                        database,
                        "select reasons::text || (record::json ->> 'customer') from mart__quarantine.customers"))
                .containsExactly("[\"revenue.max\"]eva");
        assertThat(warehouse.texts(database, "select day || ' ' || orders from mart.daily order by 1"))
                .containsExactly("2024-01-01 1", "2024-01-02 1", "2024-01-03 1");
        assertThat(cli.rows("back.report")).hasSize(2);

        String customers = "assets/mart/customers.sql";
        project.file(
                customers,
                "/* levada",
                "store: warehouse",
                "write: {mode: upsert, key: customer}",
                "columns: {revenue: {max: 1000}}",
                "*/",
                "select customer, sum(amount) as revenue, max(\"at\") as last, list(id order by id) as orders",
                "from raw.orders group by 1");
        cli.succeed("quarantine", "replay", "mart.customers");
        assertThat(warehouse.texts(database, "select count(*) from mart.customers"))
                .containsExactly("3");
        assertThat(warehouse.texts(database, "select count(*) from mart__quarantine.customers"))
                .containsExactly("0");
        assertThat(warehouse.strays(database)).isEmpty();
    }

    @Test
    void aTableIsMadeAnewWithWhatBelongedToIt(TestInfo test) {
        Cli cli = project(test).cli();
        cli.run();
        warehouse.run(
                database,
                "create index by_revenue on mart.customers (revenue)",
                "create view mart.best as select customer from mart.customers where revenue > 10");
        cli.run("--full", "mart.customers");

        assertThat(warehouse.texts(database, "select customer from mart.best")).containsExactly("ana");
        assertThat(warehouse.texts(database, "select indexname from pg_indexes where tablename = 'customers'"))
                .contains("by_revenue");
    }

    @Test
    void rowsThatOthersAddAreNoticed(TestInfo test) {
        Cli cli = project(test).cli();
        cli.run();
        warehouse.run(database, "insert into mart.customers (customer, revenue) values ('zoe', 1)");

        assertThat(cli.query("select customer from mart.customers where revenue = 1"))
                .hasSize(1);
        assertThat(cli.succeed("plan")).contains("back.report").contains("mart.customers");
        assertThat(cli.run().status()).isEqualTo("done");
        assertThat(cli.run().status()).isEqualTo("unchanged");
    }

    @Test
    void whatADatabaseDoesNotKeepIsRefusedInASentence(TestInfo test) {
        Cli cli = project(test).cli();
        cli.run();

        Invocation past = cli.execute("lake", "history", "mart.customers");
        assertThat(past.code()).isNotZero();
        assertThat(past.err()).contains("lives in a database");
    }
}
