package dev.levada.connector.jdbc.oracle;

import dev.levada.connector.jdbc.Field;
import dev.levada.connector.jdbc.Splitting;
import dev.levada.connector.jdbc.server.Fields;
import dev.levada.connector.jdbc.server.Login;
import dev.levada.connector.jdbc.server.Reason;
import dev.levada.connector.jdbc.server.ServerDialect;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Oracle. Its transactions are made ones that only read, and so see the data of one moment. */
final class OracleDialect extends ServerDialect {
    static final String RELATIONS = "select owner, table_name, 'TABLE' as kind from all_tables"
            + " where owner not in (select username from all_users where oracle_maintained = 'Y') and nested = 'NO'"
            + " union all select owner, view_name, 'VIEW' from all_views"
            + " where owner not in (select username from all_users where oracle_maintained = 'Y') order by 1, 2";

    private static final Map<Integer, Reason> REASONS = Map.ofEntries(
            Map.entry(54, Reason.BUSY),
            Map.entry(60, Reason.BUSY),
            Map.entry(942, Reason.PRIVILEGE),
            Map.entry(1013, Reason.TIMEOUT),
            Map.entry(1017, Reason.LOGIN),
            Map.entry(1031, Reason.PRIVILEGE),
            Map.entry(1033, Reason.UNREACHABLE),
            Map.entry(1034, Reason.UNREACHABLE),
            Map.entry(1466, Reason.CHANGED),
            Map.entry(1555, Reason.CHANGED),
            Map.entry(3113, Reason.UNREACHABLE),
            Map.entry(12_505, Reason.NOT_FOUND),
            Map.entry(12_514, Reason.NOT_FOUND),
            Map.entry(12_541, Reason.UNREACHABLE),
            Map.entry(17_002, Reason.UNREACHABLE),
            Map.entry(28_000, Reason.LOGIN));

    private final Driver driver;

    OracleDialect(Login login, Driver driver) {
        super(login);
        this.driver = driver;
    }

    @Override
    public Connection open() throws SQLException {
        return connect(driver, login().settings().text("url"), login().properties(ours()));
    }

    Map<String, String> ours() {
        String milliseconds = String.valueOf(login().connectTimeout().toMillis());
        return Map.of(
                "oracle.net.CONNECT_TIMEOUT",
                milliseconds,
                "oracle.jdbc.loginTimeout",
                String.valueOf(Math.max(1, login().connectTimeout().toSeconds())),
                "oracle.jdbc.defaultLobPrefetchSize",
                "32768");
    }

    @Override
    protected void setUp(Connection connection) throws SQLException {
        run(connection, List.of("alter session set time_zone = 'UTC'"));
    }

    /** The reading of one moment ends with its transaction, so that each begins anew. */
    @Override
    public void begin(Connection connection) throws SQLException {
        run(connection, List.of("set transaction read only"));
    }

    @Override
    protected String relationsSql() {
        return RELATIONS;
    }

    @Override
    protected Field field(ResultSetMetaData result, int i) throws SQLException {
        String name = result.getColumnLabel(i);
        return OracleTypes.field(
                new Fields(name, quoted(name)),
                result.getColumnTypeName(i),
                result.getPrecision(i),
                result.getScale(i));
    }

    @Override
    public Optional<Splitting> splitting() {
        return Optional.of(new OracleSplitting());
    }

    @Override
    protected Map<Integer, Reason> reasons() {
        return REASONS;
    }
}
