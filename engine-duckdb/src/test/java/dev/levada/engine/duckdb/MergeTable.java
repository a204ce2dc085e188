package dev.levada.engine.duckdb;

import dev.levada.api.Column;
import dev.levada.api.Type;
import dev.levada.contract.Deletes;
import dev.levada.contract.Rule;
import dev.levada.contract.Versions;
import dev.levada.contract.Write;
import dev.levada.contract.WriteMode;
import dev.levada.engine.Merge;
import dev.levada.engine.Produced;
import dev.levada.engine.Production;
import dev.levada.project.AssetName;
import dev.levada.store.Audit;
import dev.levada.store.Positions;
import dev.levada.store.Quarantine;
import dev.levada.store.Staged;
import dev.levada.store.Staging;
import dev.levada.store.StoredColumn;
import dev.levada.store.TableScan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A table that batches are merged into, one after the other, as a store would keep it: files, and what is removed from them. */
final class MergeTable implements AutoCloseable {
    private static final AssetName NAME = new AssetName("test", "merged");

    private final Bench bench;
    private final Path folder;
    private final Map<String, Integer> ids = new LinkedHashMap<>();
    private final List<TableScan.DataFile> files = new ArrayList<>();
    private final Map<String, Positions> removed = new HashMap<>();
    private List<StoredColumn> columns = List.of();
    private TableScan.Matching matching = TableScan.Matching.BY_NAME;
    private List<Column> own;
    private Write write;
    private int runs;

    Instant now = Instant.parse("2024-06-01T00:00:00Z");
    List<Rule> rules = List.of();
    Optional<String> scope = Optional.empty();
    boolean complete;
    Map<String, String> computed = Map.of();

    MergeTable(Path folder, Write write, Column... own) {
        this.bench = new Bench(folder);
        this.folder = folder;
        this.write = write;
        this.own = List.of(own);
    }

    Bench bench() {
        return bench;
    }

    /** From now on batches have those columns. */
    void evolve(Column... columns) {
        own = List.of(columns);
        matching = TableScan.Matching.BY_ID;
    }

    void write(Write other) {
        write = other;
    }

    /** Merges what a query gives. */
    Produced merge(String query) {
        return merge(new Production.FromQuery(query));
    }

    Produced merge(Production.Input input) {
        runs++;
        Optional<TableScan> rivals =
                rules.stream().anyMatch(rule -> !RuleSql.isOfRow(rule)) ? Optional.of(scan()) : Optional.empty();
        Produced produced = bench.session()
                .produce(new Production(
                        input,
                        own,
                        rules,
                        dedup(),
                        rivals,
                        staging(),
                        new Staging(
                                NAME.quarantine(),
                                "run",
                                place("quarantine"),
                                stored(Quarantine.COLUMNS),
                                List.of(),
                                Map.of()),
                        Optional.of(new Merge(scan(), write, now, complete, scope)),
                        computed));
        if (!produced.account().balances()) {
            throw new AssertionError(produced.account());
        }
        long before = scan().rows();
        apply(produced.kept());
        long grown = produced.effect().inserted() - produced.effect().removed();
        if (write.mode() != WriteMode.APPEND && scan().rows() != before + grown) {
            throw new AssertionError("from " + before + " to " + scan().rows() + " rows, but " + produced.effect());
        }
        return produced;
    }

    /** What the core makes of it: in a history, rows of one key are told apart by their time. */
    private Optional<dev.levada.contract.Dedup> dedup() {
        return write.dedup().map(dedup -> {
            List<String> by = new ArrayList<>(dedup.by());
            write.versions().flatMap(Versions::updatedAt).ifPresent(by::add);
            return new dev.levada.contract.Dedup(by, dedup.keep(), dedup.order());
        });
    }

    private Staging staging() {
        List<Column> all = new ArrayList<>(own);
        all.addAll(Audit.COLUMNS);
        computed.forEach((name, sql) -> all.add(new Column(name, Type.Primitive.BOOLEAN)));
        if (write.deletes().missing() == Deletes.Missing.SOFT) {
            all.add(new Column(Deletes.DELETED_AT, Type.Primitive.TIMESTAMPTZ));
        }
        write.versions().ifPresent(versions -> {
            Type time = versions.updatedAt().map(this::type).orElse(Type.Primitive.TIMESTAMPTZ);
            all.add(new Column(versions.validFrom(), time));
            all.add(new Column(versions.validTo(), time));
            if (versions.hardDeletes() == Versions.HardDeletes.NEW_RECORD) {
                all.add(new Column(versions.isDeleted(), Type.Primitive.BOOLEAN));
            }
        });
        write.previous().forEach((column, previous) -> all.add(new Column(previous, type(column))));
        columns = stored(all);
        return new Staging(
                NAME,
                "run",
                place("data"),
                columns,
                write.partition(),
                Map.of(Audit.RUN_ID, "run-" + runs, Audit.LOADED_AT, now.toString()));
    }

    private Type type(String column) {
        return own.stream()
                .filter(one -> one.name().equals(column))
                .findFirst()
                .orElseThrow()
                .type();
    }

    private Path place(String kind) {
        try {
            return Files.createDirectories(folder.resolve(kind + "/_run_id=run-" + runs + "/_loaded_at="
                    + now.toString().replace(":", "%3A")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<StoredColumn> stored(List<Column> given) {
        return given.stream().map(column -> stored("", column)).toList();
    }

    private StoredColumn stored(String prefix, Column column) {
        String path = prefix + column.name();
        int id = ids.computeIfAbsent(path, unknown -> ids.size() + 1);
        List<Column> parts = List.of();
        if (column.type() instanceof Type.ListOf list) {
            parts = List.of(new Column("element", list.element()));
        } else if (column.type() instanceof Type.MapOf map) {
            parts = List.of(new Column("key", map.key()), new Column("value", map.value()));
        } else if (column.type() instanceof Type.Struct struct) {
            parts = struct.fields();
        }
        return new StoredColumn(
                id, column, parts.stream().map(part -> stored(path + ".", part)).toList());
    }

    private void apply(Staged staged) {
        for (TableScan.DataFile file : files) {
            Positions gone = staged.replaced().rows().get(file.path());
            if (gone != null) {
                removed.merge(file.path(), gone, Positions::plus);
            }
        }
        files.removeIf(file -> staged.replaced().files().contains(file.path()));
        staged.files().forEach(file -> files.add(new TableScan.DataFile(file.path(), file.rows(), file.bytes())));
        removed.putAll(staged.removed());
        removed.keySet().retainAll(files.stream().map(TableScan.DataFile::path).toList());
    }

    private TableScan scan() {
        List<StoredColumn> known = columns.isEmpty() ? stored(own) : columns;
        return new TableScan(known, files, removed, List.of(Audit.RUN_ID, Audit.LOADED_AT), matching);
    }

    /** The table's rows as text, in order. */
    List<String> rows(String columns) {
        return query("SELECT " + columns + " FROM test.merged ORDER BY ALL");
    }

    List<String> query(String sql) {
        bench.session().expose(NAME, scan());
        return bench.query(sql).stream().map(Object::toString).toList();
    }

    @Override
    public void close() {
        bench.close();
    }
}
