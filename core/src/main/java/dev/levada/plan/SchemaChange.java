package dev.levada.plan;

import dev.levada.api.Blame;
import dev.levada.api.Column;
import dev.levada.api.LevadaException;
import dev.levada.api.Type;
import dev.levada.api.Type.Decimal;
import dev.levada.api.Type.Primitive;
import dev.levada.project.AssetName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a table's columns would change. A table may gain columns and its types may grow; everything else could lose values
 * or break readers, and is refused.
 *
 * @param changes what is allowed and happens, in sentences
 * @param refusals what is not, in sentences that say what would be right
 */
public record SchemaChange(List<String> changes, List<String> refusals) {
    public SchemaChange {
        changes = List.copyOf(changes);
        refusals = List.copyOf(refusals);
    }

    /** From a table's columns to those that its asset would have, for a table that goes on. */
    public static SchemaChange between(AssetName table, List<Column> current, List<Column> wanted) {
        List<String> changes = new ArrayList<>();
        List<String> refusals = new ArrayList<>();
        for (Column column : wanted) {
            Optional<Column> old = find(current, column.name());
            if (old.isEmpty()) {
                changes.add("adds column " + column.name() + " " + column.type().sql());
            } else if (widens(old.get().type(), column.type())) {
                changes.add("widens column " + column.name() + " from "
                        + old.get().type().sql() + " to " + column.type().sql());
            } else if (!old.get().type().equals(column.type())) {
                refusals.add(otherType(table, old.get(), column));
            }
        }
        current.stream()
                .filter(column -> find(wanted, column.name()).isEmpty())
                .forEach(column -> refusals.add(removed(table, column)));
        return new SchemaChange(changes, refusals);
    }

    /** The same for a table that begins anew, which refuses nothing. */
    public static SchemaChange anew(List<Column> current, List<Column> wanted) {
        List<String> changes = new ArrayList<>();
        for (Column column : wanted) {
            Optional<Column> old = find(current, column.name());
            if (old.isEmpty()) {
                changes.add("adds column " + column.name() + " " + column.type().sql());
            } else if (!old.get().type().equals(column.type())) {
                changes.add("changes column " + column.name() + " from "
                        + old.get().type().sql() + " to " + column.type().sql());
            }
        }
        current.stream()
                .filter(column -> find(wanted, column.name()).isEmpty())
                .forEach(column -> changes.add("drops column " + column.name()));
        return new SchemaChange(changes, List.of());
    }

    /** Whether every value of a type is one of another, wider type that a table's column can grow to. */
    public static boolean widens(Type from, Type to) {
        if (from instanceof Decimal narrow && to instanceof Decimal wide) {
            return wide.scale() == narrow.scale() && wide.precision() > narrow.precision();
        }
        return (from == Primitive.INTEGER && to == Primitive.BIGINT)
                || (from == Primitive.FLOAT && to == Primitive.DOUBLE);
    }

    /** Fails the task if something is refused. */
    public void demandAllowed() {
        if (!refusals.isEmpty()) {
            throw new LevadaException("plan.schema", Blame.PROJECT, String.join("\n", refusals));
        }
    }

    private static Optional<Column> find(List<Column> columns, String name) {
        return columns.stream()
                .filter(column -> column.name().equalsIgnoreCase(name))
                .findFirst();
    }

    private static String otherType(AssetName table, Column old, Column wanted) {
        String loss = widens(wanted.type(), old.type())
                ? "a narrower type could lose values"
                : "not every value of the one is a value of the other";
        return table + ": column " + old.name() + " is " + old.type().sql() + " in the table and would become "
                + wanted.type().sql() + "; " + loss + ". Keep `type: "
                + old.type().sql().toLowerCase(Locale.ROOT) + "`, or make the table anew with `levada run --full "
                + table + "`.";
    }

    private static String removed(AssetName table, Column old) {
        return table + ": column " + old.name() + " (" + old.type().sql()
                + ") is in the table, but would no longer be made; whoever reads it would fail. Bring the column back,"
                + " or make the table anew with `levada run --full " + table + "`.";
    }
}
