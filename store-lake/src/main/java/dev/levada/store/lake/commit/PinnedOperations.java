package dev.levada.store.lake.commit;

import java.nio.file.Path;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.encryption.EncryptionManager;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.LocationProvider;
import org.jspecify.annotations.Nullable;

/**
 * Commits on one base or not at all. Iceberg would quietly put a change on top of whatever was committed meanwhile; these
 * operations never look at anything newer than their base, so that the catalog refuses.
 */
public final class PinnedOperations implements TableOperations {
    private final TableOperations catalog;
    private final @Nullable TableMetadata base;
    private final TableMetadata start;
    private final Path deleteFolder;
    private @Nullable TableMetadata committed;

    /**
     * @param base what the catalog has; null if the table is new
     * @param start the same with new columns, which the change is put on top of
     * @param deleteFolder where deletion vectors are written
     */
    public PinnedOperations(
            TableOperations catalog, @Nullable TableMetadata base, TableMetadata start, Path deleteFolder) {
        this.catalog = catalog;
        this.base = base;
        this.start = start;
        this.deleteFolder = deleteFolder;
    }

    @Override
    public TableMetadata current() {
        return committed == null ? start : committed;
    }

    @Override
    public TableMetadata refresh() {
        return current();
    }

    @Override
    public void commit(TableMetadata ignored, TableMetadata changed) {
        try {
            catalog.commit(base, changed);
            committed = changed;
        } catch (CommitFailedException | AlreadyExistsException | CommitStateUnknownException known) {
            throw known;
        } catch (RuntimeException failed) {
            // Anything else may have come after the catalog's own commit, and then nothing may be cleaned up.
            throw new CommitStateUnknownException(failed);
        }
    }

    @Override
    public FileIO io() {
        return catalog.io();
    }

    @Override
    public EncryptionManager encryption() {
        return catalog.encryption();
    }

    @Override
    public String metadataFileLocation(String name) {
        return temp(start).metadataFileLocation(name);
    }

    @Override
    public LocationProvider locationProvider() {
        return new InFolder(deleteFolder.toString());
    }

    @Override
    public TableOperations temp(TableMetadata uncommitted) {
        return catalog.temp(uncommitted);
    }

    @Override
    public long newSnapshotId() {
        return catalog.newSnapshotId();
    }

    private record InFolder(String folder) implements LocationProvider {
        @Override
        public String newDataLocation(String name) {
            return folder + "/" + name;
        }

        @Override
        public String newDataLocation(PartitionSpec spec, StructLike partition, String name) {
            return newDataLocation(name);
        }
    }
}
