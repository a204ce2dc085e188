package dev.levada.testing.database;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.contract.WriteMode;
import dev.levada.project.AssetName;
import dev.levada.project.Interval;
import dev.levada.store.Courier;
import dev.levada.store.Facts;
import dev.levada.store.Positions;
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
import dev.levada.testing.store.ColumnIds;
import dev.levada.testing.store.StagingFolders;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A store as a database is one: it keeps rows, each at a place that changes with every commit, of a table's newest version only,
 * and fetches what engines wrote by a courier. Serves one process.
 */
public final class MemoryDatabase implements Store {
    /** Places of two versions have nothing in common. */
    private static final long PLACES_OF_A_VERSION = 1_000_000;

    private final StagingFolders folders;
    private final Clock clock;
    private final Courier courier;
    private final Map<AssetName, State> tables = new TreeMap<>();
    private final Map<Path, StageRequest> requests = new HashMap<>();
    private long lastId;

    public MemoryDatabase(Path folder, Clock clock, Courier courier) {
        this.folders = new StagingFolders(folder);
        this.clock = clock;
        this.courier = courier;
    }

    @Override
    public synchronized Optional<TableVersion> head(AssetName table) {
        return Optional.ofNullable(tables.get(table)).map(State::version);
    }

    private List<Made> past(AssetName table) {
        State state = tables.get(table);
        return state == null ? List.of() : state.past();
    }

    @Override
    public synchronized Optional<TableVersion> committedBy(String runId, AssetName table) {
        return past(table).stream()
                .map(Made::version)
                .filter(version -> version.fact(Facts.RUN_ID).equals(Optional.of(runId)))
                .reduce((first, second) -> second);
    }

    @Override
    public synchronized TableScan scan(TableVersion version) {
        return State.scan(version, held(version));
    }

    @Override
    public synchronized TableScan scan(TableVersion version, String timeColumn, Interval range) {
        return State.scan(version, held(version).within(timeColumn, range));
    }

    private Held held(TableVersion version) {
        State state = tables.get(version.table());
        if (state == null || state.version().id() != version.id()) {
            throw new LevadaException(
                    "store.version",
                    Blame.OUTSIDE,
                    "Version " + version.id() + " of " + version.table()
                            + " is gone: the database keeps the newest only.");
        }
        return state.held();
    }

    @Override
    public synchronized Optional<TableVersion> version(AssetName table, long id) {
        return head(table).filter(version -> version.id() == id);
    }

    @Override
    public synchronized List<TableCommit> commits(AssetName table, Optional<String> timeColumn, Optional<Long> after) {
        List<Made> past = past(table);
        boolean isKnown = past.stream()
                .anyMatch(made -> after.equals(Optional.of(made.version().id())));
        return past.stream()
                .filter(made -> !isKnown || made.version().id() > after.orElseThrow())
                .map(made -> made.commit(timeColumn))
                .toList();
    }

    @Override
    public synchronized Map<AssetName, String> tokens() {
        Map<AssetName, String> tokens = new TreeMap<>();
        tables.forEach((table, state) ->
                tokens.put(table, String.valueOf(state.version().id())));
        tokens.keySet().removeIf(AssetName::isQuarantine);
        return tokens;
    }

    /** Rows that are added meet nothing but what takes rows away; rows that are replaced have moved. */
    @Override
    public synchronized Optional<TableVersion> rebase(Staged staged, WriteMode mode, Optional<TableVersion> base) {
        AssetName table = staged.staging().table();
        Optional<TableVersion> head = head(table);
        if (base.isEmpty() || head.isEmpty() || head.get().id() == base.get().id()) {
            return base.isEmpty() ? Optional.empty() : head;
        }
        boolean isApart = mode == WriteMode.APPEND
                && staged.replaced().isNone()
                && head.get().columns().equals(base.get().columns())
                && past(table).stream()
                        .filter(made -> made.version().id() > base.get().id())
                        .allMatch(made -> made.removed().isEmpty()
                                && made.version().fact(Facts.CHECKPOINT).isEmpty());
        return isApart ? head : Optional.empty();
    }

    @Override
    public synchronized Staging stage(StageRequest request) {
        Path folder = folders.make(request);
        requests.put(folder, request);
        return new Staging(
                request.table(),
                request.runId(),
                folder,
                ColumnIds.assign(request, head(request.table())),
                request.partition(),
                request.constants());
    }

