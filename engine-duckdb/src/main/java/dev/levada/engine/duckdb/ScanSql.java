package dev.levada.engine.duckdb;

import dev.levada.api.Column;
import dev.levada.store.StoredColumn;
import dev.levada.store.TableScan;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table's files as a relation. Columns are found by their ids, so that files written before a change of the columns
 * read well; removed rows are left out by an anti-join on the place of each row.
 */
final class ScanSql {
    /** The place of a row within the files of a {@code read_parquet}: the file's index and the row's number, packed. */
    static final String PLACE = "((file_index::BIGINT << 40) + file_row_number)";

    private static final int ROW_BITS = 40;

    private final TableScan scan;

    ScanSql(TableScan scan) {
        this.scan = scan;
    }

    /** Which file of {@link #paths} a place is in. */
    static int file(long place) {
        return (int) (place >>> ROW_BITS);
    }

    /** Which row of its file a place is. */
    static long row(long place) {
        return place & ((1L << ROW_BITS) - 1);
    }

    static long place(int file, long row) {
        return ((long) file << ROW_BITS) + row;
    }

    List<String> paths() {
        return scan.files().stream().map(TableScan.DataFile::path).toList();
    }

    /** The places of removed rows. */
    List<Long> removedPlaces() {
        List<Long> places = new ArrayList<>();
        List<String> paths = paths();
        for (int file = 0; file < paths.size(); file++) {
            var removed = scan.removed().get(paths.get(file));
            if (removed != null) {
                for (long row : removed.toArray()) {
                    places.add(place(file, row));
                }
            }
        }
        return places;
    }

    /**
     * A SELECT of the table's columns.
     *
     * @param removedTable a table with the removed places in its column {@code levada_place}; unused if there are none
     * @param more further columns to select, such as {@link #PLACE} with a name
     */
    String select(String removedTable, String... more) {
        if (scan.files().isEmpty()) {
            return "SELECT " + emptyColumns(more) + " WHERE false";
        }
        List<String> selected = new ArrayList<>();
        scan.columns().forEach(column -> selected.add(expression(column)));
        selected.addAll(List.of(more));
        return "SELECT " + String.join(", ", selected) + " FROM read_parquet(" + Sql.texts(paths())
                + (isByName() ? "" : ", schema = " + schema()) + ")" + antiJoin(removedTable);
    }

    private String emptyColumns(String... more) {
        List<String> columns = new ArrayList<>();
        for (StoredColumn column : scan.columns()) {
            columns.add("CAST(NULL AS " + column.column().type().sql() + ") AS " + Sql.name(column.name()));
        }
        for (String extra : more) {
            columns.add("CAST(NULL AS BIGINT)" + extra.substring(extra.lastIndexOf(" AS ")));
        }
        return String.join(", ", columns);
    }

    private String antiJoin(String removedTable) {
        return removedTable.isEmpty() || scan.removed().isEmpty()
                ? ""
                : " ANTI JOIN " + removedTable + " removed_rows ON " + PLACE + " = removed_rows.levada_place";
    }

    private String expression(StoredColumn column) {
        String name = Sql.name(column.name());
        if (!scan.constants().contains(column.name())) {
            return name;
        }
        String inPath = "nullif(regexp_extract(filename, " + Sql.text("/" + column.name() + "=([^/]*)/") + ", 1), '')";
        String constant =
                "CAST(url_decode(" + inPath + ") AS " + column.column().type().sql() + ")";
        return (isByName() ? constant : "coalesce(" + name + ", " + constant + ")") + " AS " + name;
    }

    /** Without a list of ids DuckDB knows how many rows there are, and plans joins better. */
    private boolean isByName() {
        return scan.matching() == TableScan.Matching.BY_NAME;
    }

    private String schema() {
        return scan.columns().stream()
                .map(column -> column.id() + ": {name: " + Sql.text(column.name()) + ", type: "
                        + Sql.text(column.column().type().sql()) + ", default_value: NULL}")
                .collect(Collectors.joining(", ", "MAP {", "}"));
    }

    /** The columns without their ids. */
    List<Column> shape() {
        return scan.shape();
    }
}
