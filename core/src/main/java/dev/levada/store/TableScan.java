package dev.levada.store;

import dev.levada.api.Column;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What to read for a state of a table: files, rows in a database, or both.
 *
 * @param columns the table's columns
 * @param files Parquet files whose columns carry the columns' ids
 * @param removed rows that are in a file, or among the remote rows, but not in the table, by the path
 * @param constants columns that files may lack because all rows of a file share one value; it stands in the file's path
 *     as a folder named {@code column=value}, percent-encoded
 * @param matching how the files' columns are told apart
 * @param remote rows that lie in a database; they have all columns
 */
public record TableScan(
        List<StoredColumn> columns,
        List<DataFile> files,
        Map<String, Positions> removed,
        List<String> constants,
        Matching matching,
        Optional<RemoteRows> remote) {

    /** How columns of files are matched with the table's. */
    public enum Matching {
        /** By their ids, for files that were written under other names or types. */
        BY_ID,
        /**
         * By their names: all files have all columns but the constants, with their present names and types. An engine may
         * know more of such files before it reads them.
         */
        BY_NAME
    }

    public TableScan {
        columns = List.copyOf(columns);
        files = List.copyOf(files);
        removed = Map.copyOf(removed);
        constants = List.copyOf(constants);
    }

    /** Of files alone. */
    public TableScan(
            List<StoredColumn> columns,
            List<DataFile> files,
            Map<String, Positions> removed,
            List<String> constants,
            Matching matching) {
        this(columns, files, removed, constants, matching, Optional.empty());
    }

    /** A data file. @param path absolute, without a scheme for local files */
    public record DataFile(String path, long rows, long bytes) {}

    /** Whether there is nothing to read. */
    public boolean isEmpty() {
        return files.isEmpty() && remote.isEmpty();
    }

    /** How many rows the state has. */
    public long rows() {
        return files.stream().mapToLong(DataFile::rows).sum()
                + remote.map(RemoteRows::rows).orElse(0L)
                - removed.values().stream().mapToLong(Positions::count).sum();
    }

    /** The columns without their ids. */
    public List<Column> shape() {
        return columns.stream().map(StoredColumn::column).toList();
    }
}
