package dev.levada.store.database.commit;

import dev.levada.api.LevadaException;
import dev.levada.api.sql.Database;
import dev.levada.contract.WriteMode;
import dev.levada.project.AssetName;
import dev.levada.project.Interval;
import dev.levada.store.PathConstants;
import dev.levada.store.Prepared;
import dev.levada.store.Publication;
import dev.levada.store.QueryHost;
import dev.levada.store.StageRequest;
import dev.levada.store.Staged;
import dev.levada.store.Staging;
import dev.levada.store.Store;
import dev.levada.store.StoreKind;
import dev.levada.store.StoredColumn;
import dev.levada.store.TableCommit;
import dev.levada.store.TableScan;
import dev.levada.store.TableVersion;
import dev.levada.store.database.ColumnMerge;
import dev.levada.store.database.Conflicts;
import dev.levada.store.database.PastStep;
import dev.levada.store.database.Rebase;
import dev.levada.store.database.StagingFolders;
import dev.levada.store.database.books.Books;
import dev.levada.store.database.books.Entry;
import dev.levada.store.database.books.Migrations;
import dev.levada.store.database.books.Others;
import dev.levada.store.database.books.Sessions;
import dev.levada.store.database.books.Watch;
import dev.levada.store.database.books.Words;
import dev.levada.store.database.rows.Inflow;
import dev.levada.store.database.rows.KeySearch;
import dev.levada.store.database.rows.Landing;
import dev.levada.store.database.rows.Scans;
import dev.levada.store.database.rows.Traffic;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Tables in a database. A table has its newest version only: what it was before is remembered, but cannot be read.
 * Nothing is made before something is first written.
 */
public class DatabaseStore implements Store {
    private final Sessions sessions;
    private final Migrations migrations;
    private final Books books;
    private final Others others;
    private final Scans scans;
    private final StagingFolders folders;
    private final Parts parts;
    private final Optional<QueryHost> host;

    /**
     * What one kind of database does in its own way.
     *
     * @param carpentry made for the sessions and books of a store
     * @param host made for its sessions and scans, if queries over the tables can be computed there
     */
    public record Kind(Words words, Watch watch, Traffic traffic, CarpentryOf carpentry, HostOf host) {
        /** Of a database that computes no queries. */
        public Kind(Words words, Watch watch, Traffic traffic, CarpentryOf carpentry) {
            this(words, watch, traffic, carpentry, (sessions, scans) -> Optional.empty());
        }
    }

    /** Makes what computes queries over the tables of a store. */
    @FunctionalInterface
    public interface HostOf {
        Optional<QueryHost> with(Sessions sessions, Scans scans);
    }

    /** Makes the carpentry of a store. */
    @FunctionalInterface
    public interface CarpentryOf {
        Carpentry with(Sessions sessions, Books books, Landing landing);
    }

    /** @param site its courier reads what an engine wrote to the staging folder */
    protected DatabaseStore(Database database, Kind kind, StoreKind.Site site) {
        Words words = kind.words();
        Traffic traffic = kind.traffic();
        this.sessions = new Sessions(database);
        this.migrations = new Migrations(sessions, words, kind.watch());
        this.books = new Books(site.project(), database.name(), words, kind.watch());
        this.others = new Others(books, words, kind.watch(), site.clock(), site.access());
        KeySearch search = new KeySearch(sessions, words, traffic);
        Landing landing = new Landing(sessions, books, words, kind.watch(), traffic, site.courier());
        this.scans = new Scans(sessions, books, others, search, words, traffic);
        this.host = kind.host().with(sessions, scans);
        this.folders = new StagingFolders(site.staging());
        Carpentry carpentry = kind.carpentry().with(sessions, books, landing);
        this.parts = new Parts(
                sessions, books, others, words, kind.watch(), traffic, carpentry, landing, search, site.clock());
    }

    @Override
    public Optional<TableVersion> head(AssetName table) {
        return ask(
                        table,
                        entry -> session -> entry.head().isPresent()
                                ? books.version(
                                        session, table, entry.id(), entry.head().get())
                                : Optional.<TableVersion>empty())
                .flatMap(found -> found);
    }

    /** Something about a table that is there. */
    @FunctionalInterface
    private interface Question<T> {
        Sessions.Work<T> about(Entry entry);
    }

    /** Asks about a table once what others did is written down; empty if it is not there. */
    private <T> Optional<T> ask(AssetName table, Question<T> question) {
        if (!migrations.areThere()) {
            return Optional.empty();
        }
        return sessions.ask("cannot look at " + table, session -> {
            parts.carpentry().finish(session, table);
            Optional<Entry> entry = others.settle(session, table);
            return entry.isPresent() ? Optional.of(question.about(entry.get()).with(session)) : Optional.empty();
        });
    }

    @Override
    public Optional<TableVersion> committedBy(String runId, AssetName table) {
        return ask(table, entry -> session -> books.madeBy(session, table, entry.id(), runId))
                .flatMap(found -> found);
    }

    @Override
    public TableScan scan(TableVersion version) {
        return scans.of(version);
    }

