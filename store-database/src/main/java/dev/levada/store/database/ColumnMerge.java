package dev.levada.store.database;

import dev.levada.api.Blame;
import dev.levada.api.Column;
import dev.levada.api.LevadaException;
import dev.levada.api.Type;
import dev.levada.api.Type.Decimal;
import dev.levada.api.Type.ListOf;
import dev.levada.api.Type.MapOf;
import dev.levada.api.Type.Primitive;
import dev.levada.api.Type.Struct;
import dev.levada.store.Scope;
import dev.levada.store.StageRequest;
import dev.levada.store.StoredColumn;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A table's columns as a request wants them: found by name, capitals aside, so that a column keeps its id when it gets wider
 * or is spelled otherwise. Columns that the request does not name stay behind the others, unless the table begins anew.
 */
public final class ColumnMerge {
    private final StageRequest request;
    private int last;

    private ColumnMerge(StageRequest request, int last) {
        this.request = request;
        this.last = last;
    }

    /**
     * @param present those of the table; none if it is not there
     * @param last the greatest id that was ever used in the table
     */
    public static List<StoredColumn> of(StageRequest request, List<StoredColumn> present, int last) {
        return new ColumnMerge(request, last).columns(present, request.columns());
    }

    /** The greatest id among columns and what they are made of. */
    public static int greatest(List<StoredColumn> columns) {
        return columns.stream()
                .mapToInt(column -> Math.max(column.id(), greatest(column.parts())))
                .max()
                .orElse(0);
    }

    private List<StoredColumn> columns(List<StoredColumn> present, List<Column> wanted) {
        List<StoredColumn> columns = new ArrayList<>();
        Set<StoredColumn> kept = new LinkedHashSet<>(present);
        for (Column column : wanted) {
            Optional<StoredColumn> before = find(present, column.name());
            before.ifPresent(kept::remove);
            columns.add(before.map(each -> changed(each, column)).orElseGet(() -> fresh(column)));
        }
        if (request.scope() == Scope.INCREMENT) {
            columns.addAll(kept);
        }
        return columns;
    }

    /** The column of that name, capitals aside if none has just that. */
    public static Optional<StoredColumn> find(List<StoredColumn> columns, String name) {
        return columns.stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .or(() -> columns.stream()
                        .filter(column -> column.name().equalsIgnoreCase(name))
                        .findFirst());
    }

    private StoredColumn fresh(Column column) {
        int id = ++last;
        return new StoredColumn(
                id, column, parts(column.type()).stream().map(this::fresh).toList());
    }

    private static List<Column> parts(Type type) {
        if (type instanceof Struct struct) {
            return struct.fields();
        }
        if (type instanceof ListOf list) {
            return List.of(new Column("element", list.element()));
        }
        return type instanceof MapOf map
                ? List.of(new Column("key", map.key()), new Column("value", map.value()))
                : List.of();
    }

    private StoredColumn changed(StoredColumn before, Column wanted) {
        Optional<StoredColumn> merged = merged(before, wanted);
        if (merged.isEmpty() && request.scope() == Scope.ANEW) {
            return fresh(wanted);
        }
        return merged.orElseThrow(() -> incompatible(before, wanted));
    }

    private LevadaException incompatible(StoredColumn before, Column wanted) {
        return new LevadaException(
                "store.column-type",
                Blame.PROJECT,
                "Column '" + wanted.name() + "' of " + request.table() + " is "
                        + before.column().type().sql() + " in the table and cannot become "
                        + wanted.type().sql()
                        + ": a column that is there can only get wider. Give the new one another name, or make the table"
                        + " anew with --full.");
    }

    /** The column that holds both; empty if there is none. */
    private Optional<StoredColumn> merged(StoredColumn before, Column wanted) {
        Type type = before.column().type();
        if (type instanceof Struct && wanted.type() instanceof Struct struct) {
            List<StoredColumn> fields = columns(before.parts(), struct.fields());
            Type merged = new Struct(fields.stream().map(StoredColumn::column).toList());
            return Optional.of(new StoredColumn(before.id(), new Column(wanted.name(), merged), fields));
        }
        if (type instanceof ListOf && wanted.type() instanceof ListOf list) {
            return merged(before.parts().get(0), new Column("element", list.element()))
                    .map(element -> new StoredColumn(
                            before.id(),
                            new Column(
                                    wanted.name(), new ListOf(element.column().type())),
                            List.of(element)));
        }
        if (type instanceof MapOf && wanted.type() instanceof MapOf map) {
            return merged(before.parts().get(0), new Column("key", map.key()))
                    .flatMap(key -> merged(before.parts().get(1), new Column("value", map.value()))
                            .map(value -> new StoredColumn(
                                    before.id(),
                                    new Column(
                                            wanted.name(),
                                            new MapOf(
                                                    key.column().type(),
                                                    value.column().type())),
                                    List.of(key, value))));
        }
        return wider(type, wanted.type())
                .map(wide -> new StoredColumn(before.id(), new Column(wanted.name(), wide), List.of()));
    }

    private Optional<Type> wider(Type before, Type wanted) {
        if (isWidening(before, wanted)) {
            return Optional.of(wanted);
        }
        return request.scope() == Scope.INCREMENT && isWidening(wanted, before)
                ? Optional.of(before)
                : Optional.empty();
    }

    private static boolean isWidening(Type before, Type wanted) {
        boolean isDecimal = before instanceof Decimal narrow
                && wanted instanceof Decimal wide
                && narrow.scale() == wide.scale()
                && narrow.precision() <= wide.precision();
        return isDecimal
                || before.equals(wanted)
                || before == Primitive.INTEGER && wanted == Primitive.BIGINT
                || before == Primitive.FLOAT && wanted == Primitive.DOUBLE;
    }
}
