package dev.levada.run;

import dev.levada.api.Column;
import dev.levada.api.LevadaException;
import dev.levada.contract.ColumnContract;
import dev.levada.engine.Session;
import dev.levada.engine.SqlException;
import dev.levada.plan.Columns;
import dev.levada.plan.Inputs;
import dev.levada.plan.IntervalQuery;
import dev.levada.plan.Pinned;
import dev.levada.problem.Position;
import dev.levada.problem.Problem;
import dev.levada.problem.ProjectException;
import dev.levada.project.Asset;
import dev.levada.project.AssetName;
import dev.levada.project.Making;
import dev.levada.project.Making.Extract;
import dev.levada.project.Making.Transform;
import dev.levada.store.Quarantine;
import dev.levada.workspace.Sources;
import dev.levada.workspace.Workspace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A check of a project while it goes on. Every asset's columns are found out and declared in one session, in the project's
 * order, so that each query finds the tables that it reads.
 */
final class Binding {
    private final Workspace workspace;
    private final Session session;
    private final SourceShapes shapes;
    private final Map<AssetName, List<Column>> known = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();

    Binding(Workspace workspace, Sources sources, Session session) {
        this.workspace = workspace;
        this.session = session;
        this.shapes = new SourceShapes(sources, session);
    }

    List<Problem> problems() {
        return problems.stream()
                .distinct()
                .sorted(Comparator.comparing(Problem::position))
                .toList();
    }

    List<String> notices() {
        return List.copyOf(notices);
    }

    void bind(Asset asset) {
        Optional<List<Column>> columns = asset.making() instanceof Extract extract
                ? extracted(asset, extract)
                : queried(asset, (Transform) asset.making());
        columns.ifPresent(own -> {
            List<Column> table = Columns.stored(asset, own);
            known.put(asset.name(), table);
            session.declare(asset.name(), table);
            new ContractBinding(asset, own, known, session, problems).bind();
        });
    }

    private Optional<List<Column>> extracted(Asset asset, Extract extract) {
        List<Column> table = workspace
                .store()
                .head(asset.name())
                .map(head -> Columns.ownOf(asset, head))
                .orElse(List.of());
        if (!table.isEmpty() && Columns.missing(asset, table, "its table").isEmpty()) {
            return Optional.of(Columns.ofTable(asset, table));
        }
        try {
            List<Column> found = shapes.of(extract);
            return Optional.of(declared(asset, found, () -> Columns.ofExtract(asset, found, table)));
        } catch (LevadaException e) {
            return unreached(asset, e);
        }
    }

    /** A source that is not there, such as one that only production reaches, makes no project wrong. */
    private Optional<List<Column>> unreached(Asset asset, LevadaException cause) {
        List<ColumnContract> declared = asset.contract().columns();
        String why = asset.name() + ": its source could not be looked at: "
                + workspace.project().secrets().hide(String.valueOf(cause.getMessage()));
        if (!declared.isEmpty()
                && declared.stream().allMatch(column -> column.type().isPresent())) {
            notices.add(why + " The columns that its contract names were taken to be all.");
            return Optional.of(declared.stream()
                    .map(column -> new Column(column.name(), column.type().orElseThrow()))
                    .toList());
        }
        notices.add(why + " It was not checked, nor what is made from it.");
        return Optional.empty();
    }

    private Optional<List<Column>> queried(Asset asset, Transform transform) {
        List<String> unknown = Inputs.dependenciesOf(asset).stream()
                .filter(name -> !known.containsKey(name))
                .map(AssetName::toString)
                .toList();
        if (!unknown.isEmpty()) {
            notices.add(asset.name() + ": not checked, for the columns of " + String.join(", ", unknown)
                    + " are not known.");
            return Optional.empty();
        }
        Pinned.quarantines(asset, workspace.engine().parser())
                .forEach(name -> session.declare(name, Quarantine.COLUMNS));
        IntervalQuery query = IntervalQuery.of(transform, workspace.engine().parser());
        try {
            List<Column> found =
                    session.describe(asset.intervals().map(query::sample).orElse(transform.sql()));
            return Optional.of(declared(asset, found, () -> Columns.ofTransform(asset, found, List.of())));
        } catch (SqlException e) {
            Position place = SqlPlace.inFile(
                    transform.position(),
                    transform.sql(),
                    asset.intervals().isPresent() ? query.written(e.offset()) : e.offset());
            problems.add(new Problem(place, "sql.invalid", String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }

    /** The columns as the contract has them; should it not fit, those that were found, so that the check goes on. */
    private List<Column> declared(Asset asset, List<Column> found, ColumnDecision decision) {
        try {
            return decision.columns();
        } catch (ProjectException e) {
            problems.addAll(e.problems());
        } catch (LevadaException e) {
            Position place = asset.making() instanceof Making.Extract extract
                    ? extract.position()
                    : new Position(asset.file(), 1, 1);
            problems.add(new Problem(place, e.code(), String.valueOf(e.getMessage())));
        }
        return found.stream()
                .filter(column -> Columns.auditOf(asset).stream()
                        .noneMatch(audit -> audit.name().equalsIgnoreCase(column.name())))
                .collect(Collectors.toList());
    }

    private interface ColumnDecision {
        List<Column> columns();
    }
}
