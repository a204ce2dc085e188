package dev.levada.testing.store;

import dev.levada.api.Column;
import dev.levada.api.Type;
import dev.levada.store.Scope;
import dev.levada.store.StageRequest;
import dev.levada.store.StoredColumn;
import dev.levada.store.TableVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gives columns ids: old columns keep theirs, new ones get numbers that were never used. */
public final class ColumnIds {
    private int last;

    private ColumnIds(int last) {
        this.last = last;
    }

    /** The columns of a staging. */
    public static List<StoredColumn> assign(StageRequest request, Optional<TableVersion> head) {
        List<StoredColumn> old = head.map(TableVersion::columns).orElse(List.of());
        ColumnIds ids = new ColumnIds(max(old));
        List<StoredColumn> columns = new ArrayList<>();
        for (Column column : request.columns()) {
            columns.add(find(old, column.name())
                    .map(known -> ids.retyped(known, column))
                    .orElseGet(() -> ids.fresh(column)));
        }
        if (request.scope() == Scope.INCREMENT) {
            old.stream()
                    .filter(column -> find(columns, column.name()).isEmpty())
                    .forEach(columns::add);
        }
        return columns;
    }

    private StoredColumn retyped(StoredColumn known, Column column) {
        return known.column().type().equals(column.type())
                ? known
                : column.type() instanceof Type.Primitive || column.type() instanceof Type.Decimal
                        ? new StoredColumn(known.id(), new Column(known.name(), column.type()), List.of())
                        : fresh(column);
    }

    private StoredColumn fresh(Column column) {
        int id = ++last;
        return new StoredColumn(
                id, column, parts(column.type()).stream().map(this::fresh).toList());
    }

    private static List<Column> parts(Type type) {
        if (type instanceof Type.Struct struct) {
            return struct.fields();
        }
        if (type instanceof Type.ListOf list) {
            return List.of(new Column("element", list.element()));
        }
        return type instanceof Type.MapOf map
                ? List.of(new Column("key", map.key()), new Column("value", map.value()))
                : List.of();
    }

    private static int max(List<StoredColumn> columns) {
        return columns.stream()
                .mapToInt(column -> Math.max(column.id(), max(column.parts())))
                .max()
                .orElse(0);
    }

    private static Optional<StoredColumn> find(List<StoredColumn> columns, String name) {
        return columns.stream()
                .filter(column -> column.name().equalsIgnoreCase(name))
                .findFirst();
    }
}
