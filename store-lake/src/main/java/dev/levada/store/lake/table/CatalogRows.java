package dev.levada.store.lake.table;

import dev.levada.project.AssetName;
import dev.levada.store.CrashPoint;
import dev.levada.store.Sqlite;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.jdbc.UncheckedSQLException;

/** The rows that say where each table's newest metadata is, for what Iceberg's own catalog asks one table at a time. */
public final class CatalogRows {
    /** Whatever is changed is on disk with the commit. */
    private static final Map<String, String> WRITING = Map.of("synchronous", "FULL", "transaction_mode", "IMMEDIATE");

    private static final String UPDATE = "UPDATE iceberg_tables SET metadata_location = ?,"
            + " previous_metadata_location = ? WHERE catalog_name = ? AND table_namespace = ? AND table_name = ?"
            + " AND metadata_location = ? AND (iceberg_type = 'TABLE' OR iceberg_type IS NULL)";
    private static final String INSERT = "INSERT OR IGNORE INTO iceberg_tables (metadata_location,"
            + " previous_metadata_location, catalog_name, table_namespace, table_name, iceberg_type)"
            + " VALUES (?, ?, ?, ?, ?, 'TABLE')";

    private final String uri;
    private final String catalog;

    /** @param uri of the database, without settings */
    public CatalogRows(String uri, String catalog) {
        this.uri = uri;
        this.catalog = catalog;
    }

    public Connection reading() throws SQLException {
        return Sqlite.reading(uri);
    }

    public Connection writing() throws SQLException {
        return Sqlite.shared(uri, WRITING);
    }

    /** Where the newest metadata of all tables are. */
    public Map<AssetName, String> locations() {
        Map<AssetName, String> locations = new TreeMap<>();
        try (Connection connection = reading();
                PreparedStatement statement = connection.prepareStatement("SELECT table_namespace, table_name,"
                        + " metadata_location FROM iceberg_tables WHERE catalog_name = ?"
                        + " AND (iceberg_type = 'TABLE' OR iceberg_type IS NULL)")) {
            statement.setString(1, catalog);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    locations.put(new AssetName(rows.getString(1), rows.getString(2)), rows.getString(3));
                }
            }
        } catch (SQLException failed) {
            throw new UncheckedSQLException(failed, "The catalog %s could not be read", uri);
        }
        return locations;
    }

    /**
     * Points tables to new metadata: all of them or none.
     *
     * @throws CommitFailedException if one of them does not point to where it is to be swapped from; nothing has changed then
     */
    void swap(List<Swap> swaps) {
        try (Connection connection = writing()) {
            connection.setAutoCommit(false);
            for (Swap swap : swaps) {
                if (!isSwapped(connection, swap)) {
                    connection.rollback();
                    throw new CommitFailedException("%s has moved on", swap.table());
                }
                CrashPoint.reach("within-swap");
            }
            connection.commit();
        } catch (SQLException failed) {
            throw new UncheckedSQLException(failed, "The catalog %s could not be changed", uri);
        }
    }

    private boolean isSwapped(Connection connection, Swap swap) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(swap.before().isPresent() ? UPDATE : INSERT)) {
            statement.setString(1, swap.after());
            statement.setString(2, swap.before().orElse(null));
            statement.setString(3, catalog);
            statement.setString(4, swap.table().schema());
            statement.setString(5, swap.table().table());
            if (swap.before().isPresent()) {
                statement.setString(6, swap.before().get());
            }
            return statement.executeUpdate() == 1;
        }
    }
}
