package dev.levada.connector.jdbc.sqlserver;

import dev.levada.api.Type.Primitive;
import dev.levada.api.Vector;
import dev.levada.connector.jdbc.Field;
import dev.levada.connector.jdbc.Order;
import dev.levada.connector.jdbc.server.Cells;
import dev.levada.connector.jdbc.server.Fields;
import dev.levada.connector.jdbc.server.TypedOrder;
import dev.levada.connector.jdbc.server.TypedOrder.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The types that SQL Server's stand for:
 *
 * <table>
 * <caption>Types</caption>
 * <tr><th>SQL Server</th><th>type</th></tr>
 * <tr><td>bit; uniqueidentifier</td><td>BOOLEAN; UUID</td></tr>
 * <tr><td>tinyint, smallint, int; bigint</td><td>INTEGER; BIGINT</td></tr>
 * <tr><td>decimal(p, s), numeric(p, s); money; smallmoney</td><td>DECIMAL(p, s); (19, 4); (10, 4)</td></tr>
 * <tr><td>real; float</td><td>FLOAT; DOUBLE</td></tr>
 * <tr><td>date; time(0..6); time(7)</td><td>DATE; TIME; VARCHAR</td></tr>
 * <tr><td>smalldatetime, datetime, datetime2(0..6); datetime2(7)</td><td>TIMESTAMP; VARCHAR</td></tr>
 * <tr><td>datetimeoffset(0..6); datetimeoffset(7)</td><td>TIMESTAMPTZ, delivered as text; VARCHAR</td></tr>
 * <tr><td>binary, varbinary, image, rowversion, geometry, geography, hierarchyid</td><td>BLOB</td></tr>
 * <tr><td>anything else</td><td>VARCHAR, as the driver writes it</td></tr>
 * </table>
 */
final class SqlServerTypes {
    private static final Optional<Order> DATE = TypedOrder.of(Kind.DATE, "%s", "convert(date, ?, 23)");

    /** Of as many digits as the column has: a value of more digits lies between two of the column's. */
    private static final Optional<Order> DATETIME =
            TypedOrder.of(Kind.TIMESTAMP, "convert(varchar(23), %s, 121)", "convert(datetime, ?, 121)");

    private static final Optional<Order> DATETIME2 =
            TypedOrder.of(Kind.TIMESTAMP, "convert(varchar(27), %s, 121)", "convert(datetime2(7), ?, 121)");

    private static final Optional<Order> OFFSET = TypedOrder.of(
            Kind.TIMESTAMPTZ,
            "convert(varchar(27), convert(datetime2(7), switchoffset(%s, 0)), 121)",
            "todatetimeoffset(convert(datetime2(7), ?, 121), 0)");

    private SqlServerTypes() {}

    static Field field(Fields make, String type, int precision, int scale) {
        boolean isFine = scale > Fields.MOST_FRACTION;
        return switch (type.replaceFirst("( identity|\\(\\)).*", "")) {
            case "bit" -> make.of(Primitive.BOOLEAN, Cells::bool);
            case "tinyint", "smallint", "int" -> make.whole(Primitive.INTEGER);
            case "bigint" -> make.whole(Primitive.BIGINT);
            case "decimal", "numeric" -> make.decimal(precision, scale);
            case "money" -> make.decimal(19, 4);
            case "smallmoney" -> make.decimal(10, 4);
            case "real" -> make.of(Primitive.FLOAT, Cells::single, TypedOrder.of(Kind.DOUBLE));
            case "float" -> make.real();
            case "uniqueidentifier" -> make.of(Primitive.UUID, Cells::uuid);
            case "date" -> make.of(Primitive.DATE, Cells::date, DATE);
            case "time" -> isFine ? make.of(Primitive.VARCHAR, Cells::text) : make.of(Primitive.TIME, Cells::time);
            case "datetime", "smalldatetime" -> make.of(Primitive.TIMESTAMP, Cells::timestamp, DATETIME);
            case "datetime2" ->
                isFine
                        ? make.of(Primitive.VARCHAR, Cells::text, DATETIME2)
                        : make.of(Primitive.TIMESTAMP, Cells::timestamp, DATETIME2);
            case "datetimeoffset" ->
                isFine
                        ? make.of(Primitive.VARCHAR, SqlServerTypes::offset, OFFSET)
                        : make.suggested(Primitive.TIMESTAMPTZ, SqlServerTypes::offset, OFFSET);
            case "char", "varchar", "nchar", "nvarchar", "sysname" -> make.text();
            case "binary",
                    "varbinary",
                    "image",
                    "timestamp",
                    "rowversion",
                    "geometry",
                    "geography",
                    "hierarchyid",
                    "udt" -> make.bytes();
            default -> make.of(Primitive.VARCHAR, Cells::text);
        };
    }

    /** The driver sets the offset apart by a blank. */
    private static void offset(ResultSet from, int column, Vector to, int row) throws SQLException {
        @Nullable String value = from.getString(column);
        if (value == null) {
            to.setNull(row);
        } else {
            to.setString(row, value.replaceFirst(" (?=[+-]\\d\\d:\\d\\d$)", ""));
        }
    }
}
