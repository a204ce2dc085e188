package dev.levada.connector.jdbc.h2;

import dev.levada.api.Type.Primitive;
import dev.levada.connector.jdbc.Field;
import dev.levada.connector.jdbc.server.Cells;
import dev.levada.connector.jdbc.server.Fields;
import dev.levada.connector.jdbc.server.TypedOrder;
import dev.levada.connector.jdbc.server.TypedOrder.Kind;
import java.util.Optional;

/**
 * The types that H2's stand for:
 *
 * <table>
 * <caption>Types</caption>
 * <tr><th>H2</th><th>type</th></tr>
 * <tr><td>BOOLEAN; UUID</td><td>BOOLEAN; UUID</td></tr>
 * <tr><td>TINYINT, SMALLINT, INTEGER; BIGINT</td><td>INTEGER; BIGINT</td></tr>
 * <tr><td>REAL; DOUBLE PRECISION</td><td>FLOAT; DOUBLE</td></tr>
 * <tr><td>NUMERIC(p, s); with more than 38 digits, DECFLOAT</td><td>DECIMAL(p, s); VARCHAR</td></tr>
 * <tr><td>DATE; TIME; TIMESTAMP</td><td>DATE; TIME; TIMESTAMP; VARCHAR if finer than microseconds</td></tr>
 * <tr><td>TIMESTAMP WITH TIME ZONE</td><td>TIMESTAMPTZ, delivered as text with its offset</td></tr>
 * <tr><td>BINARY, VARBINARY, BLOB, JAVA_OBJECT</td><td>BLOB</td></tr>
 * <tr><td>arrays</td><td>VARCHAR, as JSON</td></tr>
 * <tr><td>anything else</td><td>VARCHAR, as H2 writes it</td></tr>
 * </table>
 */
final class H2Types {
    private H2Types() {}

    static Field field(Fields make, String type, int precision, int scale) {
        boolean isFine = scale > Fields.MOST_FRACTION;
        return switch (type) {
            case "BOOLEAN" -> make.of(Primitive.BOOLEAN, Cells::bool);
            case "TINYINT", "SMALLINT", "INTEGER" -> make.whole(Primitive.INTEGER);
            case "BIGINT" -> make.whole(Primitive.BIGINT);
            case "REAL" -> make.of(Primitive.FLOAT, Cells::single, TypedOrder.of(Kind.DOUBLE));
            case "DOUBLE PRECISION", "FLOAT" -> make.real();
            case "NUMERIC", "DECIMAL" -> make.decimal(precision, scale);
            case "DECFLOAT" -> make.of(Primitive.VARCHAR, Cells::text, TypedOrder.of(Kind.NUMBER));
            case "UUID" -> make.of(Primitive.UUID, Cells::uuid);
            case "DATE" -> make.of(Primitive.DATE, Cells::date, TypedOrder.of(Kind.DATE, "%s", "cast(? as date)"));
            case "TIME" -> isFine ? make.of(Primitive.VARCHAR, Cells::text) : make.of(Primitive.TIME, Cells::time);
            case "TIMESTAMP" -> {
                var order = TypedOrder.of(Kind.TIMESTAMP, "%s", "cast(? as timestamp(9))");
                yield isFine
                        ? make.of(Primitive.VARCHAR, Cells::text, order)
                        : make.of(Primitive.TIMESTAMP, Cells::timestamp, order);
            }
            case "TIMESTAMP WITH TIME ZONE" -> {
                var order = TypedOrder.of(
                        Kind.TIMESTAMPTZ,
                        "cast(%s at time zone 'UTC' as timestamp(9))",
                        "cast(cast(? as timestamp(9)) as timestamp(9) with time zone)");
                yield isFine
                        ? make.of(Primitive.VARCHAR, Cells::text, order)
                        : make.suggested(Primitive.TIMESTAMPTZ, Cells::text, order);
            }
            case "BINARY", "BINARY VARYING", "BINARY LARGE OBJECT", "JAVA_OBJECT" -> make.bytes();
            case "CHARACTER", "CHARACTER VARYING", "VARCHAR_IGNORECASE", "CHARACTER LARGE OBJECT" -> make.text();
            default ->
                type.endsWith("ARRAY")
                        ? make.shown(Primitive.VARCHAR, "cast(%s as json)", Optional.empty())
                        : make.of(Primitive.VARCHAR, Cells::text);
        };
    }
}
