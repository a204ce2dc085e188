package dev.levada.connector.jdbc.mysql;

import dev.levada.api.Column;
import dev.levada.api.Type;
import dev.levada.api.Type.Primitive;
import dev.levada.api.Vector;
import dev.levada.connector.jdbc.Cell;
import dev.levada.connector.jdbc.Field;
import dev.levada.connector.jdbc.server.Cells;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The types in which tables are kept, and from which their rows are read back as they were:
 *
 * <table>
 * <caption>Types</caption>
 * <tr><th>kept</th><th>in MySQL and MariaDB</th></tr>
 * <tr><td>BOOLEAN; INTEGER; BIGINT</td><td>tinyint(1); int; bigint</td></tr>
 * <tr><td>FLOAT; DOUBLE; DECIMAL(p, s)</td><td>float; double; decimal(p, s)</td></tr>
 * <tr><td>DATE; TIME; TIMESTAMP</td><td>date; time(6); datetime(6)</td></tr>
 * <tr><td>TIMESTAMPTZ</td><td>datetime(6) in UTC: a timestamp ends in 2038</td></tr>
 * <tr><td>VARCHAR; BLOB</td><td>longtext, compared byte by byte; longblob</td></tr>
 * <tr><td>UUID; lists, structs and maps</td><td>char(36); json</td></tr>
 * </table>
 */
public final class StoredTypes {
    private static final LocalDateTime EPOCH = LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC);

    private StoredTypes() {}

    /** A type as it stands in a table's declaration. */
    public static String sql(Type type) {
        if (type instanceof Type.Decimal decimal) {
            return "decimal(" + decimal.precision() + "," + decimal.scale() + ")";
        }
        if (!(type instanceof Primitive primitive)) {
            return "json";
        }
        return switch (primitive) {
            case BOOLEAN -> "tinyint(1)";
            case INTEGER -> "int";
            case BIGINT -> "bigint";
            case FLOAT -> "float";
            case DOUBLE -> "double";
            case DATE -> "date";
            case TIME -> "time(6)";
            case TIMESTAMP, TIMESTAMPTZ -> "datetime(6)";
            case VARCHAR -> "longtext character set utf8mb4 collate utf8mb4_bin";
            case BLOB -> "longblob";
            case UUID -> "char(36) character set ascii collate ascii_bin";
        };
    }

    /** How a column is read: lists, structs and maps as JSON. */
    static Field field(Column column, String quoted) {
        Type type = column.type();
        boolean isSingle = type == Primitive.FLOAT; // as text, the server shows six digits of it
        return new Field(
                column,
                isNested(type) ? Primitive.VARCHAR : type,
                isSingle ? "(" + quoted + " + 0e0)" : quoted,
                type instanceof Type.Decimal decimal ? Cells.decimal(decimal) : cell(type),
                Optional.empty());
    }

    private static boolean isNested(Type type) {
        return !(type instanceof Primitive) && !(type instanceof Type.Decimal);
    }

    private static Cell cell(Type type) {
        if (!(type instanceof Primitive primitive)) {
            return Cells::text;
        }
        return switch (primitive) {
            case BOOLEAN -> Cells::bool;
            case INTEGER, BIGINT -> Cells::whole;
            case FLOAT -> Cells::single;
            case DOUBLE -> Cells::real;
            case DATE -> Cells::date;
            case TIME -> Cells::time;
            case TIMESTAMP -> Cells::timestamp;
            case TIMESTAMPTZ -> StoredTypes::instant;
            case VARCHAR -> Cells::text;
            case BLOB -> Cells::bytes;
            case UUID -> Cells::uuid;
        };
    }

    private static void instant(ResultSet from, int column, Vector to, int row) throws SQLException {
        @Nullable LocalDateTime value = from.getObject(column, LocalDateTime.class);
        if (value == null) {
            to.setNull(row);
        } else {
            to.setInstant(row, ChronoUnit.MICROS.between(EPOCH, value));
        }
    }
}
