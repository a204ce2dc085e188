package dev.levada.connector.jdbc.mysql;

import dev.levada.api.Column;
import dev.levada.api.Type.Decimal;
import dev.levada.api.Type.Primitive;
import dev.levada.api.Vector;
import dev.levada.connector.jdbc.Field;
import dev.levada.connector.jdbc.server.Cells;
import dev.levada.connector.jdbc.server.Fields;
import dev.levada.connector.jdbc.server.TypedOrder;
import dev.levada.connector.jdbc.server.TypedOrder.Kind;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The types that MySQL's and MariaDB's stand for:
 *
 * <table>
 * <caption>Types</caption>
 * <tr><th>MySQL, MariaDB</th><th>type</th></tr>
 * <tr><td>tinyint, smallint, mediumint, int, year; int unsigned, bigint</td><td>INTEGER; BIGINT</td></tr>
 * <tr><td>bigint unsigned; bit(1); bit(n)</td><td>DECIMAL(20, 0); BOOLEAN; DECIMAL(20, 0)</td></tr>
 * <tr><td>decimal(p, s)</td><td>DECIMAL(p, s); VARCHAR if it has more than 38 digits</td></tr>
 * <tr><td>float; double</td><td>FLOAT; DOUBLE</td></tr>
 * <tr><td>date; time; datetime; timestamp</td><td>DATE; TIME; TIMESTAMP; TIMESTAMPTZ, delivered as text</td></tr>
 * <tr><td>char, varchar, text, enum, set, json, inet4, inet6</td><td>VARCHAR</td></tr>
 * <tr><td>binary, varbinary, blob, geometry, vector; uuid</td><td>BLOB; UUID</td></tr>
 * </table>
 *
 * <p>Dates may be zero, and times longer than a day, so that they are delivered as text: a value that is no date or time
 * elsewhere costs its row.
 */
final class MysqlTypes {
    private static final Pattern GEOMETRY = Pattern.compile("GEOMETRY|POINT|POLYGON|LINESTRING");
    private static final Decimal LONG_UNSIGNED = new Decimal(20, 0);

    private MysqlTypes() {}

    static Field field(Fields make, ResultSetMetaData result, int i) throws SQLException {
        String type = result.getColumnTypeName(i).toUpperCase(Locale.ROOT);
        boolean unsigned = type.endsWith(" UNSIGNED");
        return switch (type.replace(" UNSIGNED", "")) {
            case "TINYINT", "SMALLINT", "MEDIUMINT", "YEAR" -> make.whole(Primitive.INTEGER);
            case "INT", "INTEGER" -> make.whole(unsigned ? Primitive.BIGINT : Primitive.INTEGER);
            case "BIGINT" ->
                unsigned
                        ? make.decimal(LONG_UNSIGNED.precision(), LONG_UNSIGNED.scale())
                        : make.whole(Primitive.BIGINT);
            case "DECIMAL" -> make.decimal(result.getPrecision(i), result.getScale(i));
            case "FLOAT" -> single(make);
            case "DOUBLE" -> make.real();
            case "BIT" ->
                result.getPrecision(i) == 1
                        ? make.of(Primitive.BOOLEAN, MysqlTypes::bit)
                        : make.of(LONG_UNSIGNED, Cells::bits);
            case "DATE" -> make.suggested(Primitive.DATE, Cells::text, TypedOrder.of(Kind.DATE));
            case "TIME" -> make.suggested(Primitive.TIME, Cells::text, Optional.empty());
            case "DATETIME" -> make.suggested(Primitive.TIMESTAMP, Cells::text, TypedOrder.of(Kind.TIMESTAMP));
            case "TIMESTAMP" ->
                make.suggested(Primitive.TIMESTAMPTZ, MysqlTypes::inUtc, TypedOrder.of(Kind.TIMESTAMPTZ));
            case "UUID" -> make.of(Primitive.UUID, Cells::uuid);
            default -> isBytes(result.getColumnType(i), type) ? make.bytes() : make.text();
        };
    }

    private static boolean isBytes(int kind, String type) {
        return switch (kind) {
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> true;
            default -> GEOMETRY.matcher(type).find();
        };
    }

    /** As text, the server shows six digits of it; as a double it shows all. */
    private static Field single(Fields make) {
        return new Field(
                new Column(make.name(), Primitive.FLOAT),
                Primitive.FLOAT,
                "(" + make.quoted() + " + 0e0)",
                Cells::single,
                TypedOrder.of(Kind.DOUBLE, "(%s + 0e0)", "?"));
    }

    private static void bit(ResultSet from, int column, Vector to, int row) throws SQLException {
        byte @Nullable [] bits = from.getBytes(column);
        if (bits == null) {
            to.setNull(row);
        } else {
            to.setBoolean(row, bits[bits.length - 1] != 0);
        }
    }

    /** Sessions are in UTC, so that this is what the server sends. */
    private static void inUtc(ResultSet from, int column, Vector to, int row) throws SQLException {
        @Nullable String value = from.getString(column);
        if (value == null) {
            to.setNull(row);
        } else {
            to.setString(row, value + "+00:00");
        }
    }
}
