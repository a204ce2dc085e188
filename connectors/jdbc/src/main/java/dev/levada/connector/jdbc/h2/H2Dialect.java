package dev.levada.connector.jdbc.h2;

import dev.levada.connector.jdbc.Field;
import dev.levada.connector.jdbc.server.Fields;
import dev.levada.connector.jdbc.server.Login;
import dev.levada.connector.jdbc.server.Reason;
import dev.levada.connector.jdbc.server.ServerDialect;
import java.sql.Connection;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.h2.Driver;

/** H2. Its rows are made as they are read, in transactions that see the data of one moment. */
final class H2Dialect extends ServerDialect {
    private static final String RELATIONS = "select table_schema, table_name, table_type from information_schema.tables"
            + " where table_schema <> 'INFORMATION_SCHEMA' order by table_schema, table_name";

    private static final List<String> SET_UP = List.of(
            "set time zone 'UTC'",
            "set lazy_query_execution 1",
            "set session characteristics as transaction isolation level snapshot");

    private static final Map<Integer, Reason> REASONS = Map.of(
            28_000, Reason.LOGIN,
            50_200, Reason.BUSY,
            57_014, Reason.TIMEOUT,
            90_013, Reason.NOT_FOUND,
            90_020, Reason.BUSY,
            90_067, Reason.UNREACHABLE,
            90_096, Reason.PRIVILEGE,
            90_121, Reason.UNREACHABLE,
            90_146, Reason.NOT_FOUND);

    private final String url;

    H2Dialect(Login login, String url) {
        super(login);
        this.url = url;
    }

    @Override
    public Connection open() throws SQLException {
        return connect(new Driver(), url, login().properties(Map.of()));
    }

    @Override
    public boolean keepsConnections() {
        return false; // a file that nobody reads can be replaced
    }

    @Override
    protected void setUp(Connection connection) throws SQLException {
        run(connection, SET_UP);
    }

    @Override
    protected String relationsSql() {
        return RELATIONS;
    }

    @Override
    protected Field field(ResultSetMetaData result, int i) throws SQLException {
        String name = result.getColumnLabel(i);
        return H2Types.field(
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
