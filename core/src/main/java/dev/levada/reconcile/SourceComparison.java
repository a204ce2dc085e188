package dev.levada.reconcile;

import dev.levada.api.Checkpoint;
import dev.levada.api.Column;
import dev.levada.api.Extent;
import dev.levada.api.Form;
import dev.levada.api.Read;
import dev.levada.api.Read.Meeting;
import dev.levada.api.Source;
import dev.levada.api.cursor.CursorCheckpoint;
import dev.levada.contract.WriteMode;
import dev.levada.engine.Rows;
import dev.levada.engine.Session;
import dev.levada.ledger.Verification;
import dev.levada.plan.Columns;
import dev.levada.plan.Meetings;
import dev.levada.plan.Pinned;
import dev.levada.project.Asset;
import dev.levada.project.Making;
import dev.levada.reconcile.Reconciled.Reading;
import dev.levada.reconcile.compare.Comparison;
import dev.levada.reconcile.compare.Evidence;
import dev.levada.reconcile.compare.Evidence.Duplicates;
import dev.levada.reconcile.compare.Layout;
import dev.levada.reconcile.compare.Literal;
import dev.levada.reconcile.compare.Verdict;
import dev.levada.reconcile.compare.Views;
import dev.levada.store.Audit;
import dev.levada.store.Facts;
import dev.levada.store.Quarantine;
import dev.levada.store.TableVersion;
import dev.levada.workspace.SourceNames;
import dev.levada.workspace.Sources;
import dev.levada.workspace.Workspace;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Compares one extract's table, at one version, with its source as it is now. */
final class SourceComparison {
    /** How many files are named. */
    private static final int NAMED = 3;

    private final Workspace workspace;
    private final Asset asset;
    private final Making.Extract extract;
    private final TableVersion version;
    private final Session session;
    private final Consumer<String> step;
    private final Notes notes = new Notes();

    SourceComparison(
            Workspace workspace,
            Asset asset,
            Making.Extract extract,
            TableVersion version,
            Session session,
            Consumer<String> step) {
        this.workspace = workspace;
        this.asset = asset;
        this.extract = extract;
        this.version = version;
        this.session = session;
        this.step = step;
    }

    Reconciled compare(Options options) {
        try (Sources sources = new Sources(workspace);
                Scratch scratch = Scratch.in(workspace.project())) {
            Source source = sources.open(extract.connection());
            Instant moment = workspace.clock().instant();
            Extent extent = source.plan(read(Optional.empty()));
            Pinned.of(asset, workspace).exposeIn(session, workspace.store());
            List<Column> columns =
                    Columns.ofExtract(asset, session.describe(extent, source), Columns.ownOf(asset, version));
            step.accept("read");
            SourceRows rows = SourceRows.read(asset, extent, source, columns, session, scratch);
            rows.produced().account().demandBalance();
            Optional<SourceRows> pending = pending(extent, source, columns, scratch);
            return compare(options, moment, extent, columns, rows, pending);
        }
    }

    /** All rows are told apart here, so that none must be remembered. */
    private Read read(Optional<Checkpoint> since) {
        Meeting meeting = Meetings.of(asset.write()) == Meeting.REPLACE ? Meeting.REPLACE : Meeting.RECOGNISE;
        return new Read(extract.settings(), since, meeting);
    }

    /** What the next run would read, if it would not read everything anew. */
    private Optional<SourceRows> pending(Extent all, Source source, List<Column> columns, Scratch scratch) {
        Optional<Checkpoint> since = version.fact(Facts.CHECKPOINT).map(Checkpoint::new);
        if (since.isEmpty() || !asset.write().isIncremental()) {
            return Optional.empty();
        }
        Extent extent = source.plan(read(since));
        notes.add(extent.notices());
        boolean readsOn = isOfFiles(all) || extent.range().isPresent();
        return extent.nothingNew() || !readsOn
                ? Optional.empty()
                : Optional.of(SourceRows.read(asset, extent, source, columns, session, scratch));
    }

    private static boolean isOfFiles(Extent extent) {
        return !(extent.form() instanceof Form.Rows);
    }

