package dev.levada.connector.jdbc;

import dev.levada.api.Column;
import dev.levada.api.LevadaException;
import dev.levada.api.Type;
import dev.levada.api.cursor.Cursor;
import dev.levada.api.cursor.CursorValue;
import dev.levada.api.cursor.RowDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one kind of database does in its own way. */
interface Dialect {

    /** Opens a connection that cannot write, in a transaction that sees the data of one moment. */
    Connection open() throws SQLException;

    /** The user's tables and views, sorted by name. */
    List<Relation> relations(Connection connection) throws SQLException;

    /** A name as it stands in SQL. */
    String quoted(String name);

    /** The columns of a query that was prepared but not run, with the types the database declares. */
    List<Column> declared(PreparedStatement query) throws SQLException;

    /** The type in which a reader delivers a column that is declared so. */
    Type delivered(Type declared);

    /** How a column of that delivered type is copied. */
    Cell cell(Type delivered);

    /** A text that changes whenever the content does; null if the database cannot tell. */
    @Nullable
    String version();

    /** A value of a cursor; empty for null. @param column counted from 1 */
    Optional<CursorValue> value(ResultSet from, int column) throws SQLException;

    /** Sets a parameter, counted from 1, to a value that this database gave or that {@link #typed} made. */
    void bind(PreparedStatement statement, int index, CursorValue value) throws SQLException;

    /** A value of a cursor as the project spells it. @param type the type of the column's values; empty if it has none */
    CursorValue typed(Cursor cursor, String written, Type declared, Optional<String> type);

    /** @throws LevadaException if the values of a cursor have no order in which rows could arrive */
    void demandOrder(Cursor cursor, Type declared, CursorValue least, CursorValue greatest);

    /** Adds a value, exactly as it is stored, to the digest of its row. @param column counted from 1 */
    void digest(ResultSet from, int column, RowDigest digest) throws SQLException;

    /**
     * A failure as the user should see it, without any secret.
     *
     * @param what what was tried, as the beginning of a sentence
     */
    LevadaException failure(String what, SQLException cause);
}
