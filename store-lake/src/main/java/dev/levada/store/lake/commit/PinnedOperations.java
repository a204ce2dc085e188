package dev.levada.store.lake.commit;

import java.nio.file.Path;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.encryption.EncryptionManager;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.LocationProvider;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a change to itself until the catalog is pointed to it. Iceberg would quietly put a change on top of whatever was
 * committed meanwhile; these operations never look at anything newer than their base, so that the catalog refuses.
 */
public final class PinnedOperations implements TableOperations {
    private final TableOperations catalog;
    private final TableMetadata start;
    private final Path deleteFolder;
    private @Nullable TableMetadata changed;

    /**
     * @param start what the catalog has, with new columns, which the change is put on top of
     * @param deleteFolder where deletion vectors are written
     */
    public PinnedOperations(TableOperations catalog, TableMetadata start, Path deleteFolder) {
        this.catalog = catalog;
        this.start = start;
        this.deleteFolder = deleteFolder;
    }

    @Override
    public TableMetadata current() {
        return changed == null ? start : changed;
    }

    @Override
    public TableMetadata refresh() {
        return current();
    }

    @Override
    public void commit(TableMetadata ignored, TableMetadata made) {
        changed = made;
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
