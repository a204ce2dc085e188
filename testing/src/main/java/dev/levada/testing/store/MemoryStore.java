package dev.levada.testing.store;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.contract.WriteMode;
import dev.levada.project.AssetName;
import dev.levada.project.Interval;
import dev.levada.store.Facts;
import dev.levada.store.Prepared;
import dev.levada.store.Publication;
import dev.levada.store.Publication.QuarantineChange;
import dev.levada.store.Replaced;
import dev.levada.store.StageRequest;
import dev.levada.store.Staged;
import dev.levada.store.Staging;
import dev.levada.store.Store;
import dev.levada.store.TableCommit;
import dev.levada.store.TableCommit.Kind;
import dev.levada.store.TableScan;
import dev.levada.store.TableVersion;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A store whose tables are forgotten with the process; data files lie in a folder. Serves one process. */
public final class MemoryStore implements Store {
    private final StagingFolders folders;
    private final Clock clock;
    private final Map<AssetName, List<Version>> tables = new TreeMap<>();
    private final Set<String> published = new HashSet<>();
    private final Map<Path, StageRequest> requests = new HashMap<>();
    private long lastId;

    public MemoryStore(Path folder, Clock clock) {
        this.folders = new StagingFolders(folder);
        this.clock = clock;
    }

    @Override
    public synchronized Optional<TableVersion> head(AssetName table) {
        return newest(table).map(Version::version);
    }

    @Override
    public synchronized Optional<TableVersion> committedBy(String runId, AssetName table) {
        return tables.getOrDefault(table, List.of()).stream()
                .map(Version::version)
                .filter(version -> version.fact(Facts.RUN_ID).equals(Optional.of(runId)))
                .reduce((first, second) -> second);
    }

    @Override
    public synchronized TableScan scan(TableVersion version) {
        return find(version).content().scan(version.columns());
    }

    @Override
    public synchronized TableScan scan(TableVersion version, String timeColumn, Interval range) {
        return find(version).content().in(timeColumn, range).scan(version.columns());
    }

    @Override
    public synchronized Optional<TableVersion> version(AssetName table, long id) {
        return tables.getOrDefault(table, List.of()).stream()
                .map(Version::version)
                .filter(version -> version.id() == id)
                .findFirst();
    }

    @Override
    public synchronized List<TableCommit> commits(AssetName table, Optional<String> timeColumn, Optional<Long> after) {
        return tables.getOrDefault(table, List.of()).stream()
                .dropWhile(version ->
                        after.isPresent() && version.version().id() <= after.get() && isThere(table, after.get()))
                .map(version -> version.commit(timeColumn))
                .toList();
    }

    private boolean isThere(AssetName table, long id) {
        return version(table, id).isPresent();
    }

    @Override
    public synchronized Map<AssetName, String> tokens() {
        Map<AssetName, String> tokens = new TreeMap<>();
        tables.forEach((table, versions) -> tokens.put(
                table,
                String.valueOf(versions.get(versions.size() - 1).version().id())));
        tokens.keySet().removeIf(table -> table.schema().endsWith(AssetName.QUARANTINE_SUFFIX));
        return tokens;
    }

    @Override
    public synchronized Optional<TableVersion> rebase(Staged staged, WriteMode mode, Optional<TableVersion> base) {
        return newest(staged.staging().table())
                .filter(head -> base.isPresent() && new Rebase(staged, mode, head).isSafeFrom(base.get()))
                .map(Version::version);
    }

    @Override
    public synchronized Staging stage(StageRequest request) {
        Path folder = folders.make(request);
        requests.put(folder, request);
        return new Staging(
                request.table(),
                request.runId(),
                folder,
                ColumnIds.assign(request, newest(request.table()).map(Version::version)),
                request.partition(),
                request.constants());
    }

    @Override
    public synchronized TableScan preview(Staged staged, WriteMode mode, Optional<TableVersion> base) {
        return after(staged, mode, base).scan(staged.staging().columns());
    }

    @Override
    public synchronized Prepared prepare(Publication publication) {
        Staged staged = publication.staged();
        demandBase(staged.staging().table(), publication.base());
        Content content = after(staged, publication.mode(), publication.base());
        TableVersion version = version(staged, content, publication.facts());
        return new PreparedVersion(
                publication, new Version(version, Kind.of(publication.mode()), content, newest(version.table())));
    }

    private record PreparedVersion(Publication publication, Version made) implements Prepared {
        @Override
        public AssetName table() {
            return version().table();
        }

