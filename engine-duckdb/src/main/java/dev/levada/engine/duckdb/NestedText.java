package dev.levada.engine.duckdb;

import dev.levada.api.Column;
import dev.levada.api.Type;
import java.util.List;

/**
 * Lists, structs and maps as JSON, in which they leave the engine and come back. Truths, whole numbers and texts in them are
 * JSON's own; all other values are texts as DuckDB prints them, so that none is rounded and infinities have a name.
 */
final class NestedText {
    private NestedText() {}

    static boolean isNested(Type type) {
        return !(type instanceof Type.Primitive) && !(type instanceof Type.Decimal);
    }

    /** A value as JSON. */
    static String written(String value, Type type) {
        return "CAST(to_json(CAST(" + value + " AS " + carrier(type).sql() + ")) AS VARCHAR)";
    }

    /** The value of a JSON text. What a struct's text lacks is null. */
    static String read(String text, Type type) {
        String carrier = carrier(type).sql().replace("\\", "\\\\").replace("\"", "\\\"");
        return "CAST(from_json(" + text + ", " + Sql.text('"' + carrier + '"') + ") AS " + type.sql() + ")";
    }

    /** The type with what JSON cannot say exactly as text. */
    private static Type carrier(Type type) {
        if (type instanceof Type.ListOf list) {
            return new Type.ListOf(carrier(list.element()));
        }
        if (type instanceof Type.MapOf map) {
            return new Type.MapOf(Type.Primitive.VARCHAR, carrier(map.value()));
        }
        if (type instanceof Type.Struct struct) {
            List<Column> fields = struct.fields().stream()
                    .map(field -> new Column(field.name(), carrier(field.type())))
                    .toList();
            return new Type.Struct(fields);
        }
        boolean isSaid =
                type == Type.Primitive.BOOLEAN || type == Type.Primitive.INTEGER || type == Type.Primitive.BIGINT;
        return isSaid ? type : Type.Primitive.VARCHAR;
    }
}
