package dev.levada.connector.jdbc;

import dev.levada.api.Column;
import dev.levada.api.LevadaException;
import dev.levada.api.Type;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
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

    /**
     * A failure as the user should see it, without any secret.
     *
     * @param what what was tried, as the beginning of a sentence
     */
    LevadaException failure(String what, SQLException cause);
}
