package dev.levada.store.lake;

import dev.levada.api.Column;
import dev.levada.api.Type.Primitive;
import dev.levada.contract.PartitionField;
import dev.levada.contract.WriteMode;
import dev.levada.project.AssetName;
import dev.levada.store.Facts;
import dev.levada.store.Positions;
import dev.levada.store.Publication;
import dev.levada.store.Publication.QuarantineChange;
import dev.levada.store.Quarantine;
import dev.levada.store.Scope;
import dev.levada.store.StageRequest;
import dev.levada.store.Staged;
import dev.levada.store.Staging;
import dev.levada.store.StoredColumn;
import dev.levada.store.TableVersion;
import dev.levada.store.WrittenFile;
import dev.levada.store.WrittenFile.Statistics;
import dev.levada.store.lake.disk.LocalFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.jdbc.JdbcCatalog;

/** A lake to test with: files are written by DuckDB and read back by Iceberg's own reader. */
final class Lake implements AutoCloseable {
    static final AssetName TABLE = new AssetName("raw", "events");
    static final AssetName BAD = TABLE.quarantine();
    static final List<Column> COLUMNS =
            List.of(new Column("id", Primitive.BIGINT), new Column("name", Primitive.VARCHAR));

    final Path folder;
    final LakeStore store;
    private final Connection duck;
    private final List<AutoCloseable> opened = new ArrayList<>();

