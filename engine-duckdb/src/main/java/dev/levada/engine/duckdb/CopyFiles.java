package dev.levada.engine.duckdb;

import dev.levada.api.Column;
import dev.levada.api.Type;
import dev.levada.contract.PartitionField;
import dev.levada.store.Staging;
import dev.levada.store.StoredColumn;
import dev.levada.store.WrittenFile;
import dev.levada.store.WrittenFile.Statistics;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes a query's rows into a staging, as zstd Parquet whose columns carry the table's column ids. */
final class CopyFiles implements Destination {
    /** Larger tables are split into several files of about this size, which readers can share out. */
    private static final long FILE_BYTES = 512L << 20;

    /** Quicker than DuckDB's default, which is dictionaries of up to 12,288 values. */
    private static final String ENCODING = ", DICTIONARY_SIZE_LIMIT 4096";

    /** Quicker than DuckDB's default, which is level 3. */
    private static final String COMPRESSION = ", COMPRESSION zstd, COMPRESSION_LEVEL 1";

    private final Staging staging;
    private final List<StoredColumn> written;
    private final List<String> given;
    private final Map<String, String> computed;

    /** @param columns the names of the columns that the query gives; the others are written as nulls */
    CopyFiles(Staging staging, List<String> columns) {
        this(staging, columns, Map.of());
    }

    /** @param computed further columns, each by an expression over those that the query gives */
    CopyFiles(Staging staging, List<String> columns, Map<String, String> computed) {
        this.staging = staging;
        this.given = columns;
        this.computed = computed;
        this.written = staging.columns().stream()
                .filter(column -> !staging.constants().containsKey(column.name()))
                .toList();
    }

    /** The statement. @param rows a relation with the written columns, and a condition behind it if need be */
    String statement(String rows) {
        List<String> selected = columns();
        for (PartitionField field : staging.partition()) {
            selected.add(PartitionSql.value(field, type(staging, field)) + " AS " + Sql.name(partitionColumn(field)));
        }
        return copy(selected, rows, staging.folder().toString(), ", FILENAME_PATTERN '{uuid}'" + layout());
    }

    /** The statement that writes one file, in the order of the rows, whatever partitions they are in. */
    String statementOfOneFile(String rows) {
        String file = staging.folder().resolve(UUID.randomUUID() + ".parquet").toString();
        return copy(columns(), rows, file, "");
    }

    @Override
    public Outcome write(String rows, Running running) {
        return running.of(statement(rows), this::files);
    }

    /** The columns that are written. */
    List<StoredColumn> written() {
        return written;
    }

    /** The expressions that give them. */
    List<String> columns() {
        List<String> selected = new ArrayList<>();
        for (StoredColumn column : written) {
            selected.add(cast(column.column()));
        }
        return selected;
    }

    private String copy(List<String> selected, String rows, String target, String options) {
        return "COPY (SELECT " + String.join(", ", selected) + " FROM " + rows + ") TO " + Sql.text(target)
                + " (FORMAT parquet" + ENCODING + compression() + ", RETURN_STATS true, FIELD_IDS {" + fieldIds(written)
                + "}"
                + options
                + ")";
    }

    private String compression() {
        return staging.isPassing() ? ", COMPRESSION uncompressed" : COMPRESSION;
    }

    private String cast(Column column) {
        String name = Sql.name(column.name());
        return "CAST(" + value(column.name()) + " AS " + column.type().sql() + ") AS " + name;
    }

    private String value(String column) {
        String expression = computed.get(column);
        if (expression != null) {
            return "(" + expression + "\n)";
        }
        return given.contains(column) ? Sql.name(column) : "NULL";
    }

    private String layout() {
        if (staging.partition().isEmpty()) {
            return ", FILE_SIZE_BYTES " + FILE_BYTES + ", OVERWRITE_OR_IGNORE true";
        }
        return ", PARTITION_BY ("
                + Sql.names(staging.partition().stream()
                        .map(CopyFiles::partitionColumn)
                        .toList())
                + "), HIVE_FILE_PATTERN false, OVERWRITE_OR_IGNORE true";
    }

    /** DuckDB does not write the columns that it partitions by, so they must not be the table's own. */
    private static String partitionColumn(PartitionField field) {
        return "levada_partition_" + field.name();
    }

    /** The type of what a partition field is made from. */
    static Type type(Staging staging, PartitionField field) {
        return staging.columns().stream()
                .filter(column -> column.name().equalsIgnoreCase(field.column()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no column for partition " + field))
                .column()
                .type();
    }

    private static String fieldIds(List<StoredColumn> columns) {
        return columns.stream()
                .map(column -> Sql.name(column.name()) + ": "
                        + (column.parts().isEmpty()
                                ? String.valueOf(column.id())
                                : "{__duckdb_field_id: " + column.id() + ", " + fieldIds(column.parts()) + "}"))
                .collect(Collectors.joining(", "));
    }

    /** Reads the statement's result: a row for each file. */
    List<WrittenFile> files(ResultSet result) throws SQLException {
        Map<String, Integer> ids = new HashMap<>();
        collectIds("", written, ids);
        List<WrittenFile> files = new ArrayList<>();
        while (result.next()) {
            long rows = result.getLong("count");
            if (rows > 0) {
                files.add(new WrittenFile(
                        result.getString("filename"),
                        rows,
                        result.getLong("file_size_bytes"),
                        statistics(map(result.getObject("column_statistics")), ids),
                        partition(map(result.getObject("partition_keys")))));
            }
        }
        return files;
    }

    private static void collectIds(String prefix, List<StoredColumn> columns, Map<String, Integer> ids) {
        for (StoredColumn column : columns) {
            String path = prefix + Sql.name(column.name());
            ids.put(path, column.id());
            collectIds(path + ".", column.parts(), ids);
        }
    }

    private static Map<Integer, Statistics> statistics(Map<?, ?> byColumn, Map<String, Integer> ids) {
        Map<Integer, Statistics> statistics = new HashMap<>();
        byColumn.forEach((column, values) -> {
            Integer id = ids.get(String.valueOf(column));
            if (id != null) {
                statistics.put(id, statistics(map(values)));
            }
        });
        return statistics;
    }

    private static Statistics statistics(Map<?, ?> values) {
        return new Statistics(
                number(values, "num_values").orElse(0L),
                number(values, "null_count").orElse(0L),
                number(values, "column_size_bytes").orElse(0L),
                text(values, "min"),
                text(values, "max"),
                number(values, "nan_count"));
    }

    private Map<String, Optional<String>> partition(Map<?, ?> keys) {
        Map<String, Optional<String>> values = new HashMap<>();
        for (PartitionField field : staging.partition()) {
            values.put(field.name(), text(keys, partitionColumn(field)));
        }
        return values;
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static Optional<String> text(Map<?, ?> values, String key) {
        return Optional.ofNullable(values.get(key)).map(Object::toString);
    }

    private static Optional<Long> number(Map<?, ?> values, String key) {
        return text(values, key).map(Long::valueOf);
    }
}
