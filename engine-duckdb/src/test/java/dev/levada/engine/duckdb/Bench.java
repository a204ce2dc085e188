package dev.levada.engine.duckdb;

import dev.levada.api.Checkpoint;
import dev.levada.api.Column;
import dev.levada.api.Extent;
import dev.levada.api.Form;
import dev.levada.api.Read;
import dev.levada.api.Reader;
import dev.levada.api.Source;
import dev.levada.api.SourceFile;
import dev.levada.api.Split;
import dev.levada.api.Type;
import dev.levada.contract.Dedup;
import dev.levada.contract.PartitionField;
import dev.levada.contract.Rule;
import dev.levada.engine.Produced;
import dev.levada.engine.Production;
import dev.levada.engine.Rows;
import dev.levada.engine.Session;
import dev.levada.project.AssetName;
import dev.levada.project.Project;
import dev.levada.store.Quarantine;
import dev.levada.store.Staged;
import dev.levada.store.Staging;
import dev.levada.store.StoredColumn;
import dev.levada.store.TableScan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An engine with a folder to write to, without a store: what tests of productions need. */
final class Bench implements AutoCloseable {
    static final AssetName TABLE = new AssetName("raw", "things");

    private final Path folder;
    private final DuckDbEngine engine;
    private final Session session;
    private int stagings;

    Bench(Path folder) {
        this(folder, CsvLanes.USUAL);
    }

    Bench(Path folder, CsvLanes lanes) {
        this.folder = folder;
        this.engine = new DuckDbEngine(folder.resolve("spill"), lanes);
        engine.limit(new Project.Limits(Optional.of("2GB"), 2));
        this.session = engine.session();
    }

    Session session() {
        return session;
    }

    DuckDbEngine engine() {
        return engine;
    }

    /** The columns of an extent as a project without a contract would get them. */
    List<Column> sniff(Extent extent, Source source) {
        return session.describe(extent, source);
    }

    Produced produce(Production.Input input, List<Column> columns, List<Rule> rules) {
        return produce(input, columns, rules, Optional.empty(), List.of(), Optional.empty());
    }

    Produced produce(
            Production.Input input,
            List<Column> columns,
            List<Rule> rules,
            Optional<Dedup> dedup,
            List<PartitionField> partition,
            Optional<TableScan> rivals) {
        return session.produce(new Production(
                input,
                columns,
                rules,
                dedup,
                rivals,
                staging(TABLE, columns, partition),
                staging(TABLE.quarantine(), Quarantine.COLUMNS, List.of())));
    }

    Staging staging(AssetName table, List<Column> columns, List<PartitionField> partition) {
        int number = ++stagings;
        Path place = folder.resolve("staging-" + number).resolve("_source=the%20file");
        try {
            Files.createDirectories(place);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Staging(table, "run-1", place, stored(columns), partition, Map.of());
    }

    private static List<StoredColumn> stored(List<Column> columns) {
        List<StoredColumn> stored = new ArrayList<>();
        for (Column column : columns) {
            int id = stored.size() * 10 + 1;
            List<StoredColumn> parts = column.type() instanceof Type.ListOf list
                    ? List.of(new StoredColumn(id + 1, new Column("element", list.element()), List.of()))
                    : List.of();
            stored.add(new StoredColumn(id, column, parts));
        }
        return stored;
    }

    static TableScan scan(Staged staged) {
        return new TableScan(
                staged.staging().columns(),
                staged.files().stream()
                        .map(file -> new TableScan.DataFile(file.path(), file.rows(), file.bytes()))
                        .toList(),
                staged.removed(),
                List.of(),
                TableScan.Matching.BY_ID);
    }

    /** The staged rows, of the columns and in the order that a query asks for. */
    List<List<@Nullable Object>> rows(Staged staged, Function<String, String> query) {
        session.expose(new AssetName("test", "staged"), scan(staged));
        return query(query.apply("test.staged"));
    }

    List<List<@Nullable Object>> query(String sql) {
        List<List<@Nullable Object>> found = new ArrayList<>();
        try (Rows rows = session.query(sql)) {
            for (List<@Nullable Object> row = rows.next(); row != null; row = rows.next()) {
                found.add(row);
            }
        }
        return found;
    }

    Path file(String name, String content) {
        return file(name, content.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    Path file(String name, byte[] content) {
        try {
            return Files.write(folder.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Production.FromSource csv(Map<String, Object> options, Path... files) {
        return csv(options, Optional.empty(), files);
    }

    static Production.FromSource csv(Map<String, Object> options, Optional<String> filter, Path... files) {
        List<SourceFile> found = new ArrayList<>();
        for (Path file : files) {
            found.add(new SourceFile(
                    file, file.getFileName().toString(), file.toFile().length()));
        }
        Form.Scan scan = new Form.Scan(Form.Format.CSV, found, options);
        return new Production.FromSource(extent(scan), new Given(Map.of()), filter);
    }

    /** Documents, as one split of one file. */
    static Production.FromSource documents(String... texts) {
        Form.Documents form = new Form.Documents(List.of(new Split("given.jsonl", "0", 0)));
        return new Production.FromSource(extent(form), new Given(Map.of("0", List.of(texts))), Optional.empty());
    }

    private static Extent extent(Form form) {
        return new Extent(form, new Checkpoint(""), null, 0, false, List.of());
    }

    @Override
    public void close() {
        session.close();
        engine.close();
    }

    /** A source of documents that are given beforehand, by the token of their split. */
    private record Given(Map<String, List<String>> documents) implements Source {
        @Override
        public Extent plan(Read read) {
            throw new UnsupportedOperationException("planned by the test");
        }

        @Override
        public Reader open(Split split) {
            List<String> texts = documents.getOrDefault(split.token(), List.of());
            return new Reader() {
                private int next;

                @Override
                public int read(dev.levada.api.Batch batch) {
                    int row = 0;
                    for (; row < batch.capacity() && next < texts.size(); row++, next++) {
                        batch.column(0).setLong(row, next + 1L);
                        batch.column(1).setString(row, texts.get(next));
                        batch.column(2).setNull(row);
                    }
                    return row;
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public void close() {}
    }
}
