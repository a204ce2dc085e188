package dev.levada.store.lake.upkeep;

import dev.levada.store.lake.disk.LocalFiles;
import dev.levada.store.lake.table.LakeCatalog;
import dev.levada.store.lake.table.LakeTable;
import dev.levada.store.lake.table.Ledger;
import dev.levada.store.lake.table.SideFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FileIO;

/** The files that a table's metadata name, directly or through others. */
public final class Reachable {
    private final FileIO io = LakeCatalog.files();
    private final LakeTable table;
    private final TableMetadata metadata;
    private final Set<Path> files = new HashSet<>();
    private final Set<String> manifests = new HashSet<>();

    private Reachable(LakeTable table, TableMetadata metadata) {
        this.table = table;
        this.metadata = metadata;
    }

    /** The files that some of its snapshots need. */
    static Set<Path> of(LakeTable table, TableMetadata metadata, Collection<Snapshot> snapshots) {
        Reachable reachable = new Reachable(table, metadata);
        snapshots.forEach(reachable::add);
        return reachable.files;
    }

    /** All files that it needs, its own metadata included. */
    public static Set<Path> of(LakeTable table, TableMetadata metadata) {
        Reachable reachable = new Reachable(table, metadata);
        metadata.snapshots().forEach(reachable::add);
        reachable.add(metadata.metadataFileLocation());
        metadata.previousFiles().forEach(previous -> reachable.add(previous.file()));
        metadata.statisticsFiles().forEach(statistics -> reachable.add(statistics.path()));
        metadata.partitionStatisticsFiles().forEach(statistics -> reachable.add(statistics.path()));
        Ledger.reference(metadata).ifPresent(reference -> reachable.files.add(new SideFiles(table).path(reference)));
        return reachable.files;
    }

    private void add(String location) {
        files.add(LocalFiles.path(location).toAbsolutePath().normalize());
    }

    private void add(Snapshot snapshot) {
        files.addAll(new SideFiles(table).paths(snapshot.summary()));
        add(snapshot.manifestListLocation());
        for (ManifestFile manifest : snapshot.allManifests(io)) {
            if (manifests.add(manifest.path())) {
                add(manifest.path());
                try (CloseableIterable<String> paths = ManifestFiles.readPaths(manifest, io, metadata.specsById())) {
                    paths.forEach(this::add);
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
            }
        }
    }
}
