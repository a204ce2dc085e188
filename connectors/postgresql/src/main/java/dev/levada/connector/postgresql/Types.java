package dev.levada.connector.postgresql;

import dev.levada.api.Column;
import dev.levada.api.Type;
import dev.levada.api.Type.Decimal;
import dev.levada.api.Type.Primitive;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The types in which PostgreSQL's are delivered:
 *
 * <table>
 * <caption>Types</caption>
 * <tr><th>PostgreSQL</th><th>delivered as</th></tr>
 * <tr><td>boolean; uuid; bytea</td><td>BOOLEAN; UUID; BLOB</td></tr>
 * <tr><td>smallint, integer; bigint, oid</td><td>INTEGER; BIGINT</td></tr>
 * <tr><td>real; double precision</td><td>FLOAT; DOUBLE</td></tr>
 * <tr><td>numeric(p, s)</td><td>DECIMAL(p, s); VARCHAR if it needs more than 38 digits</td></tr>
 * <tr><td>numeric</td><td>VARCHAR</td></tr>
 * <tr><td>date; time; timestamp; timestamptz</td><td>DATE; TIME; TIMESTAMP; TIMESTAMPTZ</td></tr>
 * <tr><td>text, varchar, char, name</td><td>VARCHAR</td></tr>
 * <tr><td>arrays and rows</td><td>VARCHAR, as JSON</td></tr>
 * <tr><td>anything else</td><td>VARCHAR, as the server writes it</td></tr>
 * </table>
 *
 * <p>A domain is delivered as the type that it is based on.
 */
final class Types {
    private static final int MOST_DIGITS = 38;
    private static final int SCALE_BITS = 0x7ff;
    private static final int SCALE_SIGN = 0x400;

    private Types() {}

    /** How the columns of a result are delivered. */
    @FunctionalInterface
    interface Typing {
        List<Field> fields(ResultSetMetaData result) throws SQLException;
    }

    static List<Field> fields(ResultSetMetaData result) throws SQLException {
        List<Field> fields = new ArrayList<>();
        for (int i = 1; i <= result.getColumnCount(); i++) {
            fields.add(field(result, i));
        }
        return fields;
    }

    private static Field field(ResultSetMetaData result, int i) throws SQLException {
        String name = result.getColumnLabel(i);
        return switch (result.getColumnTypeName(i)) {
            case "bool" -> field(name, Primitive.BOOLEAN, Cells::bool, "");
            case "int2", "smallserial" -> field(name, Primitive.INTEGER, Cells::int2, "int8");
            case "int4", "serial" -> field(name, Primitive.INTEGER, Cells::int4, "int8");
            case "int8", "bigserial" -> field(name, Primitive.BIGINT, Cells::int8, "int8");
            case "oid" -> field(name, Primitive.BIGINT, Cells::oid, "");
            case "float4" -> field(name, Primitive.FLOAT, Cells::float4, "float4");
            case "float8" -> field(name, Primitive.DOUBLE, Cells::float8, "float8");
            case "numeric" -> numeric(name, result.getPrecision(i), result.getScale(i));
            case "text", "varchar" -> field(name, Primitive.VARCHAR, Cells::text, "text");
            case "bpchar" -> field(name, Primitive.VARCHAR, Cells::text, "bpchar");
            case "name" -> field(name, Primitive.VARCHAR, Cells::text, "name");
            case "bytea" -> field(name, Primitive.BLOB, Cells::bytes, "");
            case "uuid" -> field(name, Primitive.UUID, Cells::uuid, "uuid");
            case "date" -> field(name, Primitive.DATE, Cells::date, "date");
            case "time" -> field(name, Primitive.TIME, Cells::time, "time");
            case "timestamp" -> field(name, Primitive.TIMESTAMP, Cells::timestamp, "timestamp");
            case "timestamptz" -> field(name, Primitive.TIMESTAMPTZ, Cells::timestamptz, "timestamptz");
            default -> asText(name, result.getColumnType(i));
        };
    }

    private static Field field(String name, Type type, Cell cell, String order) {
        return new Field(new Column(name, type), Server.quoted(name), cell, order);
    }

    /** @param scale as the driver gives it, without regard to its sign */
    private static Field numeric(String name, int precision, int scale) {
        int signed = ((scale & SCALE_BITS) ^ SCALE_SIGN) - SCALE_SIGN;
        int digits = Math.max(precision - Math.min(signed, 0), signed);
        return precision == 0 || digits > MOST_DIGITS
                ? field(name, Primitive.VARCHAR, Numerics::text, "numeric")
                : field(
                        name,
                        new Decimal(digits, Math.max(signed, 0)),
                        Numerics.decimal(digits, Math.max(signed, 0)),
                        "numeric");
    }

    private static Field asText(String name, int kind) {
        String quoted = Server.quoted(name);
        boolean nested = kind == java.sql.Types.ARRAY || kind == java.sql.Types.STRUCT;
        String text = nested ? "to_json(" + quoted + ")::text" : quoted + "::text";
        return new Field(new Column(name, Primitive.VARCHAR), text, Cells::text, "");
    }
}
