package dev.levada.store.lake.commit;

import dev.levada.store.Compaction;
import dev.levada.store.Facts;
import dev.levada.store.Positions;
import dev.levada.store.Staged;
import dev.levada.store.TableScan.DataFile;
import dev.levada.store.WrittenFile;
import dev.levada.store.lake.disk.Durable;
import dev.levada.store.lake.layout.IcebergTypes;
import dev.levada.store.lake.table.DeletionVectors;
import dev.levada.store.lake.table.Failures;
import dev.levada.store.lake.table.LakeCatalog;
import dev.levada.store.lake.table.LakeTable;
import dev.levada.store.lake.table.LiveFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.exceptions.CommitFailedException;

/** Puts newly written files in the place of others with the same rows, as long as those stay as they were. */
public final class Rewriter {
    private static final int TRIES = 50;

    private final LakeCatalog catalog;
    private final Staged staged;
    private final Compaction group;
    private final LakeTable table;

    public Rewriter(LakeCatalog catalog, Staged staged, Compaction group) {
        this.catalog = catalog;
        this.staged = staged;
        this.group = group;
        this.table = catalog.table(staged.staging().table());
    }

    /** Returns the table as the commit left it; empty if it was given up. */
    public Optional<TableMetadata> rewrite() {
        demandSameRows();
        Durable.sync(staged.files().stream().map(file -> Path.of(file.path())).toList(), catalog.lake());
        for (int attempt = 1; ; attempt++) {
            TableOperations operations = catalog.operations(table.name());
            TableMetadata base = operations.refresh();
            Optional<List<LiveFile>> old = unchanged(base);
            if (old.isEmpty()) {
                return Optional.empty();
            }
            Commit commit = Commit.prepare(
                    table,
                    operations,
                    base,
                    new Change(
                            Optional.of(staged),
                            new Replacement(old.get(), Map.of()),
                            Map.of(Facts.MAINTENANCE, "compaction"),
                            Change.Rows.SAME),
                    staged.staging().folder());
            try {
                return Optional.of(commit.commit(catalog));
            } catch (CommitFailedException raced) {
                commit.discard();
                if (attempt == TRIES) {
                    throw Failures.conflict(table.toString(), "others committed to it " + TRIES + " times");
                }
            } catch (RuntimeException unclear) {
                return Optional.of(readBack(unclear));
            }
        }
    }

    private void demandSameRows() {
        if (!staged.removed().isEmpty() || staged.rows() != group.scan().rows()) {
            throw new IllegalArgumentException(
                    "a rewrite of " + table + " would turn " + group.scan().rows() + " rows into " + staged.rows());
        }
    }

    /** The group's files, if they are there with the rows that were read, and the columns are those that were written. */
    private Optional<List<LiveFile>> unchanged(TableMetadata base) {
        boolean fits = base != null
                && base.currentSnapshot() != null
                && IcebergTypes.columns(base.schema()).equals(staged.staging().columns());
        if (!fits) {
            return Optional.empty();
        }
        Set<String> wanted = group.scan().files().stream().map(DataFile::path).collect(Collectors.toSet());
        List<LiveFile> live = LiveFile.in(base).stream()
                .filter(file -> wanted.contains(file.path()))
                .toList();
        Map<String, Positions> removed = DeletionVectors.read(live);
        return live.size() == wanted.size() && removed.equals(group.scan().removed())
                ? Optional.of(live)
                : Optional.empty();
    }

    private TableMetadata readBack(RuntimeException unclear) {
        Set<String> written = staged.files().stream().map(WrittenFile::path).collect(Collectors.toSet());
        return catalog.metadata(table.name())
                .filter(found -> LiveFile.in(found).stream().map(LiveFile::path).anyMatch(written::contains))
                .orElseThrow(() -> unclear);
    }
}