    private Reconciled compare(
            Options options,
            Instant moment,
            Extent extent,
            List<Column> columns,
            SourceRows rows,
            Optional<SourceRows> pending) {
        CurrentRows current = new CurrentRows(asset, version);
        Choice choice = Choice.of(
                options,
                Choice.usualKey(asset),
                withoutLagging(columns, current),
                withoutLagging(current.columns(), current));
        notes.lagging(columns.stream().filter(current::mayLag).toList());
        notes.add(extent.notices());
        notes.changes(asset, version, extent);
        notes.errors(rows.produced().errors());
        notes.columns(choice, "the source", "the table");
        show(current, rows, pending);
        Comparison.Result result = new Comparison(
                        session, choice.layout(), evidence(choice.layout(), extent, rows, pending), step)
                .compare(rows.kept().rows(), options.chunkRows(), options.limit());
        Map<Verdict, Long> verdicts = new HashMap<>(result.verdicts());
        countFailing(rows.produced().errors().keySet(), verdicts);
        notes.deleted(asset, verdicts);
        long compared = result.chunks().stream()
                .mapToLong(chunk -> chunk.table().rows())
                .sum();
        Reading reading = new Reading(
                rows.produced().account(),
                rows.produced().reasons(),
                pending.map(found -> found.produced().account().read()).orElse(0L));
        Reconciled reconciled = new Reconciled(
                asset.name(),
                String.join(
                        ", ",
                        SourceNames.of(extent.form()).stream().limit(NAMED).toList()),
                moment,
                version.id(),
                Reconciliation.names(choice.layout().key()),
                Reconciliation.names(choice.layout().columns()),
                Optional.of(reading),
                version.rows() - compared,
                result.chunks(),
                verdicts,
                result.differences(),
                notes.list(),
                Optional.empty());
        return reconciled.agrees() && choice.extent() == Choice.Extent.ALL ? mark(reconciled, extent) : reconciled;
    }

    private static List<Column> withoutLagging(List<Column> columns, CurrentRows current) {
        return columns.stream().filter(column -> !current.mayLag(column)).toList();
    }

    /** Rows that fail a run have no place to be in. */
    private void countFailing(Set<String> rules, Map<Verdict, Long> verdicts) {
        if (rules.isEmpty()) {
            return;
        }
        String codes = rules.stream().map(Literal::text).collect(Collectors.joining(", ", "[", "]"));
        try (Rows counted =
                session.query("SELECT count(*) FROM " + Views.BROKEN + " WHERE list_has_any(reasons, " + codes + ")")) {
            Object count = Objects.requireNonNull(counted.next()).get(0);
            verdicts.put(Verdict.FAILS_RUN, ((Number) Objects.requireNonNull(count)).longValue());
        }
    }

    private void show(CurrentRows current, SourceRows rows, Optional<SourceRows> pending) {
        asset.write()
                .deletes()
                .when()
                .ifPresentOrElse(
                        when -> session.expose(Views.SOURCE, rows.kept(), "NOT coalesce((" + when + "\n), false)"),
                        () -> session.expose(Views.SOURCE, rows.kept()));
        current.condition()
                .ifPresentOrElse(
                        condition ->
                                session.expose(Views.TABLE, workspace.store().scan(version), condition),
                        () -> session.expose(Views.TABLE, workspace.store().scan(version)));
        session.expose(Views.CANDIDATES, rows.withDuplicates());
        session.expose(Views.BROKEN, rows.broken());
        pending.ifPresent(found -> session.expose(Views.PENDING, found.withDuplicates()));
        workspace
                .store()
                .head(asset.name().quarantine())
                .ifPresentOrElse(
                        head -> session.expose(
                                Views.QUARANTINE, workspace.store().scan(head)),
                        () -> session.declare(Views.QUARANTINE, Quarantine.COLUMNS));
    }

    private Evidence evidence(Layout layout, Extent extent, SourceRows rows, Optional<SourceRows> pending) {
        boolean keepsFiles = isOfFiles(extent)
                && asset.write().mode() != WriteMode.OVERWRITE
                && version.columns().stream().anyMatch(column -> column.name().equals(Audit.SOURCE));
        return new Evidence(
                pending.isPresent(),
                duplicates(layout, rows),
                true,
                keepsFiles ? Optional.of(SourceNames.of(extent.form())) : Optional.empty(),
                asset.write().mode() == WriteMode.INSERT_ONLY);
    }

    /** What is kept of several rows of one key depends on the runs that they came in, unless an order tells. */
    private Duplicates duplicates(Layout layout, SourceRows rows) {
        boolean byUsualKey = Reconciliation.names(layout.key()).stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList()
                .equals(Choice.usualKey(asset).stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .toList());
        if (rows.produced().account().duplicates() == 0 || !byUsualKey) {
            return Duplicates.NONE;
        }
        return switch (asset.write().mode()) {
            case OVERWRITE -> Duplicates.NONE;
            case APPEND, OVERWRITE_PARTITIONS -> new Duplicates(Duplicates.Most.ALL, Optional.empty());
            case INSERT_ONLY -> new Duplicates(Duplicates.Most.ONE, Optional.empty());
            case UPSERT, SCD2, SCD3 -> new Duplicates(Duplicates.Most.ONE, SourceRows.order(asset.write()));
        };
    }

    private Reconciled mark(Reconciled reconciled, Extent extent) {
        Verification verification = new Verification(
                asset.name(),
                reconciled.moment(),
                version.id(),
                Optional.ofNullable(extent.version()),
                version.fact(Facts.CHECKPOINT)
                        .flatMap(text -> CursorCheckpoint.of(new Checkpoint(text)))
                        .flatMap(CursorCheckpoint::last)
                        .map(Object::toString),
                reconciled.key(),
                reconciled.sourceRows(),
                reconciled.tableRows(),
                reconciled.reading().map(Reading::pending).orElse(0L));
        workspace.ledger().verifications().put(verification);
        return reconciled.with(verification);
    }
}
