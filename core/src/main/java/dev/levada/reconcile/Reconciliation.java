package dev.levada.reconcile;

import dev.levada.api.Blame;
import dev.levada.api.Column;
import dev.levada.api.LevadaException;
import dev.levada.engine.Session;
import dev.levada.project.Asset;
import dev.levada.project.AssetName;
import dev.levada.project.Making;
import dev.levada.reconcile.compare.Comparison;
import dev.levada.reconcile.compare.Evidence;
import dev.levada.reconcile.compare.Views;
import dev.levada.report.Observer;
import dev.levada.run.Activity;
import dev.levada.store.Audit;
import dev.levada.store.TableVersion;
import dev.levada.workspace.Workspace;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Compares tables with their sources, or with each other. Changes nothing but the mark in the ledger. */
public final class Reconciliation implements AutoCloseable {
    private final Workspace workspace;
    private final Activity activity;

    /** @param observer is told how far it is */
    public Reconciliation(Workspace workspace, Observer observer) {
        this.workspace = workspace;
        this.activity = new Activity(observer);
    }

    /** Stops what runs. Any thread may call. */
    public void interrupt() {
        activity.stop();
    }

    /**
     * Compares an extract's table with its source, and writes down that they agree if they do.
     *
     * @throws LevadaException if the asset is no extract, was never made, or its source cannot be read
     */
    public Reconciled withSource(Asset asset, Options options) {
        if (!(asset.making() instanceof Making.Extract extract)) {
            throw new LevadaException(
                    "reconcile.transform",
                    Blame.PROJECT,
                    asset.name()
                            + " is made by a query and has no source to be compared with. To compare its table with"
                            + " another asset's: levada reconcile " + asset.name() + " OTHER");
        }
        TableVersion version = head(asset.name());
        return inSession(
                asset.name(),
                session -> new SourceComparison(workspace, asset, extract, version, session, step(asset, session))
                        .compare(options));
    }

    /** Compares all rows of two tables. @param other takes the place of the source */
    public Reconciled tables(Asset asset, Asset other, Options options) {
        TableVersion version = head(asset.name());
        TableVersion against = head(other.name());
        return inSession(asset.name(), session -> {
            Instant moment = workspace.clock().instant();
            session.expose(Views.TABLE, workspace.store().scan(version));
            session.expose(Views.SOURCE, workspace.store().scan(against));
            Choice choice = Choice.of(options, Choice.usualKeyOfVersions(asset), own(against), own(version));
            Notes notes = new Notes();
            notes.columns(choice, other.name().toString(), asset.name().toString());
            Comparison.Result result = new Comparison(session, choice.layout(), Evidence.NONE, step(asset, session))
                    .compare(against.rows(), options.chunkRows(), options.limit());
            return new Reconciled(
                    asset.name(),
                    other.name().toString(),
                    moment,
                    version.id(),
                    names(choice.layout().key()),
                    names(choice.layout().columns()),
                    Optional.empty(),
                    0,
                    result.chunks(),
                    result.verdicts(),
                    result.differences(),
                    notes.list(),
                    Optional.empty());
        });
    }

    /** The columns that Levada adds say when and from where rows came, which differs. */
    private static List<Column> own(TableVersion version) {
        return version.shape().stream()
                .filter(column ->
                        Audit.COLUMNS.stream().noneMatch(audit -> audit.name().equals(column.name())))
                .filter(column -> !column.equals(Audit.LATE))
                .toList();
    }

    static List<String> names(List<Column> columns) {
        return columns.stream().map(Column::name).toList();
    }

    private TableVersion head(AssetName table) {
        return workspace
                .store()
                .head(table)
                .orElseThrow(() -> new LevadaException(
                        "run.never-made", Blame.PROJECT, table + " was never made. Make it: levada run " + table));
    }

    private Consumer<String> step(Asset asset, Session session) {
        return word -> activity.enter(asset.name(), word, session);
    }

    private Reconciled inSession(AssetName asset, Function<Session, Reconciled> comparing) {
        try (Session session = workspace.engine().session()) {
            activity.enter(asset, "prepare", session);
            try {
                return comparing.apply(session);
            } finally {
                activity.leave(session);
            }
        }
    }

    @Override
    public void close() {
        activity.close();
    }
}
