package dev.levada.connector.jdbc.oracle;

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

/** Parts show a table as of the same change number of the database, by what Oracle keeps for undoing changes. */
final class OracleSplitting implements Splitting {
    static final String CHANGE_NUMBER = "select to_char(timestamp_to_scn(systimestamp)) from dual";
    static final String ROWS = "select num_rows from all_tables where owner = ? and table_name = ?";
    static final String KEY = "select c.column_name, t.data_type, t.data_scale from all_constraints k"
            + " join all_cons_columns c on c.owner = k.owner and c.constraint_name = k.constraint_name"
            + " join all_tab_columns t on t.owner = c.owner and t.table_name = c.table_name"
            + " and t.column_name = c.column_name"
            + " where k.constraint_type = 'P' and k.owner = ? and k.table_name = ?";

    /** A sample has less than the whole, and more than nothing. */
    private static final double MOST_PERCENT = 99.99;

    private static final double LEAST_PERCENT = 0.000001;

    @Override
    public Size size(Connection connection, Relation table) throws SQLException {
        try (PreparedStatement statement = asking(connection, ROWS, table);
                ResultSet row = statement.executeQuery()) {
            return new Size(row.next() ? row.getLong(1) : 0, key(connection, table));
        }
    }

    private static Optional<String> key(Connection connection, Relation table) throws SQLException {
        try (PreparedStatement statement = asking(connection, KEY, table);
                ResultSet rows = statement.executeQuery()) {
            List<String> columns = new ArrayList<>();
            boolean whole = true;
            while (rows.next()) {
                columns.add(rows.getString(1));
                whole &= rows.getString(2).equals("NUMBER") && rows.getInt(3) == 0 && !rows.wasNull();
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

    /** The right is asked for by preparing such a statement, which is not run. */
    @Override
    public Optional<String> obstacle(Connection connection, Relation table) {
        try (PreparedStatement statement = connection.prepareStatement(
                "select 1 from " + table.sql() + " as of scn timestamp_to_scn(systimestamp) where 1 = 0")) {
            statement.getMetaData();
            return Optional.empty();
        } catch (SQLException e) {
            return Optional.of(
                    "several sessions see the same moment only if the user may look back (grant flashback on "
                            + table.sql() + " to the user): "
                            + String.valueOf(e.getMessage()).strip());
        }
    }

    @Override
    public String sample(Relation table, String column, Order order, double share) {
        double percent = Math.max(LEAST_PERCENT, Math.min(MOST_PERCENT, share * 100));
        return "select " + order.shown(column) + " from (select " + column + " from " + table.sql() + " sample ("
                + String.format(Locale.ROOT, "%.6f", percent) + ") seed (7)) q where " + column
                + " is not null order by " + column;
    }

    @Override
    public View begin(Sessions sessions, String table, int wanted) throws SQLException {
        Session session = sessions.take();
        try (Statement statement = session.connection().createStatement();
                ResultSet row = statement.executeQuery(CHANGE_NUMBER)) {
            row.next();
            View view = new AsOf(sessions, row.getString(1));
            session.close();
            return view;
        } catch (SQLException | RuntimeException e) {
            session.abandon();
            throw e;
        }
    }

    /** The state of the database at a change number. */
    record AsOf(Sessions sessions, String changeNumber) implements View {

        @Override
        public Session session() throws SQLException {
            return sessions.take();
        }

        @Override
        public String suffix() {
            return " as of scn " + changeNumber;
        }

        @Override
        public void end() {
            // nothing is held
        }
    }
}
