package dev.levada.plan;

import dev.levada.api.Blame;
import dev.levada.api.Column;
import dev.levada.api.Form;
import dev.levada.api.Hashing;
import dev.levada.api.LevadaException;
import dev.levada.contract.DriftPolicy;
import dev.levada.contract.OnDrift;
import dev.levada.engine.Strays;
import dev.levada.project.Asset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a table takes of a source that no longer looks as it does. What a contract names is agreed and no drift: such a
 * column is taken, and refused where it vanishes, whatever the policy.
 *
 * @param columns those that rows are written with
 * @param strays what becomes of the rest
 * @param changes what happens, in sentences
 * @param refusals what the policy does not let happen, in sentences
 * @param notices what a user should know although the run goes on
 */
public record Adoption(
        List<Column> columns, Strays strays, List<String> changes, List<String> refusals, List<String> notices) {
    public Adoption {
        columns = List.copyOf(columns);
        changes = List.copyOf(changes);
        refusals = List.copyOf(refusals);
        notices = List.copyOf(notices);
    }

    /**
     * @param form how the source's rows come
     * @param found the columns that it would give
     * @param table the columns of the table that goes on; none for a table that begins, which takes what there is
     */
    public static Adoption of(Asset asset, Form form, List<Column> found, List<Column> table) {
        DriftPolicy policy = Columns.driftOf(asset);
        Strays values = new Strays(List.of(), OnDrift.EVOLVE, policy.types());
        if (found.isEmpty() || table.isEmpty()) {
            return new Adoption(Columns.ofExtract(asset, found, table), values, List.of(), List.of(), List.of());
        }
        return new Drifted(asset, policy, form, found, table).adoption();
    }

    /** Of rows that come as the table wants them. */
    static Adoption whole(List<Column> columns) {
        return new Adoption(columns, Strays.NONE, List.of(), List.of(), List.of());
    }

    /** Fails the task, before anything is read, if something is refused. */
    public void demandAllowed() {
        if (!refusals.isEmpty()) {
            throw new LevadaException("plan.drift", Blame.DATA, String.join("\n", refusals) + "\nNothing was read.");
        }
    }

    /** A source beside its table. */
    private record Drifted(Asset asset, DriftPolicy policy, Form form, List<Column> found, List<Column> table) {

        Adoption adoption() {
            List<Column> added = without(found, table);
            List<Column> gone = without(table, found);
            List<Column> taken = policy.takesNewColumns()
                    ? found
                    : found.stream().filter(column -> !added.contains(column)).toList();
            if (taken.isEmpty()) {
                return new Adoption(table, Strays.NONE, List.of(), List.of(nothingLeft()), List.of());
            }
            List<Column> columns = Columns.ofExtract(asset, taken, table);
            WriteFit.demand(asset, columns);
            List<String> changes = new ArrayList<>(addedWords(added));
            List<String> notices =
                    policy.doesWithout() ? gone.stream().map(this::filled).toList() : List.of();
            changes.addAll(notices);
            changes.addAll(retypedWords());
            List<Column> left = policy.takesNewColumns() ? List.of() : added;
            OnDrift onColumns = policy.columns().orElse(OnDrift.EVOLVE);
            List<String> refusals = refusals(added, gone);
            Strays strays = refusals.isEmpty() ? new Strays(left, onColumns, policy.types()) : Strays.NONE;
            return new Adoption(
                    filledUp(columns, policy.doesWithout() ? gone : List.of()), strays, changes, refusals, notices);
        }

        /** With the columns that the source lost, in the table's order. Hashes come and go as the extract asks for them. */
        private List<Column> filledUp(List<Column> columns, List<Column> gone) {
            boolean losesHash = Columns.find(table, Hashing.COLUMN).isPresent()
                    && Columns.find(columns, Hashing.COLUMN).isEmpty();
            if (gone.isEmpty() && !losesHash) {
                return columns;
            }
            List<Column> all = new ArrayList<>();
            for (Column old : table) {
                boolean fills = gone.contains(old) || old.name().equalsIgnoreCase(Hashing.COLUMN);
                Columns.find(columns, old.name())
                        .or(() -> fills ? Optional.of(old) : Optional.empty())
                        .ifPresent(all::add);
            }
            columns.stream()
                    .filter(column -> Columns.find(table, column.name()).isEmpty())
                    .forEach(all::add);
            return all;
        }

        /** Those of some columns that are not among others, nor agreed on. */
        private List<Column> without(List<Column> columns, List<Column> others) {
            return columns.stream()
                    .filter(column -> Columns.find(others, column.name()).isEmpty())
                    .filter(column -> asset.contract().column(column.name()).isEmpty())
                    .filter(column -> !column.name().equalsIgnoreCase(Hashing.COLUMN))
                    .toList();
        }

        private List<String> addedWords(List<Column> added) {
            return policy.columns()
                    .filter(on -> on == OnDrift.DISCARD_COLUMN || on == OnDrift.QUARANTINE)
                    .map(on -> added.stream()
                            .map(column -> on == OnDrift.DISCARD_COLUMN
                                    ? "leaves out column " + told(column) + ", which the table does not have"
                                    : "quarantines rows that have a value in column " + told(column)
                                            + ", which the table does not have")
                            .toList())
                    .orElse(List.of());
        }

        private String filled(Column gone) {
            return "column " + gone.name() + " is gone from the source; new rows hold null in it";
        }

        private List<String> retypedWords() {
            if (policy.types() == OnDrift.FREEZE) {
                return List.of();
            }
            String fate = policy.types() == OnDrift.DISCARD_COLUMN ? "are discarded" : "go to quarantine";
            return retyped().stream()
                    .filter(column -> policy.types() != OnDrift.EVOLVE || !widens(column))
                    .map(column -> "keeps column " + told(inTable(column)) + ", which the source has as "
                            + column.type().sql() + "; values that do not fit " + fate)
                    .toList();
        }

        /** The columns whose type, which the source vouches for, has values that the table's has not. */
        private List<Column> retyped() {
            boolean declares =
                    form instanceof Form.Rows || form instanceof Form.Scan scan && scan.format() == Form.Format.PARQUET;
            if (!declares) {
                return List.of();
            }
            return found.stream()
                    .filter(column -> Columns.find(table, column.name()).isPresent())
                    .filter(column -> Columns.declaredType(asset, column.name()).isEmpty())
                    .filter(column -> !column.type().equals(inTable(column).type()))
                    .filter(column ->
                            !SchemaChange.widens(column.type(), inTable(column).type()))
                    .toList();
        }

        private boolean widens(Column column) {
            return SchemaChange.widens(inTable(column).type(), column.type());
        }

        private Column inTable(Column column) {
            return Columns.find(table, column.name()).orElseThrow();
        }

        private List<String> refusals(List<Column> added, List<Column> gone) {
            List<String> refusals = new ArrayList<>();
            OnDrift columns = policy.columns().orElse(OnDrift.EVOLVE);
            if (columns == OnDrift.FREEZE) {
                added.forEach(column -> refusals.add(asset.name() + ": the source has a new column " + told(column)
                        + ", and `drift.columns` is `freeze`. Name it under `columns:` to take it; or let it go by"
                        + " `drift: {columns: discard_column}`, or all new ones come by `evolve`."));
            }
            if (columns == OnDrift.FREEZE || columns == OnDrift.QUARANTINE) {
                gone.forEach(column -> refusals.add(asset.name() + ": the source no longer has column " + told(column)
                        + ", and `drift.columns` is `" + word(columns)
                        + "`. Bring it back, let new rows hold null in it"
                        + " by `drift: {columns: evolve}` or `discard_column`, or make the table anew with `levada run"
                        + " --full " + asset.name() + "`."));
            }
            if (policy.types() == OnDrift.FREEZE) {
                retyped()
                        .forEach(column -> refusals.add(asset.name() + ": the source has column "
                                + told(column) + ", which is "
                                + inTable(column).type().sql()
                                + " in the table, and `drift.types` is `freeze`. Give the column its type under `columns:`; or"
                                + " let types grow by `drift: {types: evolve}`, or what does not fit go by `quarantine` or"
                                + " `discard_column`; or make the table anew with `levada run --full " + asset.name()
                                + "`."));
            }
            return refusals;
        }

        private String nothingLeft() {
            return asset.name() + ": the source has none of the table's columns any more. Bring them back, or make the"
                    + " table anew with `levada run --full " + asset.name() + "`.";
        }

        private static String told(Column column) {
            return column.name() + " " + column.type().sql();
        }

        private static String word(OnDrift policy) {
            return policy.name().toLowerCase(Locale.ROOT);
        }
    }
}
