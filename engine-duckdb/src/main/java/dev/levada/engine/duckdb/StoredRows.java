package dev.levada.engine.duckdb;

import dev.levada.store.Positions;
import dev.levada.store.RemoteRows;
import dev.levada.store.StoredColumn;
import dev.levada.store.TableScan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rows of a table that new ones are merged with, in the columns that the table will have, with their places.
 *
 * <p>Rows in a database travel once: {@link #fetch} brings over those that new rows may meet, {@link #fetchAll} all of them.
 */
final class StoredRows {
    private final Batch batch;
    private final TableScan table;
    private final List<StoredColumn> columns;
    private final ScanSql scan;
    private final Optional<String> removed;
    private final String fetched;
    private String all;
    private Optional<String> near = Optional.empty();

    StoredRows(Batch batch, TableScan table) {
        this.batch = batch;
        this.table = table;
        this.columns = batch.columns();
        this.scan = batch.session().scans().of(table);
        this.removed = batch.session().scans().removedTable(scan);
        this.fetched = batch.table("fetched");
        this.all = select(table);
    }

    /** All rows of the files and of the database, also those that were removed. */
    private String select(TableScan from) {
        TableScan whole =
                new TableScan(from.columns(), from.files(), Map.of(), from.constants(), from.matching(), from.remote());
        List<String> selected = new ArrayList<>();
        columns.forEach(column -> selected.add(expression(column) + " AS " + Sql.name(column.name())));
        return "SELECT " + String.join(", ", selected) + ", levada_place FROM ("
                + batch.session().scans().of(whole).placed("") + ")";
    }

    private String expression(StoredColumn wanted) {
        String type = wanted.column().type().sql();
        return stored(wanted)
                .map(column -> column.column().type().equals(wanted.column().type())
                        ? Sql.name(column.name())
                        : "CAST(" + Sql.name(column.name()) + " AS " + type + ")")
                .orElse("CAST(NULL AS " + type + ")");
    }

    private Optional<StoredColumn> stored(StoredColumn wanted) {
        return table.columns().stream()
                .filter(column -> column.id() == wanted.id())
                .findFirst();
    }

    /** Whether the table has nothing to read, and so no rows. */
    boolean none() {
        return table.isEmpty();
    }

    /** Brings all rows over that lie in a database; nothing is read from there afterwards. */
    void fetchAll() {
        if (table.remote().isPresent()) {
            batch.make(fetched, all);
            all = "SELECT * FROM " + fetched;
            near = Optional.of(all);
        }
    }

    /**
     * Brings those rows over from a database that have certain keys. {@link #rowsNear} gives these from now on.
     *
     * @param keys a relation with the key's columns
     * @param wanted the columns that will be asked for
     */
    void fetch(String keys, List<String> key, List<String> wanted) {
        if (table.remote().isEmpty()) {
            return;
        }
        RemoteRows rows = narrowed(table.remote().get(), keys, key);
        String nearby = select(new TableScan(
                table.columns(), table.files(), Map.of(), table.constants(), table.matching(), Optional.of(rows)));
        batch.make(
                fetched,
                "SELECT " + Sql.names(wanted) + ", levada_place FROM (" + nearby + ") old SEMI JOIN " + keys
                        + " new ON " + Batch.meet(key, "old", "new"));
        near = Optional.of("SELECT * FROM " + fetched);
    }

    /** A database is asked for keys as it has them; where a key comes in another type now, it is not asked. */
    private RemoteRows narrowed(RemoteRows rows, String keys, List<String> key) {
        List<StoredColumn> there = new ArrayList<>();
        List<String> selected = new ArrayList<>();
        for (String name : key) {
            StoredColumn wanted = columns.stream()
                    .filter(column -> column.name().equalsIgnoreCase(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no column '" + name + "' is written"));
            Optional<StoredColumn> stored = stored(wanted)
                    .filter(column ->
                            column.column().type().equals(wanted.column().type()));
            if (stored.isEmpty()) {
                return rows;
            }
            there.add(stored.get());
            selected.add(Sql.name(name) + " AS " + Sql.name(stored.get().name()));
        }
        String query = "SELECT " + String.join(", ", selected) + " FROM " + keys;
        return rows.near(new QueryRows(
                batch.statements(),
                batch.session().engine().outlet(),
                query,
                there.stream().map(StoredColumn::column).toList()));
    }

    /** The table's rows, as a query with {@code levada_place}. */
    String rows() {
        return removed.map(places -> all + " ANTI JOIN " + places + " USING (levada_place)")
                .orElse(all);
    }

    /**
     * All rows that are read, also those that were removed. A join with these is cheaper than one with {@link #rows}, if
     * few of them are found and {@link #forgetRemoved} cleans up behind it.
     */
    String rowsWithRemoved() {
        return all;
    }

    /**
     * Of {@link #rowsWithRemoved} at least those with certain keys, to be joined with these.
     *
     * <p>Of files that are read by column ids DuckDB does not know how many rows there are; it would build its hash table
     * from all of them. A condition that is not a join keeps it from that.
     *
     * @param keys a relation with the key's columns
     */
    String rowsNear(String keys, List<String> key) {
        if (near.isPresent()) {
            return near.get();
        }
        return none() || table.matching() == TableScan.Matching.BY_NAME
                ? all
                : "SELECT * FROM (" + all + ") WHERE coalesce((" + Sql.names(key) + ") IN (SELECT "
                        + (key.size() == 1 ? Sql.names(key) : "(" + Sql.names(key) + ")") + " FROM " + keys
                        + "), false)";
    }

    /** Takes rows out of what was found that had been removed. @param place a column of places */
    void forgetRemoved(String found, String place) {
        removed.ifPresent(places -> batch.statements()
                .execute("DELETE FROM " + found + " WHERE " + place + " IN (SELECT levada_place FROM " + places + ")"));
    }

    /** Places that a query gives, by the path of their file, or of the table in the database. */
    Map<String, Positions> byPath(String query) {
        return StagedRows.byFile(scan, batch.statements().numbers(query));
    }
}
