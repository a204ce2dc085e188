package dev.levada.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.cli.Invocation;
import dev.levada.testing.net.Fault;
import dev.levada.testing.net.Fault.Cut;
import dev.levada.testing.net.Fault.Direction;
import dev.levada.testing.net.Fault.Stall;
import dev.levada.testing.net.TroubledWire;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A PostgreSQL database on its way into the lake, through a network that cuts and hangs. */
@Timeout(600)
class PostgresqlFaultsTest {
    private static final int NEW_ROWS = 40;
    private static final int CUTS = 8;

    @TempDir
    Path folder;

    private EmbeddedPostgres server;
    private TroubledWire wire;
    private Cli cli;
    private int rows;

    @BeforeEach
    void start() throws IOException, SQLException {
        server = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
        wire = TroubledWire.to(server.getPort());
        cli = new Folder(folder)
                .file(
                        "levada.yml",
                        "name: test",
                        "connections:",
                        "  crm: {type: postgres, host: localhost, port: " + wire.port() + ", database: postgres,",
                        "    user: postgres, max_connections: 1, read_timeout: 1 second, sslmode: disable}")
                .file(
                        "assets/raw/events.yml",
                        "extract: {from: crm, table: events, cursor: seen, lag: 5, columns: [seen, note], filter: not gone}",
                        "write: {mode: append}")
                .cli();
        execute("create table events (seen int, note text, gone boolean default false)");
        add();
        cli.run().demandBalance();
    }

    @AfterEach
    void stop() throws IOException {
        wire.close();
        server.close();
    }

    @Test
    void whereverAReadIsCutTheNextRunEndsWithExactlyTheRows() throws SQLException {
        wire.calm();
        add();
        cli.run().demandBalance();
        long received = wire.passed(Direction.TO_CLIENT) / wire.connections();
        int failed = 0;
        for (int i = 0; i < CUTS; i++) {
            long after = received * i / CUTS + i;
            boolean once = i % 2 == 0;
            add();
            wire.trouble(connection -> connection == 0 || !once ? cut(after) : List.of());
            Invocation cut = cli.execute("run");
            assertThat(cut.code()).as(cut.out() + cut.err()).isIn(0, 3);
            failed += cut.code() == 0 ? 0 : 1;
            wire.calm();
            cli.run();
            demandExactly();
        }
        assertThat(failed).isPositive();
    }

    private static List<Fault> cut(long after) {
        return List.of(new Cut(Direction.TO_CLIENT, after));
    }

    @Test
    void aServerThatHangsEndsTheRunInATimeout() throws SQLException {
        wire.calm();
        add();
        cli.run().demandBalance();
        long received = wire.passed(Direction.TO_CLIENT) / wire.connections();
        add();
        wire.trouble(connection -> List.of(new Stall(Direction.TO_CLIENT, received * 2 / 3)));
        Invocation hung = cli.end(3, "run");
        assertThat(hung.out() + hung.err())
                .contains("was silent for longer than")
                .contains("`read_timeout`");
        wire.calm();
        cli.run().demandBalance();
        demandExactly();
    }

    /** Some rows lie as far back as the lag goes, some share values, and some are not wanted. */
    private void add() throws SQLException {
        execute("insert into events select greatest(0, " + rows + " + i - i % 6), 'note ' || i"
                + " from generate_series(1, " + NEW_ROWS + ") i");
        execute("insert into events select " + rows + ", 'gone', true from generate_series(1, 10) i");
        rows += NEW_ROWS;
    }

    private void demandExactly() throws SQLException {
        assertThat(cli.number("select count(*) from raw.events")).isEqualTo(rows);
        assertThat(cli.number("select sum(seen) from raw.events")).isEqualTo(sum());
        assertThat(cli.number("select count(*) from raw.events where note = 'gone'"))
                .isZero();
    }

    private long sum() throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery("select sum(seen) from events where not gone")) {
            row.next();
            return row.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
