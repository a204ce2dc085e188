package dev.levada.plan;

import dev.levada.api.Column;
import dev.levada.api.Extent;
import dev.levada.api.LevadaException;
import dev.levada.engine.Session;
import dev.levada.project.Asset;
import dev.levada.project.Making;
import dev.levada.store.Scope;
import dev.levada.store.TableVersion;
import dev.levada.workspace.Sources;
import dev.levada.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a task would do to its table's columns, in sentences. Queries are bound, and no table is read. */
final class Forecast implements AutoCloseable {
    private final Workspace workspace;
    private final Sources sources;
    private @Nullable Session session;

    Forecast(Workspace workspace, Sources sources) {
        this.workspace = workspace;
        this.sources = sources;
    }

    List<String> columns(Asset asset, Scope scope, TableVersion head, Optional<Extent> extent) {
        try {
            Adoption adoption = adoption(asset, scope == Scope.ANEW ? List.of() : Columns.ownOf(asset, head), extent);
            if (scope == Scope.ANEW) {
                return Columns.changeAnew(asset, head, adoption.columns()).changes();
            }
            List<String> sentences = new ArrayList<>();
            List<String> refusals = new ArrayList<>(adoption.refusals());
            if (refusals.isEmpty()) {
                SchemaChange change = Columns.change(asset, head, adoption.columns());
                sentences.addAll(change.changes());
                sentences.addAll(adoption.changes());
                refusals.addAll(change.refusals());
            }
            refusals.forEach(refusal -> sentences.add("refused: " + refusal));
            return sentences;
        } catch (LevadaException e) {
            // The run fails with the same message and names the asset; other assets' plans are still worth seeing.
            return List.of("its columns cannot be told: " + e.getMessage());
        }
    }

    private Adoption adoption(Asset asset, List<Column> table, Optional<Extent> extent) {
        if (asset.making() instanceof Making.Extract extract) {
            List<Column> found = session().describe(extent.orElseThrow(), sources.open(extract.connection()));
            return Adoption.of(asset, extent.orElseThrow().form(), found, table);
        }
        Pinned.of(asset, workspace).declareIn(session());
        Making.Transform transform = (Making.Transform) asset.making();
        String sql = asset.intervals()
                .map(time ->
                        IntervalQuery.of(transform, workspace.engine().parser()).sample(time))
                .orElse(transform.sql());
        return Adoption.whole(Columns.ofTransform(asset, session().describe(sql), table));
    }

    /** One for all assets: to open it takes longer than to bind a query. */
    private Session session() {
        if (session == null) {
            session = workspace.engine().session();
        }
        return session;
    }

    @Override
    public void close() {
        if (session != null) {
            session.close();
        }
    }
}
