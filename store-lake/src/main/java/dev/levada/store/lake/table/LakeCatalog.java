package dev.levada.store.lake.table;

import dev.levada.project.AssetName;
import dev.levada.store.Disk;
import dev.levada.store.FrozenSqlite;
import dev.levada.store.lake.disk.Durable;
import dev.levada.store.lake.disk.LocalFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.jdbc.JdbcClientPool;
import org.apache.iceberg.jdbc.UncheckedSQLException;
import org.jspecify.annotations.Nullable;

/** The lake's catalog: a SQLite file, opened when it is first needed and made when something is first written. */
public class LakeCatalog implements AutoCloseable {
    private static final String NAME = "levada";

    private final Path lake;
    private final Path file;
    private final boolean isFrozen;
    private final CatalogRows rows;
    private @Nullable Operations opened;

    public LakeCatalog(Path lake) {
        this(lake, Access.WRITING);
    }

    public LakeCatalog(Path lake, Access access) {
        this.lake = lake.toAbsolutePath().normalize();
        this.file = this.lake.resolve("catalog.db");
        this.isFrozen = access == Access.LOOKING && FrozenSqlite.isFrozen(file);
        this.rows = new CatalogRows(uri(), NAME);
    }

    /** What somebody wants of a lake. */
    public enum Access {
        WRITING,
        /** Nothing is written to a lake that cannot be written to, and that is no trouble. */
        LOOKING
    }

    /** Whether it is only looked at and cannot be written to. */
    public boolean isFrozen() {
        return isFrozen;
    }

    public Path lake() {
        return lake;
    }

    /** Where a table's files are, or would be. */
    public LakeTable table(AssetName name) {
        return new LakeTable(name, lake.resolve(name.schema()).resolve(name.table()));
    }

    public static FileIO files() {
        return new LocalFiles();
    }

    /** What the catalog says about a table right now; empty if it was never made. */
    public Optional<TableMetadata> metadata(AssetName table) {
        return isThere() ? Optional.ofNullable(open().operations(table).refresh()) : Optional.empty();
    }

    /** The table's way to be committed to; makes the catalog and the schema if they aren't there. */
    public TableOperations operations(AssetName table) {
        if (!isThere()) {
            create();
        }
        Operations catalog = open();
        Namespace schema = Namespace.of(table.schema());
        if (!catalog.namespaceExists(schema)) {
            try {
                catalog.createNamespace(schema);
            } catch (AlreadyExistsException | UncheckedSQLException raced) {
                // Somebody else may have made it in the meantime, which is as good.
                if (!catalog.namespaceExists(schema)) {
                    throw raced;
                }
            }
        }
        return catalog.operations(table);
    }

    public List<AssetName> tables() {
        if (!isThere()) {
            return List.of();
        }
        return open().listNamespaces().stream()
                .flatMap(schema -> open().listTables(schema).stream())
                .map(table -> new AssetName(table.namespace().toString(), table.name()))
                .sorted()
                .toList();
    }

    /** Where the newest metadata of each table are, which is another place after every change. */
    public Map<AssetName, String> locations() {
        return isThere() ? rows.locations() : Map.of();
    }

    /** Points tables to new metadata, all of them or none; see {@link CatalogRows#swap}. */
    public void swap(List<Swap> swaps) {
        rows.swap(swaps);
    }

    /** A file alone is no catalog yet: another process may be making it, or have died over it. */
    private synchronized boolean isThere() {
        if (opened != null || !Files.exists(file)) {
            return opened != null;
        }
        try (Connection connection = rows.reading();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(
                        "SELECT 1 FROM sqlite_master WHERE name = 'iceberg_namespace_properties'")) {
            return found.next();
        } catch (SQLException failed) {
            String trouble = Disk.trouble(file, String.valueOf(failed.getMessage()))
                    .map(wrong -> ": " + wrong)
                    .orElse("");
            throw new UncheckedSQLException(failed, "%s could not be read%s", file, trouble);
        }
    }

    private synchronized Operations open() {
        if (opened == null) {
            Operations catalog = new Operations(this::connect);
            catalog.initialize(NAME, properties());
            opened = catalog;
        }
        return opened;
    }

    private Map<String, String> properties() {
        Map<String, String> properties = new HashMap<>();
        properties.put(CatalogProperties.URI, uri());
        properties.put("warehouse", lake.toString());
        properties.put("jdbc.schema-version", "V1");
        return properties;
    }

    private String uri() {
        return "jdbc:sqlite:" + (isFrozen ? FrozenSqlite.name(file) : file);
    }

    /** Makes the tables that {@link JdbcCatalog} would make, but all at once: two processes may come here together. */
    private void create() {
        try {
            Durable.createFolders(lake);
        } catch (IOException failed) {
            throw new UncheckedIOException(lake + " could not be made: " + failed, failed);
        }
        try (Connection connection = rows.writing();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.executeUpdate("CREATE TABLE IF NOT EXISTS iceberg_tables (catalog_name VARCHAR(255) NOT NULL,"
                    + " table_namespace VARCHAR(255) NOT NULL, table_name VARCHAR(255) NOT NULL,"
                    + " metadata_location VARCHAR(1000), previous_metadata_location VARCHAR(1000),"
                    + " iceberg_type VARCHAR(5), PRIMARY KEY (catalog_name, table_namespace, table_name))");
            statement.executeUpdate("CREATE TABLE IF NOT EXISTS iceberg_namespace_properties (catalog_name VARCHAR(255)"
                    + " NOT NULL, namespace VARCHAR(255) NOT NULL, property_key VARCHAR(255), property_value"
                    + " VARCHAR(1000), PRIMARY KEY (catalog_name, namespace, property_key))");
            connection.commit();
        } catch (SQLException failed) {
            throw new UncheckedSQLException(failed, "The catalog %s could not be made", file);
        }
        Durable.force(lake);
    }

    @Override
    public synchronized void close() {
        if (opened != null) {
            opened.close();
            opened = null;
        }
    }

    private Connection connect() throws SQLException {
        return isFrozen ? rows.reading() : rows.writing();
    }

    /** Opens up what the catalog keeps for itself: tables are committed here with their own idea of a base. */
    private static final class Operations extends JdbcCatalog {
        Operations(Opening opening) {
            super(configuration -> files(), properties -> new Clients(properties, opening), false);
        }

        TableOperations operations(AssetName table) {
            return newTableOps(TableIdentifier.of(table.schema(), table.table()));
        }
    }

    private interface Opening {
        Connection open() throws SQLException;
    }

    /** The catalog's connections, which are opened as all others are. */
    private static final class Clients extends JdbcClientPool {
        private final Opening opening;

        Clients(Map<String, String> properties, Opening opening) {
            super(properties.get(CatalogProperties.URI), properties);
            this.opening = opening;
        }

        @Override
        protected Connection newClient() {
            try {
                return opening.open();
            } catch (SQLException e) {
                throw new UncheckedSQLException(e, "The catalog cannot be opened");
            }
        }
    }
}
