package dev.levada.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.cli.Invocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of a database that are read on by a cursor. */
class CursorTest {
    private static final String ROWS = "select count(*) from raw.orders";

    @TempDir
    Path folder;

    @BeforeEach
    void create() throws Exception {
        Files.createDirectories(folder.resolve("assets/raw"));
        Files.writeString(
                folder.resolve("levada.yml"), "name: orders\nconnections:\n  crm: {type: sqlite, path: crm.db}\n");
        database(
                "create table orders (id integer, at timestamp, amount integer)",
                "insert into orders values (1, '2024-01-01 10:00:00', 5), (2, '2024-01-01 11:00:00', 6)");
    }

    @Test
    void eachRunReadsOnAndPlanAndShowSayFromWhere() throws Exception {
        asset("cursor: at, lag: 1 hour", "mode: append");
        Cli cli = new Cli(folder);
        assertThat(cli.succeed("plan")).contains("crm: at from the beginning up to 2024-01-01 11:00:00");
        cli.run().demandBalance();
        assertThat(cli.run().status()).isEqualTo("unchanged");

        database(
                "insert into orders values (3, '2024-01-01 10:30:00', 7), (4, null, 8), (5, '2024-01-01 12:00:00', 9)");
        assertThat(cli.succeed("plan"))
                .contains("crm: at from 2024-01-01 10:00:00 up to 2024-01-01 12:00:00")
                .contains("rows without a value of the cursor 'at': 1");
        assertThat(cli.run().count("raw.orders", "rows_read")).isEqualTo(3);
        assertThat(cli.number(ROWS)).isEqualTo(5);
        assertThat(cli.succeed("show", "raw.orders"))
                .contains("up to at 2024-01-01 12:00:00; rows remembered by their content: 3");

        database("create table other (id integer)");
        assertThat(cli.run().status()).as("the file changed, the table did not").isEqualTo("unchanged");
        assertThat(cli.run("--full").count("raw.orders", "rows_read")).isEqualTo(5);
        assertThat(cli.run().status()).isEqualTo("unchanged");
        assertThat(cli.number(ROWS)).isEqualTo(5);
    }

    @Test
    void aKeyTakesInRowsThatChanged() throws Exception {
        asset("cursor: at, initial: 2024-01-01 10:30:00", "mode: upsert, key: id");
        Cli cli = new Cli(folder);
        cli.run().demandBalance();
        assertThat(cli.number(ROWS)).isEqualTo(1);
        database("update orders set amount = 60 where id = 2", "insert into orders values (3, '2024-01-02', 7)");
        cli.run().demandBalance();
        assertThat(cli.number(ROWS)).isEqualTo(2);
        assertThat(cli.number("select amount from raw.orders where id = 2")).isEqualTo(60);
    }

    @Test
    void aRowThatIsQuarantinedIsNotQuarantinedAgain() throws Exception {
        asset("cursor: at, lag: 1 day", "mode: upsert, key: id}\ncolumns: {amount: {max: 5}");
        Cli cli = new Cli(folder);
        cli.run().demandBalance();
        database("insert into orders values (3, '2024-01-01 12:00:00', 1)");
        cli.run().demandBalance();
        assertThat(cli.number(ROWS)).isEqualTo(2);
        assertThat(cli.quarantined("raw.orders")).hasSize(1);
    }

    @Test
    void checkFindsCursorsThatDoNotFit() throws Exception {
        asset("cursor: att", "mode: append");
        Invocation misspelled = new Cli(folder).execute("check");
        assertThat(misspelled.code()).isEqualTo(2);
        assertThat(misspelled.out() + misspelled.err())
                .contains("there is no column named 'att' among those that are read")
                .contains("Did you mean 'at'?");
        asset("cursor: at", "mode: overwrite");
        Invocation replaced = new Cli(folder).execute("check");
        assertThat(replaced.code()).isEqualTo(2);
        assertThat(replaced.out() + replaced.err()).contains("this mode takes the place of what was read before");
    }

    private void asset(String cursor, String write) throws IOException {
        Files.writeString(
                folder.resolve("assets/raw/orders.yml"),
                "extract: {from: crm, table: orders, " + cursor + "}\nwrite: {" + write + "}\n");
    }

    private void database(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("crm.db"));
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
