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

/** What a task would do to its table's columns, in sentences. */
final class Forecast {
    private final Workspace workspace;
    private final Sources sources;

    Forecast(Workspace workspace, Sources sources) {
        this.workspace = workspace;
        this.sources = sources;
    }

    List<String> columns(Asset asset, Scope scope, TableVersion head, Optional<Extent> extent) {
        try {
            List<Column> wanted = wanted(asset, scope == Scope.ANEW ? List.of() : Columns.ownOf(asset, head), extent);
            if (scope == Scope.ANEW) {
                return Columns.changeAnew(asset, head, wanted).changes();
            }
            SchemaChange change = Columns.change(asset, head, wanted);
            List<String> sentences = new ArrayList<>(change.changes());
            change.refusals().forEach(refusal -> sentences.add("refused: " + refusal));
            return sentences;
        } catch (LevadaException e) {
            // The run fails with the same message and names the asset; other assets' plans are still worth seeing.
            return List.of("its columns cannot be told: " + e.getMessage());
        }
    }

    private List<Column> wanted(Asset asset, List<Column> table, Optional<Extent> extent) {
        try (Session session = workspace.engine().session()) {
            if (asset.making() instanceof Making.Extract extract) {
                List<Column> found = session.describe(extent.orElseThrow(), sources.open(extract.connection()));
                return Columns.ofExtract(asset, found, table);
            }
            Pinned.of(asset, workspace).exposeIn(session, workspace.store());
            Making.Transform transform = (Making.Transform) asset.making();
            String sql = asset.intervals()
                    .map(time -> IntervalQuery.of(transform, workspace.engine().parser())
                            .sample(time))
                    .orElse(transform.sql());
            return Columns.ofTransform(asset, session.describe(sql), table);
        }
    }
}
