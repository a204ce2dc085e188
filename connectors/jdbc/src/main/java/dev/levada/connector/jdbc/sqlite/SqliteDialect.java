package dev.levada.connector.jdbc.sqlite;

import dev.levada.api.Blame;
import dev.levada.api.Column;
import dev.levada.api.LevadaException;
import dev.levada.api.Type;
import dev.levada.api.Type.Primitive;
import dev.levada.api.cursor.CursorValue;
import dev.levada.api.cursor.RowDigest;
import dev.levada.connector.jdbc.Dialect;
import dev.levada.connector.jdbc.Field;
import dev.levada.connector.jdbc.Relation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteException;
import org.sqlite.core.CoreStatement;
import org.sqlite.core.DB;
import org.sqlite.core.SafeStmtPtr;

/**
 * SQLite. Its columns hold values of any kind, whatever they are declared as, so each column is delivered as text, just
 * as it is stored, or as bytes if it is declared so; the declared type is only suggested. See {@link SqliteTypes} and
 * {@link SqliteCells}.
 */
record SqliteDialect(String name, Path file) implements Dialect {
    private static final int BUSY_MILLISECONDS = 30_000;
    private static final int CHANGE_COUNTER = 24;

    @Override
    public Connection open() throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(BUSY_MILLISECONDS);
        Connection connection = config.createConnection("jdbc:sqlite:" + file.toUri() + "?mode=ro");
        connection.setAutoCommit(false);
        return connection;
    }

    @Override
    public List<Relation> relations(Connection connection) throws SQLException {
        List<Relation> relations = new ArrayList<>();
        String sql = "select name, type from sqlite_schema where type in ('table', 'view')"
                + " and name not like 'sqlite\\_%' escape '\\' order by name";
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                String table = rows.getString(1);
                relations.add(new Relation("", table, table, quoted(table), Relation.Kind.of(rows.getString(2))));
            }
        }
        return relations;
    }

    @Override
    public String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    @Override
    public List<Field> fields(PreparedStatement query) throws SQLException {
        SafeStmtPtr prepared = ((CoreStatement) query).pointer;
        int count = prepared.safeRunInt(DB::column_count);
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int column = i;
            String name = prepared.safeRun((database, statement) -> database.column_name(statement, column));
            fields.add(field(name, SqliteTypes.of(declaration(prepared, column))));
        }
        return fields;
    }

    private Field field(String name, Type declared) {
        boolean bytes = declared == Primitive.BLOB;
        boolean ordered = !bytes && declared != Primitive.BOOLEAN;
        return new Field(
                new Column(name, declared),
                bytes ? Primitive.BLOB : Primitive.VARCHAR,
                quoted(name),
                bytes ? SqliteCells::copyBytes : SqliteCells::copyText,
                ordered ? Optional.of(new SqliteOrder(declared)) : Optional.empty());
    }

    /** The declaration as written; JDBC's metadata takes an expression, which has none, for a NUMERIC column. */
    private static @Nullable String declaration(SafeStmtPtr prepared, int column) throws SQLException {
        return prepared.<@Nullable String, SQLException>safeRun(
                (database, statement) -> database.column_decltype(statement, column));
    }

    @Override
    public boolean keepsConnections() {
        return false;
    }

    @Override
    public void bind(PreparedStatement statement, int index, CursorValue value) throws SQLException {
        SqliteOrder.bind(statement, index, value);
    }

    @Override
    public void digest(ResultSet from, int column, RowDigest digest) throws SQLException {
        SqliteOrder.digest(from, column, digest);
    }

    @Override
    public boolean isPassing(SQLException failure) {
        return false; // the driver itself waits while others write
    }

    /** Size, time and change counter of the file, and the same of its log of writes that are not in it yet. */
    @Override
    public String version() {
        try {
            Path log = file.resolveSibling(file.getFileName() + "-wal");
            String logged = Files.exists(log) && Files.size(log) > 0 ? stamp(log) : "-";
            return stamp(file) + " " + changeCounter() + " " + logged;
        } catch (IOException e) {
            throw LevadaException.retryable(
                    "source.unreadable",
                    Blame.OUTSIDE,
                    "Connection '" + name + "': cannot read " + file + ": " + e.getMessage(),
                    e);
        }
    }

    private static String stamp(Path path) throws IOException {
        return Files.size(path) + " " + Files.getLastModifiedTime(path).toInstant();
    }

    private int changeCounter() throws IOException {
        ByteBuffer counter = ByteBuffer.allocate(Integer.BYTES);
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            channel.position(CHANGE_COUNTER);
            while (counter.hasRemaining() && channel.read(counter) >= 0) {}
        }
        return counter.getInt(0);
    }

    @Override
    public LevadaException failure(String what, SQLException cause) {
        String said = String.valueOf(cause.getMessage()).replaceFirst("(?s)^\\[SQLITE_\\w+]\\s+[^(]*\\((.*)\\)$", "$1");
        String message = "Connection '" + name + "': " + what + ": " + said;
        String result = cause instanceof SQLiteException failure
                ? failure.getResultCode().name()
                : "";
        if (result.startsWith("SQLITE_BUSY") || result.startsWith("SQLITE_LOCKED")) {
            return LevadaException.retryable("source.busy", Blame.OUTSIDE, message, cause);
        }
        boolean asked =
                result.equals("SQLITE_ERROR") || result.equals("SQLITE_READONLY") || result.equals("SQLITE_AUTH");
        return asked
                ? new LevadaException("source.query", Blame.PROJECT, message, cause)
                : new LevadaException("source.unreadable", Blame.OUTSIDE, message + " (" + file + ")", cause);
    }
}
