package dev.levada.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.cli.e2e.ReconcileProject.Comparison;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table compared with a real PostgreSQL database. */
class ReconcilePostgresqlTest {
    @TempDir
    Path folder;

    @Test
    void aTableIsComparedInTheTypesOfItsContract() throws IOException, SQLException {
        try (EmbeddedPostgres server =
                EmbeddedPostgres.builder().setServerConfig("fsync", "off").start()) {
            execute(
                    server,
                    "create table orders (shop int, id bigint, price numeric(10,2), placed timestamptz, tags text[],"
                            + " ratio double precision, note bytea, primary key (shop, id))",
                    "insert into orders select i % 7, i, i / 100.0, timestamptz '2024-01-01Z' + i * interval '1 second',"
                            + " array['a', 'b' || i], case when i % 5 = 0 then 'NaN' else i / 3.0 end, '\\x00ff'"
                            + " from generate_series(1, 5000) i");
            Cli cli = new Folder(folder)
                    .file(
                            "levada.yml",
                            "name: test",
                            "connections:",
                            "  crm: {type: postgres, host: localhost, port: " + server.getPort()
                                    + ", database: postgres, user: postgres, password: none}")
                    .file(
                            "assets/raw/orders.yml",
                            "extract: {from: crm, table: orders}",
                            "write: {mode: upsert, key: [shop, id]}",
                            "columns: {tags: 'varchar[]'}")
                    .cli();
            cli.run().demandBalance();
            Comparison agreed = ReconcileProject.compare(cli, "raw.orders", "--chunk-rows", "500");
            agreed.demandAgreement();
            assertThat(agreed.json().get("chunks")).hasSize(10);

            execute(
                    server,
                    "update orders set ratio = 1 where id = 4000",
                    "update orders set tags = array['a', null] where id = 4001",
                    "delete from orders where id = 4002",
                    "insert into orders (shop, id) values (0, 1)");
            Comparison found = ReconcileProject.compare(cli, "raw.orders", "--chunk-rows", "500");
            assertThat(found.keys())
                    .containsExactly(
                            "missing_in_table 0 1", "different 3 4000", "different 4 4001", "missing_at_source 5 4002");
            assertThat(found.values(1)).containsExactly("ratio 1.0 nan");
            assertThat(found.values(2)).containsExactly("tags [a, NULL] [a, b4001]");
        }
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
