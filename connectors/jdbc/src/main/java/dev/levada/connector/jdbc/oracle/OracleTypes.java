package dev.levada.connector.jdbc.oracle;

import dev.levada.api.Type.Primitive;
import dev.levada.api.Vector;
import dev.levada.connector.jdbc.Cell;
import dev.levada.connector.jdbc.Field;
import dev.levada.connector.jdbc.Order;
import dev.levada.connector.jdbc.server.Cells;
import dev.levada.connector.jdbc.server.Fields;
import dev.levada.connector.jdbc.server.TypedOrder;
import dev.levada.connector.jdbc.server.TypedOrder.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The types that Oracle's stand for:
 *
 * <table>
 * <caption>Types</caption>
 * <tr><th>Oracle</th><th>type</th></tr>
 * <tr><td>NUMBER(p, s); NUMBER, FLOAT</td><td>DECIMAL, with more digits for a negative s; VARCHAR, each digit kept</td></tr>
 * <tr><td>BINARY_FLOAT; BINARY_DOUBLE; BOOLEAN</td><td>FLOAT; DOUBLE; BOOLEAN</td></tr>
 * <tr><td>DATE, TIMESTAMP(0..6); TIMESTAMP(7..9)</td><td>TIMESTAMP; VARCHAR</td></tr>
 * <tr><td>TIMESTAMP WITH TIME ZONE, WITH LOCAL TIME ZONE</td><td>TIMESTAMPTZ, delivered as text</td></tr>
 * <tr><td>CHAR, VARCHAR2, NCHAR, NVARCHAR2, CLOB, NCLOB, LONG, ROWID</td><td>VARCHAR</td></tr>
 * <tr><td>RAW, LONG RAW, BLOB</td><td>BLOB</td></tr>
 * <tr><td>JSON, XMLTYPE; INTERVAL; VECTOR</td><td>VARCHAR, as Oracle writes it</td></tr>
 * </table>
 */
final class OracleTypes {
    /** What the driver gives as the scale of a number that has none. */
    private static final int NO_SCALE = -127;

    private static final String ISO = "YYYY-MM-DD HH24:MI:SS";
    private static final Optional<Order> DATE =
            TypedOrder.of(Kind.TIMESTAMP, "to_char(%s, '" + ISO + "')", "to_date(substr(?, 1, 19), '" + ISO + "')");
    private static final Optional<Order> TIMESTAMP =
            TypedOrder.of(Kind.TIMESTAMP, "to_char(%s, '" + ISO + ".FF9')", "to_timestamp(?, '" + ISO + ".FF9')");
    private static final Optional<Order> ZONED = TypedOrder.of(
            Kind.TIMESTAMPTZ,
            "to_char(sys_extract_utc(%s), '" + ISO + ".FF9')",
            "from_tz(to_timestamp(?, '" + ISO + ".FF9'), 'UTC')");

    private OracleTypes() {}

    static Field field(Fields make, String type, int precision, int scale) {
        boolean isFine = scale > Fields.MOST_FRACTION;
        return switch (type.replaceFirst("\\(.*?\\)", "")) {
            case "NUMBER" -> make.decimal(scale == NO_SCALE ? 0 : precision, scale == NO_SCALE ? 0 : scale);
            case "FLOAT" -> make.decimal(0, 0);
            case "BINARY_FLOAT" -> make.of(Primitive.FLOAT, Cells::single, TypedOrder.of(Kind.DOUBLE));
            case "BINARY_DOUBLE" -> make.real();
            case "BOOLEAN" -> make.of(Primitive.BOOLEAN, Cells::bool);
            case "DATE" -> make.of(Primitive.TIMESTAMP, Cells::timestamp, DATE);
            case "TIMESTAMP" ->
                isFine
                        ? make.shown(Primitive.VARCHAR, "to_char(%s, '" + ISO + ".FF9')", TIMESTAMP)
                        : make.of(Primitive.TIMESTAMP, Cells::timestamp, TIMESTAMP);
            case "TIMESTAMP WITH TIME ZONE", "TIMESTAMP WITH LOCAL TIME ZONE" ->
                make.shown(
                        isFine ? Primitive.VARCHAR : Primitive.TIMESTAMPTZ,
                        "to_char(%s, '" + ISO + (isFine ? ".FF9" : ".FF6") + "TZH:TZM')",
                        ZONED);
            case "CHAR", "VARCHAR2", "NCHAR", "NVARCHAR2", "VARCHAR" -> make.text();
            case "CLOB", "NCLOB", "LONG", "ROWID", "UROWID" -> make.of(Primitive.VARCHAR, Cells::text);
            case "RAW", "LONG RAW", "BLOB" -> make.bytes();
            case "JSON" -> make.shown(Primitive.VARCHAR, "json_serialize(%s returning clob)", Optional.empty());
            case "SYS.XMLTYPE", "XMLTYPE" ->
                make.shown(Primitive.VARCHAR, "xmlserialize(content %s as clob)", Optional.empty());
            case "INTERVALDS", "INTERVALYM", "INTERVAL DAY TO SECOND", "INTERVAL YEAR TO MONTH" ->
                make.shown(Primitive.VARCHAR, "to_char(%s)", Optional.empty());
            case "VECTOR" -> make.shown(Primitive.VARCHAR, "from_vector(%s returning clob)", Optional.empty());
            default -> make.of(Primitive.VARCHAR, OracleTypes::unreadable);
        };
    }

    private static void unreadable(ResultSet from, int column, Vector to, int row) throws SQLException, Cell.Unfit {
        if (from.getObject(column) != null) {
            throw new Cell.Unfit("a value of the type " + from.getMetaData().getColumnTypeName(column));
        }
        to.setNull(row);
    }
}
