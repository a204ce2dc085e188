package dev.levada.store.lake.table;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.store.lake.disk.LocalFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.StaticTableOperations;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableScan;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.io.CloseableIterable;

/**
 * A data file that is in a table.
 *
 * @param vector which of its rows are removed; empty if all are there
 */
public record LiveFile(DataFile file, PartitionSpec spec, Optional<DeleteFile> vector) {

    public static LiveFile added(DataFile file, PartitionSpec spec) {
        return new LiveFile(file, spec, Optional.empty());
    }

    /** A table as Iceberg reads it, as its metadata say. */
    public static Table table(TableMetadata metadata) {
        StaticTableOperations operations = new StaticTableOperations(metadata, LakeCatalog.files());
        return new BaseTable(operations, metadata.location(), report -> {});
    }

    /** The files of a table at one snapshot, the oldest first. */
    public static List<LiveFile> in(TableMetadata metadata, long snapshot) {
        return planned(table(metadata).newScan().useSnapshot(snapshot));
    }

    /** Those that may have rows of which something holds. */
    public static List<LiveFile> in(TableMetadata metadata, long snapshot, Expression filter) {
        return planned(table(metadata).newScan().useSnapshot(snapshot).filter(filter));
    }

    /** The files of a table at one snapshot with the bounds of a column. */
    public static List<LiveFile> withBounds(TableMetadata metadata, long snapshot, String column) {
        return planned(table(metadata).newScan().useSnapshot(snapshot).includeColumnStats(Set.of(column)));
    }

    private static List<LiveFile> planned(TableScan scan) {
        List<LiveFile> files = new ArrayList<>();
        try (CloseableIterable<FileScanTask> tasks = scan.planFiles()) {
            tasks.forEach(task -> files.add(of(task)));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        files.sort(Comparator.comparing(LiveFile::sequence).thenComparing(LiveFile::path));
        return files;
    }

    /** The files of a table now. */
    public static List<LiveFile> in(TableMetadata metadata) {
        return metadata.currentSnapshot() == null
                ? List.of()
                : in(metadata, metadata.currentSnapshot().snapshotId());
    }

    private static LiveFile of(FileScanTask task) {
        List<DeleteFile> deletes = task.deletes();
        if (deletes.size() > 1 || deletes.stream().anyMatch(delete -> delete.format() != FileFormat.PUFFIN)) {
            throw new LevadaException(
                    "store.deletes",
                    Blame.OUTSIDE,
                    "Somebody else removed rows from " + task.file().location()
                            + " by equality or position delete files, which Levada does not read. Compact the table"
                            + " with the program that did.");
        }
        return new LiveFile(task.file(), task.spec(), deletes.stream().findFirst());
    }

    /** The paths of files and of their deletion vectors. */
    public static Set<Path> paths(List<LiveFile> files) {
        Set<Path> paths = new HashSet<>();
        for (LiveFile file : files) {
            paths.add(Path.of(file.path()));
            file.vector().ifPresent(vector -> paths.add(LocalFiles.path(vector.location())));
        }
        return paths;
    }

    public String path() {
        return LocalFiles.path(file.location()).toString();
    }

    private long sequence() {
        Long sequence = file.dataSequenceNumber();
        return sequence == null ? Long.MAX_VALUE : sequence;
    }
}
