package dev.levada.connector.jdbc.sqlserver;

import com.microsoft.sqlserver.jdbc.SQLServerDriver;
import dev.levada.connector.jdbc.Field;
import dev.levada.connector.jdbc.server.Encryption;
import dev.levada.connector.jdbc.server.Fields;
import dev.levada.connector.jdbc.server.Login;
import dev.levada.connector.jdbc.server.Reason;
import dev.levada.connector.jdbc.server.ServerDialect;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/**
 * SQL Server. Transactions see the data of one moment if the database allows snapshot isolation; if not, each statement
 * sees what was committed when it came by.
 */
final class SqlServerDialect extends ServerDialect {
    static final String RELATIONS = "select table_schema, table_name, table_type from information_schema.tables"
            + " order by table_schema, table_name";
    static final String ALLOWS_SNAPSHOTS = "select snapshot_isolation_state from sys.databases where name = db_name()";

    private static final Map<Integer, Reason> REASONS = Map.ofEntries(
            Map.entry(229, Reason.PRIVILEGE),
            Map.entry(230, Reason.PRIVILEGE),
            Map.entry(208, Reason.QUERY),
            Map.entry(207, Reason.QUERY),
            Map.entry(916, Reason.PRIVILEGE),
            Map.entry(1205, Reason.BUSY),
            Map.entry(1222, Reason.BUSY),
            Map.entry(3961, Reason.CHANGED),
            Map.entry(4060, Reason.NOT_FOUND),
            Map.entry(10_928, Reason.BUSY),
            Map.entry(10_929, Reason.BUSY),
            Map.entry(18_456, Reason.LOGIN),
            Map.entry(40_197, Reason.BUSY),
            Map.entry(40_501, Reason.BUSY),
            Map.entry(40_613, Reason.UNREACHABLE));

    SqlServerDialect(Login login) {
        super(login);
    }

    @Override
    public Connection open() throws SQLException {
        return connect(new SQLServerDriver(), url(), login().properties(ours()));
    }

    String url() {
        return "jdbc:sqlserver://" + login().host().replaceAll("[\\[\\]]", "") + ":" + login().port();
    }

    Map<String, String> ours() {
        Encryption encryption = Encryption.of(login());
        return Map.of(
                "databaseName",
                login().settings().text("database"),
                "encrypt",
                encryption == Encryption.DISABLE ? "false" : "true",
                "trustServerCertificate",
                encryption == Encryption.REQUIRE ? "true" : "false",
                "loginTimeout",
                String.valueOf(Math.max(1, login().connectTimeout().toSeconds())),
                "applicationName",
                "levada",
                "responseBuffering",
                "adaptive",
                "selectMethod",
                "direct");
    }

    @Override
    protected void setUp(Connection connection) throws SQLException {
        String isolation = allowsSnapshots(connection) ? "snapshot" : "read committed";
        run(connection, List.of("set transaction isolation level " + isolation));
    }

    private static boolean allowsSnapshots(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(ALLOWS_SNAPSHOTS)) {
            return row.next() && row.getInt(1) == 1;
        }
    }

    @Override
    public List<String> notices(Connection connection) throws SQLException {
        return allowsSnapshots(connection)
                ? List.of()
                : List.of("what others write while connection '" + name() + "' is read may be seen in part, as its"
                        + " database does not allow snapshots (alter database ... set allow_snapshot_isolation on).");
    }

    @Override
    protected String relationsSql() {
        return RELATIONS;
    }

    @Override
    public String quoted(String name) {
        return '[' + name.replace("]", "]]") + ']';
    }

    @Override
    protected Field field(ResultSetMetaData result, int i) throws SQLException {
        String name = result.getColumnLabel(i);
        return SqlServerTypes.field(
                new Fields(name, quoted(name)),
                result.getColumnTypeName(i),
                result.getPrecision(i),
                result.getScale(i));
    }

    @Override
    protected Map<Integer, Reason> reasons() {
        return REASONS;
    }
}
