package dev.levada.engine.duckdb;

import dev.levada.store.Positions;
import dev.levada.store.StoredColumn;
import dev.levada.store.TableScan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rows of a table that new ones are merged with, in the columns that the table will have, with their places. */
final class StoredRows {
    private final Statements statements;
    private final TableScan table;
    private final ScanSql scan;
    private final String files;
    private final Optional<String> removed;

    /** @param columns those of the table as it will be; what its files lack of them is null */
    StoredRows(DuckDbSession session, TableScan table, List<StoredColumn> columns) {
        this.statements = session.statements();
        this.table = table;
        this.scan = session.scanSql(table);
        this.removed = session.removedTable(scan);
        TableScan whole = new TableScan(table.columns(), table.files(), Map.of(), table.constants(), table.matching());
        List<String> selected = new ArrayList<>();
        columns.forEach(column -> selected.add(expression(column) + " AS " + Sql.name(column.name())));
        this.files = "SELECT " + String.join(", ", selected) + ", levada_place FROM ("
                + session.select(session.scanSql(whole), ScanSql.PLACE + " AS levada_place") + ")";
    }

    private String expression(StoredColumn wanted) {
        String type = wanted.column().type().sql();
        return table.columns().stream()
                .filter(column -> column.id() == wanted.id())
                .findFirst()
                .map(column -> column.column().type().equals(wanted.column().type())
                        ? Sql.name(column.name())
                        : "CAST(" + Sql.name(column.name()) + " AS " + type + ")")
                .orElse("CAST(NULL AS " + type + ")");
    }

    /** Whether the table has no files, and so no rows. */
    boolean none() {
        return table.files().isEmpty();
    }

    /** The table's rows, as a query with {@code levada_place}. */
    String rows() {
        return removed.map(places -> files + " ANTI JOIN " + places + " USING (levada_place)")
                .orElse(files);
    }

    /**
     * All rows of its files, also those that were removed. A join with these is cheaper than one with {@link #rows}, if
     * few of them are found and {@link #forgetRemoved} cleans up behind it.
     */
    String rowsOfFiles() {
        return files;
    }

    /** Takes rows out of what was found among {@link #rowsOfFiles} that had been removed. @param place a column of places */
    void forgetRemoved(String found, String place) {
        removed.ifPresent(places -> statements.execute(
                "DELETE FROM " + found + " WHERE " + place + " IN (SELECT levada_place FROM " + places + ")"));
    }

    /** Places that a query gives, by the path of their file. */
    Map<String, Positions> byFile(String query) {
        return StagedRows.byFile(scan, statements.numbers(query));
    }
}
