package dev.levada.store.lake.commit;

import dev.levada.store.Positions;
import dev.levada.store.Staged;
import dev.levada.store.Staging;
import dev.levada.store.WrittenFile;
import dev.levada.store.lake.layout.FileMetrics;
import dev.levada.store.lake.layout.PartitionSpecs;
import dev.levada.store.lake.layout.PartitionValues;
import dev.levada.store.lake.table.DeletionVectors;
import dev.levada.store.lake.table.LakeTable;
import dev.levada.store.lake.table.LiveFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.RewriteFiles;
import org.apache.iceberg.RowDelta;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.Transactions;
import org.apache.iceberg.io.DeleteWriteResult;
import org.jspecify.annotations.Nullable;

/** One change of a table on one base: columns, layout and rows in a single step of the catalog. */
public final class Commit {
    private final String name;
    private final PinnedOperations operations;
    private final @Nullable TableMetadata base;
    private final Transaction transaction;
    private final Change change;

    private Commit(String name, PinnedOperations operations, @Nullable TableMetadata base, Change change) {
        this.name = name;
        this.operations = operations;
        this.base = base;
        this.change = change;
        this.transaction = Transactions.newTransaction(name, operations, report -> {});
    }

    /**
     * Prepares a commit; nothing is visible, and everything that was written is in the folder.
     *
     * @param base what the catalog has; null if the table is new
     * @param folder where deletion vectors are written
     */
    public static Commit prepare(
            LakeTable table, TableOperations catalog, @Nullable TableMetadata base, Change change, Path folder) {
        Optional<Staging> staging = change.added().map(Staged::staging);
        TableMetadata start;
        if (staging.isPresent()) {
            start = Blueprint.of(staging.get(), base, table.folder());
        } else if (base != null) {
            start = base;
        } else {
            throw new IllegalArgumentException("nothing to make " + table + " of");
        }
        Commit commit = new Commit(table.toString(), new PinnedOperations(catalog, base, start, folder), base, change);
        commit.prepare();
        return commit;
    }

    private void prepare() {
        List<LiveFile> added = change.added().map(this::added).orElse(List.of());
        Map<LiveFile, Positions> thinned = new HashMap<>(change.replaced().thinned());
        change.added()
                .ifPresent(staged -> added.forEach(file -> {
                    Positions removed = staged.removed().get(file.path());
                    if (removed != null && removed.count() > 0) {
                        thinned.put(file, removed);
                    }
                }));
        if (added.isEmpty() && thinned.isEmpty() && change.replaced().dropped().isEmpty()) {
            commit(transaction.newFastAppend());
            return;
        }
        if (change.rows() == Change.Rows.SAME) {
            commit(rewrite(added));
            return;
        }
        RowDelta rows = transaction.newRowDelta();
        if (base != null && base.currentSnapshot() != null) {
            rows.validateFromSnapshot(base.currentSnapshot().snapshotId());
        }
        added.forEach(file -> rows.addRows(file.file()));
        for (LiveFile file : change.replaced().dropped()) {
            rows.removeRows(file.file());
            file.vector().ifPresent(rows::removeDeletes);
        }
        thin(rows, thinned);
        commit(rows);
    }

    private RewriteFiles rewrite(List<LiveFile> added) {
        RewriteFiles files = transaction.newRewrite();
        if (base != null && base.currentSnapshot() != null) {
            files.validateFromSnapshot(base.currentSnapshot().snapshotId());
        }
        for (LiveFile file : change.replaced().dropped()) {
            files.deleteFile(file.file());
            file.vector().ifPresent(files::deleteFile);
        }
        added.forEach(file -> files.addFile(file.file()));
        return files;
    }

    private void thin(RowDelta rows, Map<LiveFile, Positions> thinned) {
        if (!thinned.isEmpty()) {
            DeleteWriteResult vectors = DeletionVectors.write(new BaseTable(operations, name), thinned);
            vectors.deleteFiles().forEach(rows::addDeletes);
            vectors.rewrittenDeleteFiles().forEach(rows::removeDeletes);
        }
    }

    private void commit(SnapshotUpdate<?> update) {
        change.summary().forEach(update::set);
        update.commit();
    }

    private List<LiveFile> added(Staged staged) {
        if (staged.files().isEmpty()) {
            return List.of();
        }
        PartitionSpec spec = spec(staged.staging());
        PartitionValues values = new PartitionValues(metadata().schema(), staged.staging());
        List<LiveFile> files = new ArrayList<>();
        for (WrittenFile file : staged.files()) {
            files.add(LiveFile.added(dataFile(file, spec, values), spec));
        }
        return files;
    }

    private PartitionSpec spec(Staging staging) {
        Optional<PartitionSpec> known =
                PartitionSpecs.known(metadata().schema(), metadata().specs(), staging);
        if (known.isPresent()) {
            return known.get();
        }
        PartitionSpecs.add(transaction, staging);
        return PartitionSpecs.known(metadata().schema(), metadata().specs(), staging)
                .orElseThrow();
    }

    private DataFile dataFile(WrittenFile file, PartitionSpec spec, PartitionValues values) {
        DataFiles.Builder builder = DataFiles.builder(spec)
                .withPath(file.path())
                .withFormat(FileFormat.PARQUET)
                .withFileSizeInBytes(file.bytes())
                .withMetrics(FileMetrics.of(metadata().schema(), file));
        return (spec.isPartitioned() ? builder.withPartition(values.tuple(file, spec)) : builder).build();
    }

    private TableMetadata metadata() {
        return ((HasTableOperations) transaction.table()).operations().current();
    }

    /** Makes it visible, and returns the table as the commit left it. */
    public TableMetadata commit() {
        transaction.commitTransaction();
        return operations.current();
    }
}
