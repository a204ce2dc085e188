package dev.levada.engine.duckdb;

import dev.levada.store.TableScan;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What a session's queries read of stored tables. */
final class Scans {
    private final SessionCatalog catalog;
    private final Statements statements;
    private final RemoteTables remote;
    private int removedTables;

    Scans(SessionCatalog catalog, Statements statements, RemoteTables remote) {
        this.catalog = catalog;
        this.statements = statements;
        this.remote = remote;
    }

    ScanSql of(TableScan scan) {
        return new ScanSql(scan, remote.relation(scan));
    }

    /** A table's rows as a query. */
    String rows(TableScan scan) {
        ScanSql sql = of(scan);
        return sql.rows(removedTable(sql).orElse(""));
    }

    /** The same, with {@link ScanSql#PLACE}. */
    String placed(ScanSql scan) {
        return scan.placed(removedTable(scan).orElse(""));
    }

    /** A table of the places of removed rows, in its column {@link ScanSql#PLACE}; empty if there are none. */
    Optional<String> removedTable(ScanSql scan) {
        List<Long> places = scan.removedPlaces();
        if (places.isEmpty()) {
            return Optional.empty();
        }
        String table = "removed_" + removedTables++;
        String name = catalog.ownSchema() + "." + table;
        statements.execute("CREATE TABLE " + name + " (" + ScanSql.PLACE + " BIGINT)");
        try (var appender = statements.connection().createAppender(catalog.name(), "levada", table)) {
            for (long place : places) {
                appender.beginRow();
                appender.append(place);
                appender.endRow();
            }
        } catch (SQLException e) {
            throw DuckErrors.translate(e);
        }
        return Optional.of(name);
    }
}
