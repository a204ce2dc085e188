package dev.levada.plan;

import dev.levada.api.Blame;
import dev.levada.api.Column;
import dev.levada.api.LevadaException;
import dev.levada.api.Names;
import dev.levada.api.Type;
import dev.levada.contract.ColumnContract;
import dev.levada.contract.DriftPolicy;
import dev.levada.contract.OnDrift;
import dev.levada.problem.Problem;
import dev.levada.problem.ProjectException;
import dev.levada.project.Asset;
import dev.levada.project.Making;
import dev.levada.store.Audit;
import dev.levada.store.TableVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides the columns that an asset's rows are written with: those of its source or query, in that order. */
public final class Columns {
    private Columns() {}

    /**
     * The columns of an extract. What the contract says wins. Then the table's own type wins over the source's, for a
     * source that is guessed at may look different each day; only a source's wider type lets the table's grow, if the asset
     * lets types evolve.
     *
     * @param found what the source would give
     * @param table the columns of the table that goes on; none for a table that begins
     */
    public static List<Column> ofExtract(Asset asset, List<Column> found, List<Column> table) {
        if (found.isEmpty()) {
            return ofEmptySource(asset, table);
        }
        demandNoAudit(asset, found);
        demandDeclared(asset, found, "its source");
        boolean grows = driftOf(asset).types() == OnDrift.EVOLVE;
        List<Column> columns = new ArrayList<>();
        for (Column column : found) {
            Optional<Column> old = find(table, column.name());
            Optional<Type> declared = declaredType(asset, column.name());
            Type type = declared.orElseGet(() -> old.map(Column::type)
                    .filter(kept -> !grows || !SchemaChange.widens(kept, column.type()))
                    .orElse(column.type()));
            columns.add(new Column(old.orElse(column).name(), type));
        }
        return columns;
    }

    /** A source that holds nothing yet has no columns either; then the table's hold, or those that the contract types. */
    private static List<Column> ofEmptySource(Asset asset, List<Column> table) {
        if (!table.isEmpty()) {
            return ofTable(asset, table);
        }
        List<Column> declared = new ArrayList<>();
        for (ColumnContract column : asset.contract().columns()) {
            column.type().ifPresent(type -> declared.add(new Column(column.name(), type)));
        }
        if (declared.isEmpty() || declared.size() < asset.contract().columns().size()) {
            throw new LevadaException(
                    "contract.no-columns",
                    Blame.PROJECT,
                    asset.name()
                            + ": its source holds nothing to find out the columns from. Wait until it does, or give"
                            + " every column with its type under `columns:`.");
        }
        return declared;
    }

    /** The columns of a transform: what the contract says wins over what the query gives. */
    public static List<Column> ofTransform(Asset asset, List<Column> found, List<Column> table) {
        demandDeclared(asset, found, "its query");
        List<Column> columns = new ArrayList<>();
        for (Column column : found) {
            Optional<Type> declared = declaredType(asset, column.name());
            columns.add(new Column(find(table, column.name()).orElse(column).name(), declared.orElse(column.type())));
        }
        return columns;
    }

    /** The columns of a table that goes on, with the types that the contract gives now. */
    public static List<Column> ofTable(Asset asset, List<Column> table) {
        demandDeclared(asset, table, "its table");
        return table.stream()
                .map(column -> new Column(
                        column.name(), declaredType(asset, column.name()).orElse(column.type())))
                .toList();
    }

    /** An asset's own columns with those that Levada adds to an extract. */
    public static List<Column> audited(Asset asset, List<Column> own) {
        List<Column> audited = new ArrayList<>(own);
        if (asset.making() instanceof Making.Extract) {
            audited.addAll(auditOf(asset));
        }
        return audited;
    }

    /** The columns that Levada adds to an extract. */
    public static List<Column> auditOf(Asset extract) {
        List<Column> audit = new ArrayList<>(Audit.COLUMNS);
        extract.time().ifPresent(time -> audit.add(Audit.LATE));
        return audit;
    }

    /** The columns of an asset's table: its own, those that its write mode keeps, and those that Levada adds to an extract. */
    public static List<Column> stored(Asset asset, List<Column> own) {
        return audited(asset, ModeColumns.with(asset.write(), own));
    }

    /** A table's columns without those that its asset's write mode keeps and those that Levada adds to an extract. */
    public static List<Column> ownOf(Asset asset, TableVersion table) {
        List<String> kept = ModeColumns.names(asset.write());
        return withoutAudit(asset, table).stream()
                .filter(column -> kept.stream().noneMatch(column.name()::equalsIgnoreCase))
                .toList();
    }

    /** How a table would change if it went on with these columns of the asset's own. */
    public static SchemaChange change(Asset asset, TableVersion table, List<Column> own) {
        List<Column> current = withoutAudit(asset, table);
        List<String> refusals = ModeColumns.refusals(asset, current);
        return refusals.isEmpty()
                ? SchemaChange.between(asset.name(), current, ModeColumns.with(asset.write(), own))
                : new SchemaChange(List.of(), refusals);
    }

    /** The same for a table that begins anew. */
    public static SchemaChange changeAnew(Asset asset, TableVersion table, List<Column> own) {
        return SchemaChange.anew(withoutAudit(asset, table), ModeColumns.with(asset.write(), own));
    }

    private static List<Column> withoutAudit(Asset asset, TableVersion table) {
        return table.shape().stream()
                .filter(column -> asset.making() instanceof Making.Transform
                        || find(auditOf(asset), column.name()).isEmpty())
                .toList();
    }

    /** What is wrong with the contract's columns when these are there, each with its place. */
    public static List<Problem> missing(Asset asset, List<Column> found, String where) {
        List<String> known = found.stream().map(Column::name).toList();
        return asset.contract().columns().stream()
                .filter(declared -> find(found, declared.name()).isEmpty())
                .map(declared -> new Problem(
                        declared.position(),
                        "contract.unknown-column",
                        asset.name() + ": the contract names column '" + declared.name() + "', which " + where
                                + " does not have. " + Names.hint(declared.name(), known)))
                .toList();
    }

    private static void demandDeclared(Asset asset, List<Column> found, String where) {
        List<Problem> missing = missing(asset, found, where);
        if (!missing.isEmpty()) {
            throw new ProjectException(missing);
        }
    }

    private static void demandNoAudit(Asset asset, List<Column> found) {
        for (Column column : auditOf(asset)) {
            if (find(found, column.name()).isPresent()) {
                throw new LevadaException(
                        "contract.audit-column",
                        Blame.PROJECT,
                        asset.name() + ": its source has a column '" + column.name()
                                + "', but Levada adds one of that name to every extract. Rename it in the source, for"
                                + " example by a query.");
            }
        }
    }

    /** What an asset does when its source drifts. */
    public static DriftPolicy driftOf(Asset asset) {
        return asset.making() instanceof Making.Extract extract ? extract.drift() : DriftPolicy.NONE;
    }

    static Optional<Type> declaredType(Asset asset, String column) {
        return asset.contract().column(column).flatMap(ColumnContract::type);
    }

    public static Optional<Column> find(List<Column> columns, String name) {
        return columns.stream()
                .filter(column -> column.name().equalsIgnoreCase(name))
                .findFirst();
    }
}
