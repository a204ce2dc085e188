package dev.levada.store.lake.commit;

import dev.levada.store.Positions;
import dev.levada.store.Staged;
import dev.levada.store.Staging;
import dev.levada.store.WrittenFile;
import dev.levada.store.lake.layout.FileMetrics;
import dev.levada.store.lake.layout.PartitionSpecs;
import dev.levada.store.lake.layout.PartitionValues;
import dev.levada.store.lake.table.DeletionVectors;
import dev.levada.store.lake.table.LakeCatalog;
import dev.levada.store.lake.table.LakeTable;
import dev.levada.store.lake.table.LiveFile;
import dev.levada.store.lake.table.Swap;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.RewriteFiles;
import org.apache.iceberg.RowDelta;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.Transactions;
import org.apache.iceberg.io.DeleteWriteResult;
import org.apache.iceberg.io.FileIO;
import org.jspecify.annotations.Nullable;

/** One change of a table on one base: columns, layout and rows in a single step of the catalog. */
public final class Commit {
    private static final Pattern VERSION = Pattern.compile("/(\\d{1,9})-[^/]*$");

    private final PinnedOperations operations;
    private final @Nullable TableMetadata base;
    private final Transaction transaction;
    private final Change change;
    private final LakeTable table;
    private TableMetadata changed;

    private Commit(LakeTable table, PinnedOperations operations, @Nullable TableMetadata base, Change change) {
        this.table = table;
        this.operations = operations;
        this.base = base;
        this.changed = operations.current();
        this.change = change;
        this.transaction = Transactions.newTransaction(table.toString(), operations, report -> {});
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
        Commit commit = new Commit(table, new PinnedOperations(catalog, start, folder), base, change);
        commit.prepare();
        commit.write();
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

    private void write() {
        transaction.commitTransaction();
        int version = base == null ? 0 : version(base.metadataFileLocation()) + 1;
        String name = String.format(Locale.ROOT, "%05d-%s.metadata.json", version, UUID.randomUUID());
        String location = operations.metadataFileLocation(name);
        TableMetadataParser.write(operations.current(), operations.io().newOutputFile(location));
        changed = TableMetadataParser.read(operations.io(), location);
    }

    /** The number that a metadata file's name begins with, as Iceberg's own catalogs count. */
    private static int version(String location) {
        Matcher name = VERSION.matcher(location);
        return name.find() ? Integer.parseInt(name.group(1)) : -1;
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
            DeleteWriteResult vectors = DeletionVectors.write(new BaseTable(operations, table.toString()), thinned);
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

    /** The table as it will be; its metadata are on disk. */
    public TableMetadata changed() {
        return changed;
    }

    /** The step that makes it visible. */
    public Swap swap() {
        return new Swap(
                table.name(),
                Optional.ofNullable(base).map(TableMetadata::metadataFileLocation),
                changed.metadataFileLocation());
    }

    /** Makes it visible by itself, and returns the table as the commit left it. */
    TableMetadata commit(LakeCatalog catalog) {
        catalog.swap(List.of(swap()));
        forgetOldMetadata();
        return changed;
    }

    /** Removes metadata that are older than the table wants to keep. It is visible already: what stays behind does no harm. */
    void forgetOldMetadata() {
        CatalogUtil.deleteRemovedMetadataFiles(operations.io(), base, changed);
    }

    /** Removes what preparing wrote. To be called only if it is certain not to be visible. */
    void discard() {
        FileIO io = operations.io();
        Snapshot made = changed.currentSnapshot();
        if (made != null) {
            made.allManifests(io).stream()
                    .filter(manifest -> Objects.equals(manifest.snapshotId(), made.snapshotId()))
                    .forEach(manifest -> io.deleteFile(manifest.path()));
            io.deleteFile(made.manifestListLocation());
        }
        io.deleteFile(changed.metadataFileLocation());
    }
}
