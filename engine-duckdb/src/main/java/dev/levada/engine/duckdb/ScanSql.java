package dev.levada.engine.duckdb;

import dev.levada.store.Positions;
import dev.levada.store.RemoteRows;
import dev.levada.store.StoredColumn;
import dev.levada.store.TableScan;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table's files, and its rows in a database, as a relation. Columns of files are found by their ids, so that files written
 * before a change of the columns read well; removed rows are left out by an anti-join on the place of each row.
 *
 * <p>The place of a row is one number: of a file's row the file's index and the row's number in it, packed; of a row in a
 * database its place there, counted down from -1, so that the two never meet.
 */
final class ScanSql {
    /** The column of places. */
    static final String PLACE = "levada_place";

    private static final String PLACE_IN_FILES = "((file_index::BIGINT << 40) + file_row_number)";
    private static final String PLACE_IN_DATABASE = "(-1 - " + RemoteRows.PLACE.name() + ")";
    private static final int ROW_BITS = 40;

    private final TableScan scan;
    private final String remote;
    private final List<String> paths;

    /** Of files. */
    ScanSql(TableScan scan) {
        this(scan, "");
    }

    /** @param remote what the rows in the database are to the query; unused if there are none */
    ScanSql(TableScan scan, String remote) {
        this.scan = scan;
        this.remote = remote;
        this.paths = scan.files().stream().map(TableScan.DataFile::path).toList();
    }

    /** What a place is in: a file, or the table in the database. */
    String path(long place) {
        return place < 0 ? scan.remote().orElseThrow().path() : paths.get((int) (place >>> ROW_BITS));
    }

    /** Which row of its file, or of the table, a place is. */
    static long row(long place) {
        return place < 0 ? -1 - place : place & ((1L << ROW_BITS) - 1);
    }

    private static long inFile(int file, long row) {
        return ((long) file << ROW_BITS) + row;
    }

    /** The places of removed rows. */
    List<Long> removedPlaces() {
        List<Long> places = new ArrayList<>();
        for (int file = 0; file < paths.size(); file++) {
            for (long row : removed(paths.get(file))) {
                places.add(inFile(file, row));
            }
        }
        scan.remote().ifPresent(rows -> {
            for (long row : removed(rows.path())) {
                places.add(-1 - row);
            }
        });
        return places;
    }

    private long[] removed(String path) {
        return scan.removed().getOrDefault(path, Positions.of()).toArray();
    }

    /**
     * A SELECT of the table's columns.
     *
     * @param removedTable a table with the removed places in its column {@link #PLACE}; unused if there are none
     */
    String rows(String removedTable) {
        return select(removedTable, List.of());
    }

    /** The same, with the {@link #PLACE} of each row behind. */
    String placed(String removedTable) {
        return select(removedTable, List.of(PLACE));
    }

    /** @param more what each part has besides the columns: nothing, or its places */
    private String select(String removedTable, List<String> more) {
        List<String> parts = new ArrayList<>();
        if (!paths.isEmpty()) {
            parts.add(part(
                    scan.columns().stream().map(this::inFiles),
                    more,
                    PLACE_IN_FILES,
                    "read_parquet(" + Sql.texts(paths) + (isByName() ? "" : ", schema = " + schema()) + ")",
                    paths.stream().anyMatch(scan.removed()::containsKey) ? removedTable : ""));
        }
        scan.remote()
                .ifPresent(rows -> parts.add(part(
                        scan.columns().stream().map(ScanSql::inDatabase),
                        more,
                        PLACE_IN_DATABASE,
                        remote,
                        scan.removed().containsKey(rows.path()) ? removedTable : "")));
        return parts.isEmpty() ? "SELECT " + emptyColumns(more) + " WHERE false" : String.join(" UNION ALL ", parts);
    }

    private static String part(
            Stream<String> columns, List<String> more, String place, String from, String removedTable) {
        List<String> selected = new ArrayList<>(columns.toList());
        more.forEach(name -> selected.add(place + " AS " + name));
        String antiJoin = removedTable.isEmpty()
                ? ""
                : " ANTI JOIN " + removedTable + " removed_rows ON " + place + " = removed_rows." + PLACE;
        return "SELECT " + String.join(", ", selected) + " FROM " + from + antiJoin;
    }

    private String emptyColumns(List<String> more) {
        List<String> columns = new ArrayList<>();
        for (StoredColumn column : scan.columns()) {
            columns.add("CAST(NULL AS " + column.column().type().sql() + ") AS " + Sql.name(column.name()));
        }
        more.forEach(name -> columns.add("CAST(NULL AS BIGINT) AS " + name));
        return String.join(", ", columns);
    }

    private static String inDatabase(StoredColumn column) {
        return FeedFunction.value(column.column()) + " AS " + Sql.name(column.name());
    }

    private String inFiles(StoredColumn column) {
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
}
