package dev.levada.connector.jdbc.server;

import dev.levada.api.LevadaException;
import dev.levada.api.cursor.CursorValue;
import dev.levada.api.cursor.RowDigest;
import dev.levada.api.sql.SqlStates;
import dev.levada.api.table.Selection;
import dev.levada.connector.jdbc.Dialect;
import dev.levada.connector.jdbc.Field;
import dev.levada.connector.jdbc.Relation;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** What most databases do in the same way. */
public abstract class ServerDialect implements Dialect {
    private static final int ROWS_AT_ONCE = 500;

    private final Login login;

    protected ServerDialect(Login login) {
        this.login = login;
    }

    protected final Login login() {
        return login;
    }

    @Override
    public final String name() {
        return login.name();
    }

    /** Connects, and lets {@link #setUp} do the rest. */
    protected final Connection connect(Driver driver, String url, Properties properties) throws SQLException {
        @Nullable Connection connection = driver.connect(url, properties);
        if (connection == null) {
            throw new SQLException(
                    "the driver " + driver.getClass().getName() + " does not take this kind of `url`", "08001");
        }
        try {
            setUp(connection);
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** Makes a new session one that cannot write, and whose transactions see the data of one moment. */
    protected void setUp(Connection connection) throws SQLException {
        connection.setReadOnly(true);
    }

    protected static void run(Connection connection, List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Override
    public void prepare(Statement statement) throws SQLException {
        statement.setFetchSize(rowsAtOnce());
        statement.setQueryTimeout(login.statementSeconds());
    }

    /** How many rows the driver holds at once. */
    protected int rowsAtOnce() {
        return ROWS_AT_ONCE;
    }

    /** Lists tables and views: their schema, name, and what kind they are, in which views are called so. */
    protected abstract String relationsSql();

    /** The schema whose tables are named without it. */
    protected String usualSchema(Connection connection) throws SQLException {
        return Objects.requireNonNullElse(connection.getSchema(), "");
    }

    @Override
    public List<Relation> relations(Connection connection) throws SQLException {
        String usual = usualSchema(connection);
        List<Relation> own = new ArrayList<>();
        List<Relation> others = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(relationsSql())) {
            while (rows.next()) {
                String schema = rows.getString(1);
                boolean isOwn = schema.equals(usual);
                (isOwn ? own : others).add(relation(schema, rows.getString(2), rows.getString(3), isOwn));
            }
        }
        own.addAll(others);
        return own;
    }

    private Relation relation(String schema, String table, String kind, boolean isOwn) {
        String name = isOwn ? table : schema + "." + table;
        return new Relation(schema, table, name, quoted(schema) + "." + quoted(table), Relation.Kind.of(kind));
    }

    @Override
    public String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    @Override
    public List<Field> fields(PreparedStatement query) throws SQLException {
        @Nullable ResultSetMetaData result = query.getMetaData();
        List<Field> fields = new ArrayList<>();
        for (int i = 1; result != null && i <= result.getColumnCount(); i++) {
            if (result.getColumnLabel(i).isBlank()) {
                throw Selection.wrong(name(), "column " + i + " of the query has no name. Give it one with `as`.");
            }
            fields.add(field(result, i));
        }
        return fields;
    }

    /** A column of a result. @param i counted from 1 */
    protected abstract Field field(ResultSetMetaData result, int i) throws SQLException;

    @Override
    public @Nullable String version() {
        return null;
    }

    @Override
    public void bind(PreparedStatement statement, int index, CursorValue value) throws SQLException {
        TypedOrder.bind(statement, index, value);
    }

    @Override
    public void digest(ResultSet from, int column, RowDigest digest) throws SQLException {
        switch (from.getMetaData().getColumnType(column)) {
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> add(from.getBytes(column), digest);
            default -> {
                @Nullable String text = from.getString(column);
                if (text == null) {
                    digest.addNull();
                } else {
                    digest.add(1, text);
                }
            }
        }
    }

    private static void add(byte @Nullable [] bytes, RowDigest digest) {
        if (bytes == null) {
            digest.addNull();
        } else {
            digest.add(2, bytes);
        }
    }

    @Override
    public void abandon(Connection connection) throws SQLException {
        connection.abort(Runnable::run);
        connection.close();
    }

    /** The reasons that the database's own numbers stand for. */
    protected abstract Map<Integer, Reason> reasons();

    @Override
    public final boolean isPassing(SQLException failure) {
        Reason reason = reasons().get(failure.getErrorCode());
        return reason != null ? reason.isPassing() : SqlStates.isPassing(failure);
    }

    @Override
    public LevadaException failure(String what, SQLException cause) {
        return Reason.of(cause, reasons()).failure(use(), "Connection '" + name() + "': " + what, cause);
    }

    /** What the database is used for. */
    protected Reason.Use use() {
        return Reason.Use.SOURCE;
    }
}
