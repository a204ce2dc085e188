package dev.levada.connector.jdbc;

import dev.levada.api.sql.Moments;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** How a database's tables are read in several parts at once, by ranges of a column, all as of one moment. */
public interface Splitting {

    /** What is known of a table before it is read. @param key the column of a primary key of one whole number */
    record Size(long rows, Optional<String> key) {}

    /** About how many rows a table has; 0 if it should not be read in parts. */
    Size size(Connection connection, Relation table) throws SQLException;

    /** Why this user's reads cannot have parts; empty if they can. */
    Optional<String> obstacle(Connection connection, Relation table) throws SQLException;

    /**
     * A statement that gives some of a column's values in their order, the same ones whenever it is asked.
     *
     * @param order how the values are compared and shown
     * @param share how many of the rows it looks at, above 0 and at most 1
     */
    String sample(Relation table, String column, Order order, double share);

    /** Begins a moment that sessions can see. @param wanted how many of them, at most */
    View begin(Sessions sessions, String table, int wanted) throws SQLException;

    /** A moment that several sessions see. */
    interface View extends Moments.Moment {

        /** A session that sees the moment; to be closed or abandoned by whoever takes it. */
        Session session() throws SQLException;

        /** What stands behind the table's name in SQL, so that it shows the moment. */
        String suffix();
    }
}
