package dev.levada.reconcile;

import dev.levada.api.Blame;
import dev.levada.api.Column;
import dev.levada.api.LevadaException;
import dev.levada.api.Names;
import dev.levada.api.Type;
import dev.levada.contract.Dedup;
import dev.levada.contract.Rule;
import dev.levada.contract.Test;
import dev.levada.contract.Versions;
import dev.levada.contract.Write;
import dev.levada.plan.Columns;
import dev.levada.project.Asset;
import dev.levada.reconcile.compare.CanonicalText;
import dev.levada.reconcile.compare.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides what is compared: the columns that both sides have, and the key among them.
 *
 * @param onlySource columns that only the source has
 * @param onlyTable columns that only the table has
 */
record Choice(Layout layout, List<Column> onlySource, List<Column> onlyTable, Extent extent) {

    /** How much of what both sides have is compared. */
    enum Extent {
        ALL,
        SOME
    }

    static Choice of(Options options, List<String> usualKey, List<Column> source, List<Column> table) {
        List<Column> common = new ArrayList<>();
        for (Column column : table) {
            Columns.find(source, column.name())
                    .ifPresent(other ->
                            common.add(new Column(column.name(), CanonicalText.common(column.type(), other.type()))));
        }
        List<Column> key = key(options, usualKey, common);
        List<Column> columns = new ArrayList<>(key);
        for (Column column : options.columns().isEmpty() ? common : named("--columns", options.columns(), common)) {
            if (!columns.contains(column)) {
                columns.add(column);
            }
        }
        if (columns.isEmpty()) {
            throw wrong("The two have no column in common.");
        }
        return new Choice(
                new Layout(key, columns),
                without(source, table),
                without(table, source),
                columns.size() == common.size() ? Extent.ALL : Extent.SOME);
    }

    private static List<Column> key(Options options, List<String> usual, List<Column> common) {
        List<Column> key = options.key().isEmpty()
                ? usual.stream()
                        .map(name -> Columns.find(common, name))
                        .flatMap(Optional::stream)
                        .toList()
                : named("--key", options.key(), common);
        if (options.key().isEmpty() && key.size() < usual.size()) {
            return List.of();
        }
        for (Column column : key) {
            if (!(column.type() instanceof Type.Primitive) && !(column.type() instanceof Type.Decimal)) {
                throw wrong("Rows cannot be told apart by column '" + column.name() + "', which is "
                        + column.type().sql() + ". Name columns of plain values with --key.");
            }
        }
        return key;
    }

    private static List<Column> named(String option, List<String> names, List<Column> common) {
        List<Column> columns = new ArrayList<>();
        for (String name : names) {
            Column found = Columns.find(common, name)
                    .orElseThrow(() -> wrong(option + " names column '" + name + "', which the two do not both have. "
                            + Names.hint(name, common.stream().map(Column::name).toList())));
            if (!columns.contains(found)) {
                columns.add(found);
            }
        }
        return columns;
    }

    private static List<Column> without(List<Column> columns, List<Column> others) {
        return columns.stream()
                .filter(column -> Columns.find(others, column.name()).isEmpty())
                .toList();
    }

    private static LevadaException wrong(String message) {
        return new LevadaException("reconcile.columns", Blame.PROJECT, message);
    }

    /** The key that an asset's file names: of its write mode, of its duplicates, or the first column that must be unique. */
    static List<String> usualKey(Asset asset) {
        Write write = asset.write();
        if (!write.key().isEmpty()) {
            return write.key();
        }
        return write.dedup()
                .map(Dedup::by)
                .orElseGet(() -> asset.contract().rules().stream()
                        .map(Rule::test)
                        .filter(Test.Unique.class::isInstance)
                        .map(test -> ((Test.Unique) test).column())
                        .limit(1)
                        .toList());
    }

    /** The same, if a table holds several versions of a row. */
    static List<String> usualKeyOfVersions(Asset asset) {
        List<String> key = new ArrayList<>(usualKey(asset));
        asset.write().versions().map(Versions::validFrom).ifPresent(key::add);
        return key;
    }
}