        @Override
        public TableVersion version() {
            return made.version();
        }

        @Override
        public TableScan scan() {
            return made.content().scan(version().columns());
        }

        @Override
        public TableScan scan(String timeColumn, Interval range) {
            return made.content().in(timeColumn, range).scan(version().columns());
        }

        @Override
        public TableCommit asCommit(Optional<String> timeColumn) {
            return made.commit(timeColumn);
        }
    }

    @Override
    public synchronized List<TableVersion> commit(List<Prepared> prepared) {
        if (prepared.stream().map(Prepared::table).distinct().count() < prepared.size()) {
            throw new IllegalArgumentException("one table twice in one release");
        }
        for (Prepared each : prepared) {
            demandBase(each.table(), ((PreparedVersion) each).publication().base());
        }
        for (Prepared each : prepared) {
            PreparedVersion made = (PreparedVersion) each;
            Publication publication = made.publication();
            published.add(publication.staged().staging().folder().toString());
            add(made.made());
            changeQuarantine(made.table(), publication.quarantine(), publication.facts());
        }
        return prepared.stream().map(Prepared::version).toList();
    }

    @Override
    public void discard(Prepared prepared) {}

    @Override
    public synchronized void discard(Staging staging) {
        if (!published.contains(staging.folder().toString())) {
            folders.remove(staging.folder());
            requests.remove(staging.folder());
        }
    }

    @Override
    public synchronized void sweep(String runId) {
        List<Path> stale = requests.entrySet().stream()
                .filter(request -> isPart(request.getValue().runId(), runId))
                .map(Map.Entry::getKey)
                .filter(folder -> !published.contains(folder.toString()))
                .toList();
        stale.forEach(folders::remove);
        stale.forEach(requests::remove);
    }

    private static boolean isPart(String name, String runId) {
        return name.equals(runId) || name.startsWith(runId + ".");
    }

    @Override
    public synchronized List<AssetName> tables() {
        return List.copyOf(tables.keySet());
    }

    @Override
    public void close() {}

    private Content after(Staged staged, WriteMode mode, Optional<TableVersion> base) {
        Content old = base.map(version -> find(version).content()).orElse(Content.EMPTY);
        return old.with(staged, mode);
    }

    private void demandBase(AssetName table, Optional<TableVersion> base) {
        if (!head(table).map(TableVersion::id).equals(base.map(TableVersion::id))) {
            throw LevadaException.retryable(
                    "store.conflict",
                    Blame.OUTSIDE,
                    table + ": another run has changed the table meanwhile. Nothing was published. Run again.",
                    null);
        }
    }

    private void add(Staged staged, Content content, Map<String, String> facts) {
        published.add(staged.staging().folder().toString());
        add(version(staged, content, facts), content);
    }

    private TableVersion version(Staged staged, Content content, Map<String, String> facts) {
        Staging staging = staged.staging();
        TableScan scan = content.scan(staging.columns());
        return new TableVersion(
                staging.table(),
                ++lastId,
                clock.instant(),
                staging.columns(),
                staging.partition(),
                scan.rows(),
                content.bytes(),
                facts);
    }

    private void add(TableVersion version, Content content) {
        add(new Version(version, Kind.CHANGE, content, newest(version.table())));
    }

    private void add(Version made) {
        tables.computeIfAbsent(made.version().table(), name -> new ArrayList<>())
                .add(made);
    }

    private void changeQuarantine(AssetName table, QuarantineChange change, Map<String, String> facts) {
        if (!change.released().isEmpty()) {
            Version old = newest(table.quarantine()).orElseThrow();
            Content less = old.content().without(new Replaced(Set.of(), change.released()));
            TableVersion was = old.version();
            long rows = less.scan(was.columns()).rows();
            TableVersion version = new TableVersion(
                    was.table(), ++lastId, clock.instant(), was.columns(), List.of(), rows, less.bytes(), facts);
            add(version, less);
        }
        change.added().ifPresent(staged -> {
            Content old = newest(table.quarantine()).map(Version::content).orElse(Content.EMPTY);
            add(staged, old.with(staged, WriteMode.APPEND), facts);
        });
    }

    private Optional<Version> newest(AssetName table) {
        List<Version> versions = tables.getOrDefault(table, List.of());
        return versions.isEmpty() ? Optional.empty() : Optional.of(versions.get(versions.size() - 1));
    }

    private Version find(TableVersion version) {
        return tables.getOrDefault(version.table(), List.of()).stream()
                .filter(known -> known.version().id() == version.id())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such version: " + version));
    }
}
