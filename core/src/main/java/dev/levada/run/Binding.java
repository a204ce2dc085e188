package dev.levada.run;

import dev.levada.api.Blame;
import dev.levada.api.Column;
import dev.levada.api.LevadaException;
import dev.levada.contract.ColumnContract;
import dev.levada.engine.Session;
import dev.levada.engine.SqlException;
import dev.levada.plan.Columns;
import dev.levada.plan.Inputs;
import dev.levada.plan.IntervalQuery;
import dev.levada.plan.Meetings;
import dev.levada.plan.Pinned;
import dev.levada.plan.Venues;
import dev.levada.problem.Position;
import dev.levada.problem.Problem;
import dev.levada.problem.ProjectException;
import dev.levada.problem.SqlPlace;
import dev.levada.project.Asset;
import dev.levada.project.AssetName;
import dev.levada.project.Making;
import dev.levada.project.Making.Extract;
import dev.levada.project.Making.Transform;
import dev.levada.project.Pushdown;
import dev.levada.store.Quarantine;
import dev.levada.workspace.Sources;
import dev.levada.workspace.Workspace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * A check of a project while it goes on. Every asset's columns are found out and declared to the sessions, so that each query
 * finds the tables that it reads. Thread-safe for different assets, each of which comes after those that it depends on.
 */
final class Binding {
    private final Workspace workspace;
    private final SourceShapes shapes;
    private final Map<AssetName, List<Column>> known = new ConcurrentHashMap<>();

    Binding(Workspace workspace, Sources sources) {
        this.workspace = workspace;
        this.shapes = new SourceShapes(sources);
    }

    Bound bind(Asset asset, Session session) {
        Bound bound = new Bound();
        declareQuarantines(asset, session);
        Optional<List<Column>> columns = asset.making() instanceof Extract extract
                ? extracted(asset, extract, session, bound)
                : queried(asset, (Transform) asset.making(), session, bound);
        columns.ifPresent(own -> {
            List<Column> table = Columns.stored(asset, own);
            known.put(asset.name(), table);
            session.declare(asset.name(), table);
            new ContractBinding(asset, own, known, session, bound.problems()).bind();
        });
        return bound;
    }

    /**
     * What was found, told anew if something is wrong with the asset: the engine's hints name what is visible, and that shall
     * not depend on how far other threads were.
     *
     * @param session in which all assets before this one were told in the project's order, and nothing else
     */
    Bound retell(Asset asset, Bound bound, Session session) {
        if (!bound.problems().isEmpty()) {
            return bind(asset, session);
        }
        declareQuarantines(asset, session);
        List<Column> columns = known.get(asset.name());
        if (columns != null) {
            session.declare(asset.name(), columns);
        }
        return bound;
    }

    private void declareQuarantines(Asset asset, Session session) {
        Pinned.quarantines(asset, workspace.engine().parser())
                .forEach(name -> session.declare(name, Quarantine.COLUMNS));
    }

    private Optional<List<Column>> extracted(Asset asset, Extract extract, Session session, Bound bound) {
        List<Column> table = workspace
                .store()
                .head(asset.name())
                .map(head -> Columns.ownOf(asset, head))
                .orElse(List.of());
        if (!table.isEmpty() && Columns.missing(asset, table, "its table").isEmpty()) {
            return Optional.of(Columns.ofTable(asset, table));
        }
        try {
            List<Column> found = shapes.of(extract, Meetings.of(asset.write()), session);
            return Optional.of(declared(asset, found, bound, () -> Columns.ofExtract(asset, found, table)));
        } catch (LevadaException e) {
            if (e.code().equals("source.cursor")) {
                bound.problems().add(new Problem(extract.position(), e.code(), String.valueOf(e.getMessage())));
                return Optional.empty();
            }
            return unreached(asset, e, bound);
        }
    }

    /** A source that is not there, such as one that only production reaches, makes no project wrong. */
    private Optional<List<Column>> unreached(Asset asset, LevadaException cause, Bound bound) {
        List<ColumnContract> declared = asset.contract().columns();
        String why = asset.name() + ": its source could not be looked at: "
                + workspace.project().secrets().hide(String.valueOf(cause.getMessage()));
        if (!declared.isEmpty()
                && declared.stream().allMatch(column -> column.type().isPresent())) {
            bound.notices().add(why + " The columns that its contract names were taken to be all.");
            return Optional.of(declared.stream()
                    .map(column -> new Column(column.name(), column.type().orElseThrow()))
                    .toList());
        }
        bound.notices().add(why + " It was not checked, nor what is made from it.");
        return Optional.empty();
    }

    private Optional<List<Column>> queried(Asset asset, Transform transform, Session session, Bound bound) {
        List<String> unknown = Inputs.dependenciesOf(asset).stream()
                .filter(name -> !known.containsKey(name))
                .map(AssetName::toString)
                .toList();
        if (!unknown.isEmpty()) {
            bound.notices()
                    .add(asset.name() + ": not checked, for the columns of " + String.join(", ", unknown)
                            + " are not known.");
            return Optional.empty();
        }
        IntervalQuery query = IntervalQuery.of(transform, workspace.engine().parser());
        try {
            List<Column> found =
                    session.describe(asset.intervals().map(query::sample).orElse(transform.sql()));
            demandPlace(asset, transform, bound);
            return Optional.of(declared(asset, found, bound, () -> Columns.ofTransform(asset, found, List.of())));
        } catch (SqlException e) {
            Position place = SqlPlace.inFile(
                    transform.position(),
                    transform.sql(),
                    asset.intervals().isPresent() ? query.written(e.offset()) : e.offset());
            bound.problems().add(new Problem(place, "sql.invalid", String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }

    /** A query that a database must compute is translated. */
    private void demandPlace(Asset asset, Transform transform, Bound bound) {
        if (transform.pushdown() != Pushdown.REQUIRED) {
            return;
        }
        try {
            new Venues(workspace, name -> Optional.ofNullable(known.get(name))).of(asset);
        } catch (ProjectException e) {
            bound.problems().addAll(e.problems());
        } catch (LevadaException e) {
            if (e.blame() != Blame.OUTSIDE) {
                throw e;
            }
            bound.notices()
                    .add(asset.name() + ": whether its database can compute its query was not checked: "
                            + workspace.project().secrets().hide(String.valueOf(e.getMessage())));
        }
    }

    /** The columns as the contract has them; should it not fit, those that were found, so that the check goes on. */
    private List<Column> declared(Asset asset, List<Column> found, Bound bound, ColumnDecision decision) {
        try {
            return decision.columns();
        } catch (ProjectException e) {
            bound.problems().addAll(e.problems());
        } catch (LevadaException e) {
            Position place = asset.making() instanceof Making.Extract extract
                    ? extract.position()
                    : new Position(asset.file(), 1, 1);
            bound.problems().add(new Problem(place, e.code(), String.valueOf(e.getMessage())));
        }
        return found.stream()
                .filter(column ->
                        Columns.find(Columns.auditOf(asset), column.name()).isEmpty())
                .collect(Collectors.toList());
    }

    private interface ColumnDecision {
        List<Column> columns();
    }
}
