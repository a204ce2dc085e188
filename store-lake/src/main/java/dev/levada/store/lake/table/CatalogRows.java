package dev.levada.store.lake.table;

import dev.levada.project.AssetName;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.iceberg.jdbc.UncheckedSQLException;

/** The rows that say where each table's newest metadata is, for what Iceberg's own catalog asks one table at a time. */
public final class CatalogRows {
    private static final String READING = "?busy_timeout=30000";
    private static final String WRITING = READING + "&journal_mode=WAL&synchronous=FULL&transaction_mode=IMMEDIATE";

    private final String uri;
    private final String catalog;

    /** @param uri of the database, without parameters */
    public CatalogRows(String uri, String catalog) {
        this.uri = uri;
        this.catalog = catalog;
    }

    public Connection reading() throws SQLException {
        return DriverManager.getConnection(uri + READING);
    }

    /** Whatever is changed is on disk with the commit. */
    public Connection writing() throws SQLException {
        return DriverManager.getConnection(uri + WRITING);
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
}