    @Override
    public synchronized TableScan preview(Staged staged, WriteMode mode, Optional<TableVersion> base) {
        TableScan files = new Arrival(staged).scan();
        return new TableScan(
                files.columns(),
                files.files(),
                files.removed(),
                files.constants(),
                files.matching(),
                Optional.of(staying(staged, mode, base)
                        .read(State.path(staged.staging().table()))));
    }

    /** The rows of the base that stay, in the columns that the table will have. */
    private Held staying(Staged staged, WriteMode mode, Optional<TableVersion> base) {
        Held old = base.map(this::held).orElse(Held.NOTHING);
        Held kept = old.without(staged.replaced(), State.path(staged.staging().table()))
                .in(staged.staging().columns());
        return switch (mode) {
            case OVERWRITE ->
                kept.without(Positions.of(
                        kept.rows().keySet().stream().mapToLong(Long::longValue).toArray()));
            case APPEND, UPSERT, INSERT_ONLY, SCD2, SCD3 -> kept;
            case OVERWRITE_PARTITIONS ->
                kept.outside(new Arrival(staged).partitions(), staged.staging().partition());
        };
    }

    @Override
    public Prepared prepare(Publication publication) {
        Staged staged = publication.staged();
        List<List<@Nullable Object>> fresh = new Arrival(staged).rows(courier);
        Optional<List<List<@Nullable Object>>> rejects =
                publication.quarantine().added().map(added -> new Arrival(added).rows(courier));
        synchronized (this) {
            demandBase(staged.staging().table(), publication.base());
            Held staying = staying(staged, publication.mode(), publication.base());
            State next = next(staged.staging(), Kind.of(publication.mode()), staying, fresh, publication.facts());
            return new PreparedState(publication, next, rejects.orElse(List.of()));
        }
    }

    private State next(
            Staging staging, Kind kind, Held staying, List<List<@Nullable Object>> fresh, Map<String, String> facts) {
        long id = ++lastId;
        Held held = staying.plus(fresh, id * PLACES_OF_A_VERSION);
        TableVersion version = new TableVersion(
                staging.table(),
                id,
                clock.instant(),
                staging.columns(),
                staging.partition(),
                held.rows().size(),
                held.bytes(),
                facts);
        State old = tables.get(staging.table());
        List<Made> past = new ArrayList<>(past(staging.table()));
        List<List<@Nullable Object>> removed =
                old == null ? List.of() : old.held().in(staging.columns()).lacking(staying.rows());
        past.add(new Made(
                version, Optional.ofNullable(old).map(state -> state.version().id()), kind, fresh, removed));
        return new State(version, held, past);
    }

    @Override
    public synchronized List<TableVersion> commit(List<Prepared> prepared) {
        if (prepared.stream().map(Prepared::table).distinct().count() < prepared.size()) {
            throw new IllegalArgumentException("one table twice in one release");
        }
        for (Prepared each : prepared) {
            demandBase(each.table(), ((PreparedState) each).publication().base());
        }
        for (Prepared each : prepared) {
            PreparedState made = (PreparedState) each;
            tables.put(made.table(), made.next());
            changeQuarantine(made);
        }
        return prepared.stream().map(Prepared::version).toList();
    }

    private void changeQuarantine(PreparedState made) {
        QuarantineChange change = made.publication().quarantine();
        if (change.isNone()) {
            return;
        }
        AssetName table = made.table().quarantine();
        Staging staging = change.added()
                .map(Staged::staging)
                .orElseGet(() -> like(head(table).orElseThrow()));
        State old = tables.get(table);
        Held staying = (old == null ? Held.NOTHING : old.held())
                .without(new Replaced(Set.of(), change.released()), State.path(table))
                .in(staging.columns());
        tables.put(
                table,
                next(
                        staging,
                        Kind.CHANGE,
                        staying,
                        made.rejects(),
                        made.publication().facts()));
    }

    private static Staging like(TableVersion version) {
        return new Staging(version.table(), "", Path.of(""), version.columns(), version.partition(), Map.of());
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

    @Override
    public void discard(Prepared prepared) {}

    @Override
    public synchronized void discard(Staging staging) {
        folders.remove(staging.folder());
        requests.remove(staging.folder());
    }

    @Override
    public synchronized void sweep(String runId) {
        List<Path> stale = requests.entrySet().stream()
                .filter(request -> isPart(request.getValue().runId(), runId))
                .map(Map.Entry::getKey)
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
}