    @Override
    public TableScan scan(TableVersion version, String timeColumn, Interval range) {
        return scans.of(version, timeColumn, range);
    }

    @Override
    public Optional<TableVersion> version(AssetName table, long id) {
        return head(table).filter(head -> head.id() == id);
    }

    @Override
    public List<TableCommit> commits(AssetName table, Optional<String> timeColumn, Optional<Long> after) {
        List<PastStep> steps =
                ask(table, entry -> session -> books.steps(session, entry.id())).orElse(List.of());
        boolean isKnown = steps.stream().anyMatch(step -> after.equals(Optional.of(step.id())));
        return steps.stream()
                .filter(step -> !isKnown || step.id() > after.orElseThrow())
                .map(step -> step.told(timeColumn))
                .toList();
    }

    @Override
    public Map<AssetName, String> tokens() {
        Map<AssetName, String> tokens = all();
        tokens.keySet().removeIf(AssetName::isQuarantine);
        return tokens;
    }

    private Map<AssetName, String> all() {
        return migrations.areThere() ? sessions.ask("cannot list the tables", books::tokens) : new TreeMap<>();
    }

    @Override
    public Optional<TableVersion> rebase(Staged staged, WriteMode mode, Optional<TableVersion> base) {
        AssetName table = staged.staging().table();
        Optional<TableVersion> head = head(table);
        if (base.isEmpty() || head.isEmpty()) {
            return Optional.empty();
        }
        List<PastStep> steps =
                ask(table, entry -> session -> books.steps(session, entry.id())).orElse(List.of());
        return new Rebase(staged, mode, base.get(), head.get(), steps).isSafe() ? head : Optional.empty();
    }

    @Override
    public Staging stage(StageRequest request) {
        migrations.demand();
        Optional<TableVersion> head = head(request.table());
        if (head.isEmpty()) {
            sessions.ask("cannot look at " + request.table(), session -> {
                demandFree(session, request.table());
                return true;
            });
        }
        int last = ask(request.table(), entry -> session -> entry.lastColumn()).orElse(0);
        List<StoredColumn> columns =
                ColumnMerge.of(request, head.map(TableVersion::columns).orElse(List.of()), last);
        parts.words().demandBearable(request.table(), columns);
        Map<String, String> constants = PathConstants.bearable(request.constants());
        Path folder = folders.make(request.table(), request.runId(), constants);
        Staging staging =
                Staging.passing(request.table(), request.runId(), folder, columns, request.partition(), constants);
        return request.use() != StageRequest.Use.READ_AGAIN && parts.traffic().takesRowsAsTheyCome()
                ? staging.with(
                        new Inflow(parts.landing(), staging, parts.carpentry().of(request.use(), head.isEmpty())))
                : staging;
    }

    /** A table that Levada has not made is never written to. */
    private void demandFree(Connection session, AssetName table) throws SQLException {
        if (parts.watch().isThere(session, table)) {
            throw Conflicts.taken(table);
        }
    }

    @Override
    public TableScan preview(Staged staged, WriteMode mode, Optional<TableVersion> base) {
        return scans.preview(staged, mode, base);
    }

    @Override
    public Prepared prepare(Publication publication) {
        TableScan after = preview(publication.staged(), publication.mode(), publication.base());
        return new Preparation(parts).prepare(publication, after);
    }

    @Override
    public List<TableVersion> commit(List<Prepared> prepared) {
        List<TableVersion> made = release(prepared).commit();
        prepared.forEach(each -> removeFiles((PreparedTable) each));
        return made;
    }

    /** The rows are in the database now, whatever becomes of the files. */
    private void removeFiles(PreparedTable table) {
        Publication publication = table.publication();
        try {
            folders.remove(publication.staged().staging().folder());
            Inflow.drop(publication.staged().staging());
            publication
                    .quarantine()
                    .added()
                    .map(Staged::staging)
                    .map(Staging::folder)
                    .ifPresent(folders::remove);
        } catch (UncheckedIOException | LevadaException later) {
            System.getLogger(DatabaseStore.class.getName())
                    .log(System.Logger.Level.DEBUG, "Files of " + table.table() + " are left", later);
        }
    }

    private Release release(List<Prepared> prepared) {
        List<PreparedTable> tables =
                prepared.stream().map(PreparedTable.class::cast).toList();
        return new Release(parts, tables);
    }

    @Override
    public void discard(Prepared prepared) {
        release(List.of(prepared)).discard();
    }

    @Override
    public void discard(Staging staging) {
        folders.remove(staging.folder());
        Inflow.drop(staging);
    }

    @Override
    public void sweep(String runId) {
        if (migrations.areThere()) {
            parts.landing().sweep(runId);
            parts.carpentry().sweep(runId);
        }
        folders.removeOfRun(runId);
    }

    @Override
    public Optional<QueryHost> host(Set<AssetName> tables) {
        return host;
    }

    @Override
    public List<AssetName> tables() {
        return List.copyOf(all().keySet());
    }

    @Override
    public void close() {
        sessions.close();
    }
}
