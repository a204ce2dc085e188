package dev.levada.connector.jdbc.mysql;

import dev.levada.connector.jdbc.Order;
import dev.levada.connector.jdbc.Relation;
import dev.levada.connector.jdbc.Session;
import dev.levada.connector.jdbc.Sessions;
import dev.levada.connector.jdbc.Splitting;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Tables of InnoDB are read in parts by several sessions that see the same moment: a lock keeps writers of the table away
 * for as long as it takes all of them to begin their transactions.
 */
final class MysqlSplitting implements Splitting {
    private static final Set<String> WHOLE = Set.of("tinyint", "smallint", "mediumint", "int", "bigint");
    private static final String SNAPSHOT = "start transaction with consistent snapshot, read only";

    @Override
    public Size size(Connection connection, Relation table) throws SQLException {
        String sql =
                "select table_rows, engine from information_schema.tables where table_schema = ? and table_name = ?";
        try (PreparedStatement statement = asking(connection, sql, table);
                ResultSet row = statement.executeQuery()) {
            boolean shows = row.next() && "InnoDB".equalsIgnoreCase(row.getString(2));
            return new Size(shows ? row.getLong(1) : 0, key(connection, table));
        }
    }

    private static Optional<String> key(Connection connection, Relation table) throws SQLException {
        String sql = "select column_name, data_type from information_schema.columns where table_schema = ?"
                + " and table_name = ? and column_key = 'PRI'";
        try (PreparedStatement statement = asking(connection, sql, table);
                ResultSet rows = statement.executeQuery()) {
            List<String> columns = new ArrayList<>();
            boolean whole = true;
            while (rows.next()) {
                columns.add(rows.getString(1));
                whole &= WHOLE.contains(rows.getString(2).toLowerCase(Locale.ROOT));
            }
            return columns.size() == 1 && whole ? Optional.of(columns.get(0)) : Optional.empty();
        }
    }

    private static PreparedStatement asking(Connection connection, String sql, Relation table) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setString(1, table.schema());
        statement.setString(2, table.table());
        return statement;
    }

    @Override
    public Optional<String> obstacle(Connection connection, Relation table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("show grants for current_user()")) {
            while (rows.next()) {
                if (Grant.parse(rows.getString(1))
                        .filter(grant -> grant.locks(table.schema()))
                        .isPresent()) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of("several sessions see the same moment only if the user may lock the table while they begin"
                + " (grant lock tables on " + table.schema() + ".* to the user).");
    }

    @Override
    public String sample(Relation table, String column, Order order, double share) {
        return "select " + order.shown(column) + " from (select " + column + " from " + table.sql()
                + " where rand(7) < " + String.format(Locale.ROOT, "%.12f", share) + ") q where " + column
                + " is not null order by " + column;
    }

    /** One session holds the lock, which it would lose by a transaction of its own, and is free again afterwards. */
    @Override
    public View begin(Sessions sessions, String table, int wanted) throws SQLException {
        if (sessions.most() == 1) {
            return new MysqlView(begun(sessions.take(1, 1)));
        }
        List<Session> taken = sessions.take(2, wanted + 1);
        Session locking = taken.get(0);
        List<Session> seeing = taken.subList(1, taken.size());
        try {
            execute(locking, "lock tables " + table + " read");
            begun(seeing);
            execute(locking, "unlock tables");
            locking.close();
            return new MysqlView(seeing);
        } catch (SQLException | RuntimeException e) {
            taken.forEach(Session::abandon);
            throw e;
        }
    }

    private static List<Session> begun(List<Session> sessions) throws SQLException {
        try {
            for (Session session : sessions) {
                execute(session, SNAPSHOT);
            }
            return sessions;
        } catch (SQLException | RuntimeException e) {
            sessions.forEach(Session::abandon);
            throw e;
        }
    }

    private static void execute(Session session, String sql) throws SQLException {
        try (Statement statement = session.connection().createStatement()) {
            statement.execute(sql);
        }
    }
}
