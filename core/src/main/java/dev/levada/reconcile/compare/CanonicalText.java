package dev.levada.reconcile.compare;

import dev.levada.api.Column;
import dev.levada.api.Type;
import dev.levada.api.Type.Primitive;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The one text of a value: two values are the same if and only if their texts are. It does not depend on how a store keeps a
 * value, so that both sides of a comparison can make it where the value lies. {@code docs/guide/reconcile.md} says what it
 * looks like for each type.
 */
public final class CanonicalText {
    private CanonicalText() {}

    /** The texts of a row's columns, one after the other, each with its length before it so that none runs into the next. */
    static String ofRow(List<Column> columns) {
        return columns.stream()
                .map(column -> part(cast(column), column.type(), 0))
                .collect(Collectors.joining(" || "));
    }

    /** The text of a column's value; null for null. */
    static String of(Column column) {
        return of(cast(column), column.type(), 0);
    }

    /** A column's value in the type that it is compared by. */
    static String cast(Column column) {
        return "CAST(" + Literal.name(column.name()) + " AS " + column.type().sql() + ")";
    }

    /** @param depth how many lists and maps the value lies in, to name what stands for their elements */
    private static String of(String value, Type type, int depth) {
        if (type instanceof Type.Decimal decimal && decimal.scale() > 0) {
            return "rtrim(rtrim(CAST(" + value + " AS VARCHAR), '0'), '.')";
        }
        if (type instanceof Type.ListOf list) {
            String element = "levada_e" + depth;
            return listed(
                    value,
                    "list_transform(" + value + ", lambda " + element + ": " + part(element, list.element(), depth + 1)
                            + ")",
                    "[",
                    "]");
        }
        if (type instanceof Type.MapOf map) {
            return ofMap(value, map, depth);
        }
        if (type instanceof Type.Struct struct) {
            String fields = struct.fields().stream()
                    .map(field -> part(
                            "struct_extract(" + value + ", " + Literal.text(field.name()) + ")", field.type(), depth))
                    .collect(Collectors.joining(" || "));
            return "CASE WHEN " + value + " IS NOT NULL THEN '{' || " + fields + " || '}' END";
        }
        if (type == Primitive.FLOAT || type == Primitive.DOUBLE) {
            // There are two zeros, which are equal.
            return "CASE WHEN " + value + " = 0 THEN '0.0' ELSE CAST(CAST(" + value + " AS DOUBLE) AS VARCHAR) END";
        }
        return type == Primitive.BLOB ? "lower(hex(" + value + "))" : "CAST(" + value + " AS VARCHAR)";
    }

    /** The order of a map's entries means nothing. */
    private static String ofMap(String value, Type.MapOf map, int depth) {
        String entry = "levada_e" + depth;
        String entries = "list_sort(list_transform(map_entries(" + value + "), lambda " + entry + ": "
                + part(entry + ".key", map.key(), depth + 1) + " || " + part(entry + ".value", map.value(), depth + 1)
                + "))";
        return listed(value, entries, "<", ">");
    }

    private static String listed(String value, String texts, String open, String close) {
        return "CASE WHEN " + value + " IS NOT NULL THEN '" + open + "' || array_to_string(" + texts + ", '') || '"
                + close + "' END";
    }

    private static String part(String value, Type type, int depth) {
        String text = of(value, type, depth);
        return "coalesce(strlen(" + text + ") || ':' || " + text + ", '-')";
    }

    /** The type that values of two types are compared by. */
    public static Type common(Type one, Type other) {
        if (one.equals(other)) {
            return one;
        }
        if (isNumber(one) && isNumber(other)) {
            return isExact(one) && isExact(other) ? wider(one, other) : Primitive.DOUBLE;
        }
        boolean moments = isMoment(one) && isMoment(other);
        return moments ? Primitive.TIMESTAMP : Primitive.VARCHAR;
    }

    private static boolean isNumber(Type type) {
        return isExact(type) || type == Primitive.FLOAT || type == Primitive.DOUBLE;
    }

    static boolean isExact(Type type) {
        return type == Primitive.INTEGER || type == Primitive.BIGINT || type instanceof Type.Decimal;
    }

    private static boolean isMoment(Type type) {
        return type == Primitive.DATE || type == Primitive.TIMESTAMP || type == Primitive.TIMESTAMPTZ;
    }

    private static Type wider(Type one, Type other) {
        Type.Decimal a = decimal(one);
        Type.Decimal b = decimal(other);
        int scale = Math.max(a.scale(), b.scale());
        int whole = Math.max(a.precision() - a.scale(), b.precision() - b.scale());
        return whole + scale > 38 ? Primitive.VARCHAR : new Type.Decimal(whole + scale, scale);
    }

    private static Type.Decimal decimal(Type type) {
        if (type instanceof Type.Decimal decimal) {
            return decimal;
        }
        return new Type.Decimal(type == Primitive.INTEGER ? 10 : 19, 0);
    }
}
