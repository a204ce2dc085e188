package dev.levada.store.lake;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.contract.WriteMode;
import dev.levada.project.AssetName;
import dev.levada.project.Interval;
import dev.levada.store.PathConstants;
import dev.levada.store.Prepared;
import dev.levada.store.Publication;
import dev.levada.store.StageRequest;
import dev.levada.store.Staged;
import dev.levada.store.Staging;
import dev.levada.store.Store;
import dev.levada.store.TableCommit;
import dev.levada.store.TableScan;
import dev.levada.store.TableVersion;
import dev.levada.store.Upkeep;
import dev.levada.store.lake.commit.PreparedTable;
import dev.levada.store.lake.commit.Publisher;
import dev.levada.store.lake.commit.Quarantines;
import dev.levada.store.lake.commit.Reading;
import dev.levada.store.lake.commit.Rebase;
import dev.levada.store.lake.commit.Release;
import dev.levada.store.lake.layout.IcebergTypes;
import dev.levada.store.lake.layout.SchemaMerge;
import dev.levada.store.lake.table.CommitLog;
import dev.levada.store.lake.table.Failures;
import dev.levada.store.lake.table.LakeCatalog;
import dev.levada.store.lake.table.LakeCatalog.Access;
import dev.levada.store.lake.table.LakeTable;
import dev.levada.store.lake.table.LiveFile;
import dev.levada.store.lake.table.SideFiles;
import dev.levada.store.lake.table.StagingFolders;
import dev.levada.store.lake.table.Versions;
import dev.levada.store.lake.upkeep.LakeUpkeep;
import dev.levada.store.lake.upkeep.Reachable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.iceberg.Schema;
import org.apache.iceberg.TableMetadata;

/**
 * Tables as Iceberg tables in a folder: {@code catalog.db}, and {@code schema/table/metadata} and {@code data}. Nothing is
 * made before something is first written.
 */
public final class LakeStore implements Store {
    private final LakeCatalog catalog;
    private final Clock clock;
    private final Quarantines quarantines;
    private final StagingFolders stagings;

    public LakeStore(Path lakeFolder, Clock clock) {
        this(new LakeCatalog(lakeFolder), clock);
    }

    /**
     * Tables to look at. If nothing can be written to their folder, what a crash left between a commit and its quarantine stays
     * unfinished.
     */
    public static LakeStore toLookAt(Path lakeFolder, Clock clock) {
        return new LakeStore(new LakeCatalog(lakeFolder, Access.LOOKING), clock);
    }

    LakeStore(LakeCatalog catalog, Clock clock) {
        this.catalog = catalog;
        this.clock = clock;
        this.quarantines = new Quarantines(catalog);
        this.stagings = new StagingFolders(catalog.lake());
    }

    @Override
    public Optional<TableVersion> head(AssetName table) {
        return Failures.translated(
                table,
                () -> quarantines.settled(table).flatMap(metadata -> Versions.head(catalog.table(table), metadata)));
    }

    @Override
    public Optional<TableVersion> committedBy(String runId, AssetName table) {
        return Failures.translated(
                table,
                () -> quarantines
                        .settled(table)
                        .flatMap(metadata -> Versions.committedBy(metadata, runId)
                                .map(snapshot -> Versions.of(catalog.table(table), metadata, snapshot))));
    }

    @Override
    public TableScan scan(TableVersion version) {
        return Failures.translated(version.table(), () -> {
            TableMetadata metadata = metadata(version);
            return Reading.of(metadata, LiveFile.in(metadata, version.id()), version.columns());
        });
    }

    @Override
    public TableScan scan(TableVersion version, String timeColumn, Interval range) {
        return Failures.translated(version.table(), () -> Reading.of(metadata(version), version, timeColumn, range));
    }

    @Override
    public Optional<TableVersion> version(AssetName table, long id) {
        return Failures.translated(
                table,
                () -> catalog.metadata(table)
                        .flatMap(metadata -> Optional.ofNullable(metadata.snapshot(id))
                                .map(snapshot -> Versions.of(catalog.table(table), metadata, snapshot))));
    }

    @Override
    public List<TableCommit> commits(AssetName table, Optional<String> timeColumn, Optional<Long> after) {
        return Failures.translated(
                table,
                () -> catalog.metadata(table)
                        .map(metadata -> new CommitLog(catalog.table(table), metadata, timeColumn).after(after))
                        .orElse(List.of()));
    }

    @Override
    public Map<AssetName, String> tokens() {
        return Failures.translated(catalog.lake(), () -> {
            Map<AssetName, String> tokens = new TreeMap<>(catalog.locations());
            tokens.keySet().removeIf(table -> Versions.owner(table).isPresent());
            return tokens;
        });
    }

