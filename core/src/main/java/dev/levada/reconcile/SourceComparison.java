package dev.levada.reconcile;

import dev.levada.api.Checkpoint;
import dev.levada.api.Column;
import dev.levada.api.Extent;
import dev.levada.api.Read;
import dev.levada.api.Read.Meeting;
import dev.levada.api.Source;
import dev.levada.api.cursor.CursorCheckpoint;
import dev.levada.engine.Session;
import dev.levada.ledger.Verification;
import dev.levada.plan.Columns;
import dev.levada.plan.Meetings;
import dev.levada.plan.Pinned;
import dev.levada.project.Asset;
import dev.levada.project.Making;
import dev.levada.reconcile.Reconciled.Reading;
import dev.levada.reconcile.compare.Comparison;
import dev.levada.reconcile.compare.Verdict;
import dev.levada.store.Facts;
import dev.levada.store.TableVersion;
import dev.levada.workspace.SourceNames;
import dev.levada.workspace.Sources;
import dev.levada.workspace.Workspace;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

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
            CurrentRows current = new CurrentRows(asset, version);
            Choice choice = choice(options, columns, current);
            step.accept("read");
            SourceRows rows = SourceRows.read(asset, extent, source, columns, session, scratch);
            rows.produced().account().demandBalance();
            Optional<SourceRows> pending = pending(extent, source, columns, scratch);
            notes.add(extent.notices());
            notes.changes(asset, version, extent);
            notes.errors(rows.produced().errors());
            Exhibits exhibits = new Exhibits(workspace.store(), asset, version, session, rows, pending);
            exhibits.show(current);
            Comparison.Result result = new Comparison(
                            session, choice.layout(), exhibits.evidence(choice.layout(), extent), step)
                    .compare(rows.kept().rows(), options.chunkRows(), options.limit());
            Map<Verdict, Long> verdicts = new HashMap<>(result.verdicts());
            exhibits.countFailing(verdicts);
            Reconciled reconciled =
                    reconciled(moment, against(extent), choice, reading(rows, pending), verdicts, result);
            return reconciled.agrees() && choice.extent() == Choice.Extent.ALL ? mark(reconciled, extent) : reconciled;
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
        boolean readsOn = Exhibits.isOfFiles(all) || extent.range().isPresent();
        return extent.nothingNew() || !readsOn
                ? Optional.empty()
                : Optional.of(SourceRows.read(asset, extent, source, columns, session, scratch));
    }

    private Choice choice(Options options, List<Column> columns, CurrentRows current) {
        Choice choice = Choice.of(
                options,
                Choice.usualKey(asset),
                withoutLagging(columns, current),
                withoutLagging(current.columns(), current));
        notes.lagging(columns.stream().filter(current::mayLag).toList());
        notes.columns(choice, "the source", "the table");
        return choice;
    }

    private static Reading reading(SourceRows rows, Optional<SourceRows> pending) {
        return new Reading(
                rows.produced().account(),
                rows.produced().reasons(),
                pending.map(found -> found.produced().account().read()).orElse(0L));
    }

    private Reconciled reconciled(
            Instant moment,
            String against,
            Choice choice,
            Reading reading,
            Map<Verdict, Long> verdicts,
            Comparison.Result result) {
        notes.deleted(asset, verdicts);
        long compared = result.chunks().stream()
                .mapToLong(chunk -> chunk.table().rows())
                .sum();
        return new Reconciled(
                asset.name(),
                against,
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
    }

    private String against(Extent extent) {
        List<String> names = SourceNames.of(extent.form());
        if (names.isEmpty()) {
            return extract.connection();
        }
        String first = String.join(", ", names.stream().limit(NAMED).toList());
        return names.size() > NAMED ? first + " and " + (names.size() - NAMED) + " more" : first;
    }

    private static List<Column> withoutLagging(List<Column> columns, CurrentRows current) {
        return columns.stream().filter(column -> !current.mayLag(column)).toList();
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
