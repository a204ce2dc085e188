package dev.levada.store.lake.layout;

import dev.levada.api.Blame;
import dev.levada.api.Column;
import dev.levada.api.LevadaException;
import dev.levada.api.Type.ListOf;
import dev.levada.api.Type.MapOf;
import dev.levada.api.Type.Struct;
import dev.levada.store.Scope;
import dev.levada.store.StageRequest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.iceberg.Schema;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.jspecify.annotations.Nullable;

/**
 * A table's columns as a request wants them: found by name, capitals aside, so that a column keeps its id when it gets
 * wider or is spelled otherwise. Columns that the request does not name stay behind the others, unless the table begins
 * anew.
 */
public final class SchemaMerge {
    private final StageRequest request;
    private final AtomicInteger lastId;

    private SchemaMerge(StageRequest request, int lastId) {
        this.request = request;
        this.lastId = new AtomicInteger(lastId);
    }

    /** @param base the table as it is; null if it is not there */
    public static Schema of(StageRequest request, @Nullable TableMetadata base) {
        if (base == null) {
            Schema schema = new Schema(new SchemaMerge(request, 0).fields(List.of(), request.columns()));
            return TypeUtil.assignFreshIds(schema, new AtomicInteger()::incrementAndGet);
        }
        SchemaMerge merge = new SchemaMerge(request, base.lastColumnId());
        return new Schema(merge.fields(base.schema().columns(), request.columns()));
    }

    private List<NestedField> fields(List<NestedField> present, List<Column> wanted) {
        List<NestedField> fields = new ArrayList<>();
        Set<NestedField> kept = new LinkedHashSet<>(present);
        for (Column column : wanted) {
            NestedField before = find(present, column.name());
            kept.remove(before);
            fields.add(before == null ? added(column) : changed(before, column));
        }
        if (request.scope() == Scope.INCREMENT) {
            fields.addAll(kept);
        }
        return fields;
    }

    private static @Nullable NestedField find(List<NestedField> fields, String name) {
        return fields.stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .or(() -> fields.stream()
                        .filter(field -> field.name().equalsIgnoreCase(name))
                        .findFirst())
                .orElse(null);
    }

    private NestedField added(Column column) {
        int id = lastId.incrementAndGet();
        return NestedField.optional(id, column.name(), fresh(column.type()));
    }

    private NestedField changed(NestedField before, Column column) {
        Optional<Type> type = merged(before.type(), column.type());
        if (type.isEmpty() && request.scope() == Scope.ANEW) {
            return added(column);
        }
        return NestedField.from(before)
                .asOptional()
                .withName(column.name())
                .ofType(type.orElseThrow(() -> incompatible(before, column)))
                .build();
    }

    private LevadaException incompatible(NestedField before, Column column) {
        return new LevadaException(
                "store.column-type",
                Blame.PROJECT,
                "Column '" + column.name() + "' of " + request.table() + " is "
                        + IcebergTypes.type(before).sql() + " in the table and cannot become "
                        + column.type().sql()
                        + ": a column that is there can only get wider. Give the new one another name, or make the table"
                        + " anew with --full.");
    }

    private Type fresh(dev.levada.api.Type type) {
        if (type instanceof Struct struct) {
            return Types.StructType.of(fields(List.of(), struct.fields()));
        }
        if (type instanceof ListOf list) {
            return Types.ListType.ofOptional(lastId.incrementAndGet(), fresh(list.element()));
        }
        if (type instanceof MapOf map) {
            return Types.MapType.ofOptional(
                    lastId.incrementAndGet(), lastId.incrementAndGet(), fresh(map.key()), fresh(map.value()));
        }
        return IcebergTypes.primitive(type);
    }

    /** The type that holds both; empty if there is none. */
    private Optional<Type> merged(Type before, dev.levada.api.Type wanted) {
        if (before.isStructType() && wanted instanceof Struct struct) {
            return Optional.of(Types.StructType.of(fields(before.asStructType().fields(), struct.fields())));
        }
        if (before.isListType() && wanted instanceof ListOf list) {
            return merged(before.asListType().elementType(), list.element())
                    .map(element ->
                            Types.ListType.ofOptional(before.asListType().elementId(), element));
        }
        if (before.isMapType() && wanted instanceof MapOf map) {
            return merged(before.asMapType(), map);
        }
        if (before.isPrimitiveType()
                && !(wanted instanceof Struct || wanted instanceof ListOf || wanted instanceof MapOf)) {
            return wider(before.asPrimitiveType(), IcebergTypes.primitive(wanted));
        }
        return Optional.empty();
    }

    private Optional<Type> merged(Types.MapType before, MapOf wanted) {
        return merged(before.keyType(), wanted.key())
                .flatMap(key -> merged(before.valueType(), wanted.value())
                        .map(value -> Types.MapType.ofOptional(before.keyId(), before.valueId(), key, value)));
    }

    private Optional<Type> wider(Type.PrimitiveType before, Type.PrimitiveType wanted) {
        if (TypeUtil.isPromotionAllowed(before, wanted)) {
            return Optional.of(wanted);
        }
        boolean holds = request.scope() == Scope.INCREMENT && TypeUtil.isPromotionAllowed(wanted, before);
        return holds ? Optional.of(before) : Optional.empty();
    }
}