    @Override
    public Optional<TableVersion> rebase(Staged staged, WriteMode mode, Optional<TableVersion> base) {
        AssetName table = staged.staging().table();
        return Failures.translated(
                table,
                () -> quarantines
                        .settled(table)
                        .filter(metadata -> base.map(version -> new Rebase(metadata, staged, mode, version).isSafe())
                                .orElse(false))
                        .flatMap(metadata -> Versions.head(catalog.table(table), metadata)));
    }

    private TableMetadata metadata(TableVersion version) {
        return catalog.metadata(version.table())
                .filter(metadata -> metadata.snapshot(version.id()) != null)
                .orElseThrow(() -> new LevadaException(
                        "store.version",
                        Blame.OUTSIDE,
                        "Version " + version.id() + " of " + version.table()
                                + " is gone: somebody else removed it while it was read. Run again."));
    }

    @Override
    public Staging stage(StageRequest request) {
        return Failures.translated(request.table(), () -> {
            Schema schema =
                    SchemaMerge.of(request, catalog.metadata(request.table()).orElse(null));
            Map<String, String> constants = PathConstants.bearable(request.constants());
            Path folder = StagingFolders.make(catalog.table(request.table()), request.runId(), constants);
            return new Staging(
                    request.table(),
                    request.runId(),
                    folder,
                    IcebergTypes.columns(schema),
                    request.partition(),
                    constants);
        });
    }

    @Override
    public TableScan preview(Staged staged, WriteMode mode, Optional<TableVersion> base) {
        return Failures.translated(
                staged.staging().table(),
                () -> base.map(version -> {
                            TableMetadata metadata = metadata(version);
                            List<LiveFile> files = LiveFile.in(metadata, version.id());
                            return Reading.of(metadata, files, staged, mode);
                        })
                        .orElseGet(() -> Reading.of(staged)));
    }

    @Override
    public Prepared prepare(Publication publication) {
        return Failures.translated(
                publication.staged().staging().table(),
                () -> new Publisher(catalog, quarantines, clock, publication).prepare());
    }

    @Override
    public List<TableVersion> commit(List<Prepared> prepared) {
        return Failures.translated(catalog.lake(), () -> release(prepared).commit());
    }

    @Override
    public void discard(Prepared prepared) {
        Failures.translated(prepared.table(), () -> {
            release(List.of(prepared)).discardUnlessVisible();
            return prepared;
        });
    }

    private Release release(List<Prepared> prepared) {
        List<PreparedTable> tables =
                prepared.stream().map(PreparedTable.class::cast).toList();
        return new Release(catalog, quarantines, clock, tables);
    }

    @Override
    public void discard(Staging staging) {
        Failures.translated(staging.table(), () -> {
            Path folder = staging.folder();
            if (Files.exists(folder) && !StagingFolders.isAmong(folder, published(staging.runId(), staging.table()))) {
                stagings.remove(folder);
            }
            return staging;
        });
    }

    @Override
    public void sweep(String runId) {
        for (AssetName table : Failures.translated(catalog.lake(), () -> stagings.tablesOf(runId))) {
            Failures.translated(table, () -> sweep(runId, table));
        }
    }

    private AssetName sweep(String runId, AssetName table) {
        LakeTable lakeTable = catalog.table(table);
        // The commit that added a file may have expired while later versions still have the file.
        Set<Path> needed = quarantines
                .settled(table)
                .map(metadata -> Reachable.of(lakeTable, metadata))
                .orElse(Set.of());
        for (String part : StagingFolders.partsOf(lakeTable, runId)) {
            if (!isCommitted(part, table)) {
                new SideFiles(lakeTable).remove(part);
            }
            stagings.removeOfRun(lakeTable, part, needed);
        }
        return table;
    }

    private boolean isCommitted(String runId, AssetName table) {
        return catalog.metadata(table)
                .map(metadata -> !Versions.everCommittedBy(metadata, runId).isEmpty())
                .orElse(false);
    }

    /** The files that a table had when a run committed to it, though it may have gone back since; empty if it did not. */
    private Set<Path> published(String runId, AssetName table) {
        Set<Path> paths = new HashSet<>();
        quarantines
                .settled(table)
                .ifPresent(metadata -> Versions.everCommittedBy(metadata, runId)
                        .forEach(snapshot ->
                                paths.addAll(LiveFile.paths(LiveFile.in(metadata, snapshot.snapshotId())))));
        return paths;
    }

    @Override
    public Optional<Upkeep> upkeep(AssetName table) {
        return Optional.of(new LakeUpkeep(catalog, quarantines));
    }

    @Override
    public List<AssetName> tables() {
        return Failures.translated(catalog.lake(), catalog::tables);
    }

    @Override
    public void close() {
        catalog.close();
    }
}
