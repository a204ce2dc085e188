package dev.levada.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.cli.Invocation;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real H2 database on its way into the lake. */
class H2Test {
    private static final String PASSWORD = "hunter2-of-the-file";

    @TempDir
    Path folder;

    @Test
    void tablesAreDiscoveredCheckedLoadedAndReadOn() throws IOException, SQLException {
        execute(
                "create schema sales",
                "create table sales.orders (id bigint primary key, price numeric(10, 2), placed timestamp with time zone,"
                        + " tags varchar array, big numeric(60, 1), paid boolean, note varbinary, ref uuid, due date,"
                        + " slot time, fine timestamp(9))",
                "insert into sales.orders select x, x / 100.0, timestamp with time zone '2024-01-01 01:00:00+01:00'"
                        + " + x * interval '1' second, array['a', 'b' || x], 12345678901234567890.5, mod(x, 2) = 0, x'00ff',"
                        + " uuid '00000000-0000-0000-0000-000000000001', date '2024-02-29', time '12:34:56',"
                        + " timestamp '2024-01-01 00:00:00.123456789' from system_range(1, 5000)");
        Cli cli = project();

        assertThat(cli.succeed("discover", "crm")).contains("SALES.ORDERS");
        cli.succeed("check");
        assertThat(cli.run().count("raw.orders", "rows_read")).isEqualTo(5000);
        assertThat(cli.query("select placed::varchar as placed, tags[2] as tag, big::varchar as big, paid as paid,"
                        + " hex(note) as note, ref::varchar as ref, due::varchar as due, slot::varchar as slot, fine as fine,"
                        + " _source from raw.orders where id = 7"))
                .singleElement()
                .asString()
                .contains("2024-01-01 00:00:07")
                .contains("\"tag\":\"b7\"")
                .contains("\"big\":\"12345678901234567890.5\"")
                .contains("\"paid\":false")
                .contains("\"note\":\"00FF\"")
                .contains("00000000-0000-0000-0000-000000000001")
                .contains("\"due\":\"2024-02-29\"")
                .contains("12:34:56")
                .contains("\"fine\":\"2024-01-01 00:00:00.123456789\"")
                .contains("\"_source\":\"crm.sales.orders\"");
        assertThat(cli.run().status()).isEqualTo("unchanged");

        execute("insert into sales.orders (id, placed, price)"
                + " values (5001, timestamp with time zone '2024-06-01 00:00:00+00:00', 1)");
        assertThat(cli.run().count("raw.orders", "rows_read")).isEqualTo(1);
        assertThat(cli.number("select count(*) from raw.orders")).isEqualTo(5001);

        Invocation refused = cli.with("PASSWORD", "wrong").end(3, "run", "--full", "-v");
        assertThat(refused.out() + refused.err())
                .contains("Check `user` and `password`.")
                .doesNotContain(PASSWORD);
    }

    private Cli project() {
        return new Folder(folder)
                .file(
                        "levada.yml",
                        "name: test",
                        "connections:",
                        "  crm: {type: h2, path: crm.mv.db, user: sa, password: '${env:PASSWORD}'}")
                .file(
                        "assets/raw/orders.yml",
                        "extract: {from: crm, table: sales.orders, cursor: placed}",
                        "write: {mode: append}",
                        "columns: {tags: 'varchar[]', big: 'decimal(38,1)', id: {type: bigint, unique: true}}")
                .cli()
                .with("PASSWORD", PASSWORD);
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:h2:file:" + folder.resolve("crm"), "sa", PASSWORD);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