    Lake(Path folder) {
        this.folder = folder;
        this.store = open();
        try {
            duck = DriverManager.getConnection("jdbc:duckdb:");
            sql("SET TimeZone = 'UTC'");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Another process, as it were. */
    LakeStore open() {
        LakeStore another = new LakeStore(folder, Clock.systemUTC());
        opened.add(another);
        return another;
    }

    private void sql(String text) throws SQLException {
        try (Statement statement = duck.createStatement()) {
            statement.execute(text);
        }
    }

    Staging stage(String run, List<Column> columns) {
        return stage(run, columns, List.of(), Map.of());
    }

    Staging stage(String run, List<Column> columns, List<PartitionField> partition, Map<String, String> constants) {
        return store.stage(new StageRequest(TABLE, run, columns, partition, constants, Scope.INCREMENT));
    }

    static Staged nothing(Staging staging) {
        return new Staged(staging, List.of(), Map.of());
    }

    /** Writes one file. */
    Staged write(Staging staging, String select) {
        return new Staged(staging, List.of(file(staging, select, Map.of())), Map.of());
    }

    static Staged without(Staged staged, long... places) {
        return new Staged(
                staged.staging(), staged.files(), Map.of(staged.files().get(0).path(), Positions.of(places)));
    }

    WrittenFile file(Staging staging, String select, Map<String, Optional<String>> partition) {
        Path path = staging.folder().resolve(UUID.randomUUID() + ".parquet");
        String copy = "COPY (" + select + ") TO '" + path.toString().replace("'", "''")
                + "' (FORMAT parquet, RETURN_STATS true, FIELD_IDS {" + fieldIds(staging, select) + "})";
        try (Statement statement = duck.createStatement();
                ResultSet result = statement.executeQuery(copy)) {
            result.next();
            return new WrittenFile(
                    path.toString(),
                    result.getLong("count"),
                    result.getLong("file_size_bytes"),
                    statistics(staging, (Map<?, ?>) result.getObject("column_statistics")),
                    partition);
        } catch (SQLException e) {
            throw new IllegalStateException(copy, e);
        }
    }

    private String fieldIds(Staging staging, String select) {
        List<String> names = new ArrayList<>();
        try (Statement statement = duck.createStatement();
                ResultSet result = statement.executeQuery("SELECT * FROM (" + select + ") LIMIT 0")) {
            for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                names.add(result.getMetaData().getColumnName(i));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(select, e);
        }
        return fieldIds(staging.columns().stream()
                .filter(column -> names.contains(column.name()))
                .toList());
    }

    private static String fieldIds(List<StoredColumn> columns) {
        return columns.stream()
                .map(column -> quoted(column.name()) + ": "
                        + (column.parts().isEmpty()
                                ? column.id()
                                : "{__duckdb_field_id: " + column.id() + ", " + fieldIds(column.parts()) + "}"))
                .collect(Collectors.joining(", "));
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static Map<Integer, Statistics> statistics(Staging staging, Map<?, ?> byColumn) {
        Map<Integer, Statistics> statistics = new HashMap<>();
        for (StoredColumn column : staging.columns()) {
            if (byColumn.get(quoted(column.name())) instanceof Map<?, ?> values) {
                statistics.put(
                        column.id(),
                        new Statistics(
                                number(values, "num_values").orElse(0L),
                                number(values, "null_count").orElse(0L),
                                number(values, "column_size_bytes").orElse(0L),
                                Optional.ofNullable(values.get("min")).map(Object::toString),
                                Optional.ofNullable(values.get("max")).map(Object::toString),
                                number(values, "nan_count")));
            }
        }
        return statistics;
    }

    private static Optional<Long> number(Map<?, ?> values, String key) {
        return Optional.ofNullable(values.get(key)).map(Object::toString).map(Long::valueOf);
    }

    TableVersion publish(Staged staged, WriteMode mode) {
        return publish(staged, mode, QuarantineChange.NONE, Map.of());
    }

    TableVersion publish(Staged staged, WriteMode mode, QuarantineChange quarantine, Map<String, String> facts) {
        return store.publish(
                new Publication(staged, mode, store.head(staged.staging().table()), quarantine, facts));
    }

    /** Stages, writes and appends ids with a name. */
    TableVersion append(String run, long... ids) {
        return publish(write(stage(run, COLUMNS), select(ids)), WriteMode.APPEND);
    }

    /** A run that appends one row and puts as many into the quarantine as it is asked to. */
    TableVersion run(String run, int bad) {
        Staged kept = write(stage(run, COLUMNS), select(run.charAt(1)));
        Optional<Staged> quarantined = bad == 0 ? Optional.empty() : Optional.of(quarantined(run, bad));
        return publish(
                kept,
                WriteMode.APPEND,
                new QuarantineChange(quarantined, Map.of()),
                Map.of(Facts.CHECKPOINT, "read to " + run));
    }

    /** Stages and writes rows of the quarantine. */
    Staged quarantined(String run, int rows) {
        return write(
                store.stage(new StageRequest(BAD, run, Quarantine.COLUMNS, List.of(), Map.of(), Scope.INCREMENT)),
                "SELECT '" + run + "' AS run_id, now() AS quarantined_at, ['x'] AS reasons, 'f' AS source,"
                        + " i AS position, '{}' AS record FROM range(" + rows + ") r(i)");
    }

    /** How many rows the quarantine has, as another process finds it. */
    long bad() {
        return open().head(BAD).map(TableVersion::rows).orElse(0L);
    }

    static String select(long... ids) {
        return "SELECT unnest([" + Arrays.stream(ids).mapToObj(Long::toString).collect(Collectors.joining(", "))
                + "]::BIGINT[]) AS id, 'n' || id AS name";
    }

    /** The rows as Iceberg's own reader finds them. */
    List<Record> records(AssetName name) {
        try (CloseableIterable<Record> rows =
                IcebergGenerics.read(iceberg(name)).build()) {
            List<Record> records = new ArrayList<>();
            rows.forEach(records::add);
            return records;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One column's values, sorted. */
    List<Object> values(String column) {
        return records(TABLE).stream().map(row -> row.getField(column)).sorted().toList();
    }

    Table iceberg(AssetName name) {
        JdbcCatalog catalog = new JdbcCatalog(configuration -> new LocalFiles(), null, false);
        catalog.initialize(
                "levada",
                Map.of(
                        "uri",
                        "jdbc:sqlite:" + folder.resolve("catalog.db"),
                        "warehouse",
                        folder.toString(),
                        "jdbc.schema-version",
                        "V1"));
        opened.add(catalog);
        return catalog.loadTable(TableIdentifier.of(name.schema(), name.table()));
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
        duck.close();
    }
}
