package dev.levada.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.cli.Invocation;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real PostgreSQL database on its way into the lake. */
class PostgresqlTest {
    private static final String PASSWORD = "hunter2-of-the-database";

    @TempDir
    Path folder;

    @Test
    void tablesAreDiscoveredCheckedAndLoaded() throws IOException, SQLException {
        try (EmbeddedPostgres server =
                EmbeddedPostgres.builder().setServerConfig("fsync", "off").start()) {
            execute(
                    server,
                    "create schema sales",
                    "create table sales.orders (id bigint primary key, price numeric(10,2), placed timestamptz,"
                            + " tags text[], big numeric, paid boolean, note bytea, ref uuid, due date, at time)",
                    "insert into sales.orders select i, i / 100.0, timestamptz '2024-01-01Z' + i * interval '1 second',"
                            + " array['a', 'b' || i], 12345678901234567890.5, i % 2 = 0, '\\x00ff',"
                            + " '00000000-0000-0000-0000-000000000001', '2024-02-29', '12:34:56.5'"
                            + " from generate_series(1, 50000) i");
            Cli cli = project(server.getPort());

            assertThat(cli.succeed("discover", "crm")).contains("sales.orders");
            cli.succeed("check");
            assertThat(cli.run().status()).isEqualTo("done");
            assertThat(cli.query("select count(*) as n, sum(price)::varchar as s, count(distinct id) as d"
                            + " from raw.orders"))
                    .singleElement()
                    .hasToString("{\"n\":50000,\"s\":\"12500250.00\",\"d\":50000}");
            assertThat(cli.query("select placed::varchar as placed, tags[2] as tag, big::varchar as big, paid,"
                            + " hex(note) as note, ref::varchar as ref, due::varchar as due, \"at\"::varchar as at,"
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
                    .contains("12:34:56.5")
                    .contains("\"_source\":\"crm.sales.orders\"");
        }

        Invocation failed = new Cli(folder).with("PASSWORD", PASSWORD).end(3, "run", "--full", "-v");
        assertThat(failed.out() + failed.err())
                .contains("A server should answer at localhost:")
                .doesNotContain(PASSWORD);
    }

    private Cli project(int port) {
        return new Folder(folder)
                .file(
                        "levada.yml",
                        "name: test",
                        "connections:",
                        "  crm:",
                        "    type: postgres",
                        "    host: localhost",
                        "    port: " + port,
                        "    database: postgres",
                        "    user: postgres",
                        "    password: ${env:PASSWORD}")
                .file(
                        "assets/raw/orders.yml",
                        "extract: {from: crm, table: sales.orders}",
                        "columns: {tags: 'varchar[]', big: 'decimal(38,1)', id: {type: bigint, unique: true}}")
                .cli()
                .with("PASSWORD", PASSWORD);
    }

    private static void execute(EmbeddedPostgres server, String... statements) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
