package dev.levada.connector.jdbc.generic;

import dev.levada.api.cursor.CursorValue;
import dev.levada.connector.jdbc.Field;
import dev.levada.connector.jdbc.Relation;
import dev.levada.connector.jdbc.server.Fields;
import dev.levada.connector.jdbc.server.Login;
import dev.levada.connector.jdbc.server.Reason;
import dev.levada.connector.jdbc.server.ServerDialect;
import java.sql.Connection;
import java.sql.Date;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What any driver offers: its own catalog, quotes and isolation. */
final class GenericDialect extends ServerDialect {
    private static final String[] KINDS = {"TABLE", "BASE TABLE", "VIEW", "MATERIALIZED VIEW", "PARTITIONED TABLE"};

    private final Driver driver;
    private volatile String quote = "\"";

    GenericDialect(Login login, Driver driver) {
        super(login);
        this.driver = driver;
    }

    @Override
    public Connection open() throws SQLException {
        return connect(driver, login().settings().text("url"), login().properties(Map.of()));
    }

    /** The strongest isolation below locking all that is read. */
    @Override
    protected void setUp(Connection connection) throws SQLException {
        super.setUp(connection);
        quote = connection.getMetaData().getIdentifierQuoteString().strip();
        if (connection.getMetaData().supportsTransactionIsolationLevel(Connection.TRANSACTION_REPEATABLE_READ)) {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        }
    }

    @Override
    public String quoted(String name) {
        return quote.isEmpty() ? name : quote + name.replace(quote, quote + quote) + quote;
    }

    @Override
    public List<Relation> relations(Connection connection) throws SQLException {
        @Nullable String usual = connection.getSchema();
        List<Relation> relations = new ArrayList<>();
        try (ResultSet rows = connection.getMetaData().getTables(connection.getCatalog(), null, "%", KINDS)) {
            while (rows.next()) {
                @Nullable String schema = rows.getString("TABLE_SCHEM");
                relations.add(relation(schema, rows.getString("TABLE_NAME"), rows.getString("TABLE_TYPE"), usual));
            }
        }
        relations.sort(Comparator.comparing(Relation::name));
        return relations;
    }

    private Relation relation(@Nullable String schema, String table, String kind, @Nullable String usual) {
        boolean isPlain = schema == null || schema.equals(usual);
        return new Relation(
                schema == null ? "" : schema,
                table,
                isPlain ? table : schema + "." + table,
                schema == null ? quoted(table) : quoted(schema) + "." + quoted(table),
                Relation.Kind.of(kind));
    }

    @Override
    protected String relationsSql() {
        throw new UnsupportedOperationException("the driver lists the tables");
    }

    @Override
    protected Field field(ResultSetMetaData result, int i) throws SQLException {
        String name = result.getColumnLabel(i);
        return GenericTypes.field(
                new Fields(name, quoted(name)),
                result.getColumnType(i),
                result.getPrecision(i),
                result.getScale(i),
                result.isSigned(i));
    }

    /** Dates and times as such: not every database compares them with text. */
    @Override
    public void bind(PreparedStatement statement, int index, CursorValue value) throws SQLException {
        try {
            switch (value.type()) {
                case "date" -> statement.setDate(index, Date.valueOf(value.text()));
                case "timestamp" -> statement.setTimestamp(index, Timestamp.valueOf(value.text()));
                default -> super.bind(statement, index, value);
            }
        } catch (IllegalArgumentException e) {
            throw new SQLException("'" + value + "' is no " + value.type(), "22007", e);
        }
    }

    @Override
    protected Map<Integer, Reason> reasons() {
        return Map.of();
    }
}
