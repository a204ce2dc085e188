package dev.levada.connector.jdbc.mysql;

import dev.levada.connector.jdbc.Field;
import dev.levada.connector.jdbc.Splitting;
import dev.levada.connector.jdbc.server.Encryption;
import dev.levada.connector.jdbc.server.Fields;
import dev.levada.connector.jdbc.server.Login;
import dev.levada.connector.jdbc.server.Reason;
import dev.levada.connector.jdbc.server.ServerDialect;
import java.sql.Connection;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.mariadb.jdbc.Driver;

/** MySQL and MariaDB. Values come as the text that the server writes, in sessions that are in UTC. */
class MysqlDialect extends ServerDialect {
    private static final String RELATIONS = "select table_schema, table_name, table_type from information_schema.tables"
            + " where table_schema not in ('information_schema', 'performance_schema', 'mysql', 'sys')"
            + " and table_type in ('BASE TABLE', 'VIEW', 'SYSTEM VERSIONED') order by table_schema, table_name";

    /** A reader that pauses while the engine writes is not cut off for it. */
    private static final List<String> SET_UP = List.of(
            "set session time_zone = '+00:00'",
            "set session net_write_timeout = 3600",
            "set session lock_wait_timeout = 30",
            "set session transaction isolation level repeatable read",
            "set session transaction read only");

    private static final Map<Integer, Reason> REASONS = Map.ofEntries(
            Map.entry(1040, Reason.BUSY),
            Map.entry(1044, Reason.PRIVILEGE),
            Map.entry(1045, Reason.LOGIN),
            Map.entry(1049, Reason.NOT_FOUND),
            Map.entry(1142, Reason.PRIVILEGE),
            Map.entry(1143, Reason.PRIVILEGE),
            Map.entry(1148, Reason.NO_FILES),
            Map.entry(1203, Reason.BUSY),
            Map.entry(1205, Reason.BUSY),
            Map.entry(1213, Reason.BUSY),
            Map.entry(1226, Reason.BUSY),
            Map.entry(1227, Reason.PRIVILEGE),
            Map.entry(1412, Reason.CHANGED),
            Map.entry(1419, Reason.NO_TRIGGERS),
            Map.entry(1969, Reason.TIMEOUT),
            Map.entry(3024, Reason.TIMEOUT),
            Map.entry(3948, Reason.NO_FILES),
            Map.entry(4166, Reason.NO_FILES));

    private static final int ROWS_AT_ONCE = 16;

    MysqlDialect(Login login) {
        super(login);
    }

    @Override
    public Connection open() throws SQLException {
        return open(Map.of());
    }

    /** @param more what the driver is told besides */
    final Connection open(Map<String, String> more) throws SQLException {
        Map<String, String> told = ours();
        told.putAll(more);
        String url = "jdbc:mariadb://" + login().host() + ":" + login().port() + "/"
                + login().settings().text("database");
        return connect(new Driver(), url, login().properties(told));
    }

    private Map<String, String> ours() {
        Map<String, String> ours = new HashMap<>(Map.of(
                "connectTimeout", String.valueOf(login().connectTimeout().toMillis()),
                "tinyInt1isBit", "false",
                "yearIsDateType", "false",
                "useServerPrepStmts", "false",
                "tcpKeepAlive", "true",
                "sslMode", sslMode()));
        login().file("sslrootcert").ifPresent(file -> ours.put("serverSslCert", file.toString()));
        return ours;
    }

    private String sslMode() {
        return switch (Encryption.of(login())) {
            case DISABLE -> "disable";
            case REQUIRE -> "trust";
            case VERIFY_FULL -> "verify-full";
        };
    }

    @Override
    protected void setUp(Connection connection) throws SQLException {
        run(connection, SET_UP);
    }

    /** All rows are on their way anyhow, so that it only matters how many large ones are held. */
    @Override
    protected int rowsAtOnce() {
        return ROWS_AT_ONCE;
    }

    @Override
    protected String relationsSql() {
        return RELATIONS;
    }

    @Override
    protected String usualSchema(Connection connection) throws SQLException {
        return Objects.requireNonNullElse(connection.getCatalog(), "");
    }

    @Override
    public String quoted(String name) {
        return '`' + name.replace("`", "``") + '`';
    }

    @Override
    protected Field field(ResultSetMetaData result, int i) throws SQLException {
        String name = result.getColumnLabel(i);
        return MysqlTypes.field(new Fields(name, quoted(name)), result, i);
    }

    @Override
    public Optional<Splitting> splitting() {
        return Optional.of(new MysqlSplitting());
    }

    @Override
    protected Map<Integer, Reason> reasons() {
        return REASONS;
    }
}
