package dev.levada.store.lake.layout;

import dev.levada.api.Blame;
import dev.levada.api.Column;
import dev.levada.api.LevadaException;
import dev.levada.api.Type.Decimal;
import dev.levada.api.Type.ListOf;
import dev.levada.api.Type.MapOf;
import dev.levada.api.Type.Primitive;
import dev.levada.api.Type.Struct;
import dev.levada.store.StoredColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/** Levada's types and columns as Iceberg's, and back. */
public final class IcebergTypes {
    private IcebergTypes() {}

    public static Type.PrimitiveType primitive(dev.levada.api.Type type) {
        if (type instanceof Decimal decimal) {
            return Types.DecimalType.of(decimal.precision(), decimal.scale());
        }
        return switch ((Primitive) type) {
            case BOOLEAN -> Types.BooleanType.get();
            case INTEGER -> Types.IntegerType.get();
            case BIGINT -> Types.LongType.get();
            case FLOAT -> Types.FloatType.get();
            case DOUBLE -> Types.DoubleType.get();
            case DATE -> Types.DateType.get();
            case TIME -> Types.TimeType.get();
            case TIMESTAMP -> Types.TimestampType.withoutZone();
            case TIMESTAMPTZ -> Types.TimestampType.withZone();
            case VARCHAR -> Types.StringType.get();
            case BLOB -> Types.BinaryType.get();
            case UUID -> Types.UUIDType.get();
        };
    }

    /** A table's columns as Levada knows them. */
    public static List<StoredColumn> columns(Schema schema) {
        return columns(schema.columns());
    }

    private static List<StoredColumn> columns(List<NestedField> fields) {
        List<StoredColumn> columns = new ArrayList<>();
        for (NestedField field : fields) {
            Column column = new Column(field.name(), type(field));
            List<NestedField> parts =
                    field.type().isNestedType() ? field.type().asNestedType().fields() : List.of();
            columns.add(new StoredColumn(field.fieldId(), column, columns(parts)));
        }
        return columns;
    }

    public static dev.levada.api.Type type(NestedField field) {
        Type type = field.type();
        return switch (type.typeId()) {
            case BOOLEAN -> Primitive.BOOLEAN;
            case INTEGER -> Primitive.INTEGER;
            case LONG -> Primitive.BIGINT;
            case FLOAT -> Primitive.FLOAT;
            case DOUBLE -> Primitive.DOUBLE;
            case DATE -> Primitive.DATE;
            case TIME -> Primitive.TIME;
            case TIMESTAMP ->
                ((Types.TimestampType) type).shouldAdjustToUTC() ? Primitive.TIMESTAMPTZ : Primitive.TIMESTAMP;
            case STRING -> Primitive.VARCHAR;
            case BINARY, FIXED -> Primitive.BLOB;
            case UUID -> Primitive.UUID;
            case DECIMAL -> new Decimal(((Types.DecimalType) type).precision(), ((Types.DecimalType) type).scale());
            case STRUCT -> new Struct(fields(type.asStructType().fields()));
            case LIST -> new ListOf(type(type.asListType().fields().get(0)));
            case MAP ->
                new MapOf(
                        type(type.asMapType().fields().get(0)),
                        type(type.asMapType().fields().get(1)));
            default ->
                throw new LevadaException(
                        "store.type",
                        Blame.OUTSIDE,
                        "Column '" + field.name() + "' has the Iceberg type " + type
                                + ", which Levada does not know. Somebody else has added it to the table.");
        };
    }

    private static List<Column> fields(List<NestedField> fields) {
        return fields.stream()
                .map(field -> new Column(field.name(), type(field)))
                .toList();
    }

    /** Columns with their ids as a schema. @param known fields that are in the table, whose comments and defaults stay */
    public static Schema schema(List<StoredColumn> columns, Map<Integer, NestedField> known) {
        return new Schema(nested(columns, known));
    }

    private static List<NestedField> nested(List<StoredColumn> columns, Map<Integer, NestedField> known) {
        List<NestedField> fields = new ArrayList<>();
        for (StoredColumn column : columns) {
            NestedField before = known.get(column.id());
            NestedField.Builder field = before == null
                    ? NestedField.optional(column.name()).withId(column.id())
                    : NestedField.from(before).asOptional().withName(column.name());
            fields.add(field.ofType(type(column, known)).build());
        }
        return fields;
    }

    private static Type type(StoredColumn column, Map<Integer, NestedField> known) {
        dev.levada.api.Type type = column.column().type();
        List<StoredColumn> parts = column.parts();
        if (type instanceof Struct) {
            return Types.StructType.of(nested(parts, known));
        }
        if (type instanceof ListOf) {
            return Types.ListType.ofOptional(parts.get(0).id(), type(parts.get(0), known));
        }
        if (type instanceof MapOf) {
            return Types.MapType.ofOptional(
                    parts.get(0).id(), parts.get(1).id(), type(parts.get(0), known), type(parts.get(1), known));
        }
        return primitive(type);
    }
}
