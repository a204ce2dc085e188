package dev.levada.connector.postgresql;

import dev.levada.api.Column;
import dev.levada.api.LevadaException;
import dev.levada.api.Type;
import dev.levada.api.Type.Primitive;
import dev.levada.api.Vector;
import dev.levada.api.table.Columns;
import java.util.List;

/**
 * The types in which tables are kept, and from which their rows are read back as they were:
 *
 * <table>
 * <caption>Types</caption>
 * <tr><th>kept</th><th>in PostgreSQL</th></tr>
 * <tr><td>BOOLEAN; UUID; BLOB</td><td>boolean; uuid; bytea</td></tr>
 * <tr><td>INTEGER; BIGINT</td><td>integer; bigint</td></tr>
 * <tr><td>FLOAT; DOUBLE</td><td>real; double precision</td></tr>
 * <tr><td>DECIMAL(p, s)</td><td>numeric(p, s)</td></tr>
 * <tr><td>DATE; TIME; TIMESTAMP; TIMESTAMPTZ</td><td>date; time; timestamp; timestamptz</td></tr>
 * <tr><td>VARCHAR</td><td>text</td></tr>
 * <tr><td>lists, structs and maps</td><td>jsonb</td></tr>
 * </table>
 */
public final class StoredTypes {
    private static final String NESTED = "jsonb";

    private StoredTypes() {}

    /** A type as it stands in a table's declaration. */
    public static String sql(Type type) {
        if (type instanceof Type.Decimal decimal) {
            return "numeric(" + decimal.precision() + "," + decimal.scale() + ")";
        }
        if (!(type instanceof Primitive primitive)) {
            return NESTED;
        }
        return switch (primitive) {
            case BOOLEAN -> "boolean";
            case INTEGER -> "integer";
            case BIGINT -> "bigint";
            case FLOAT -> "real";
            case DOUBLE -> "double precision";
            case DATE -> "date";
            case TIME -> "time";
            case TIMESTAMP -> "timestamp";
            case TIMESTAMPTZ -> "timestamptz";
            case VARCHAR -> "text";
            case BLOB -> "bytea";
            case UUID -> "uuid";
        };
    }

    /** The type in which a column is handed to an engine: lists, structs and maps as JSON. */
    static Column delivered(Column column) {
        return isNested(column.type()) ? new Column(column.name(), Primitive.VARCHAR) : column;
    }

    private static boolean isNested(Type type) {
        return !(type instanceof Primitive) && !(type instanceof Type.Decimal);
    }

    /** How a column is read. @param found its type by the driver's name, which may be another if somebody changed the table */
    static Field field(Column column, String found) {
        if (!names(column.type()).contains(found)) {
            throw changed(column, found);
        }
        String quoted = Server.quoted(column.name());
        return new Field(
                delivered(column),
                isNested(column.type()) ? quoted + "::text" : quoted,
                column.type() instanceof Type.Decimal decimal
                        ? Numerics.decimal(decimal.precision(), decimal.scale())
                        : cell(column.type()),
                "");
    }

    private static LevadaException changed(Column column, String found) {
        LevadaException changed = Columns.changed("column '" + column.name() + "'");
        return LevadaException.retryable(
                "store.changed",
                changed.blame(),
                "Column '" + column.name() + "' was of type " + sql(column.type()) + " and is of type " + found
                        + " now: somebody else changed the table. Change it back, or make the table anew with --full.",
                null);
    }

    /** What the driver calls a column of a type; some columns have names of their own. */
    private static List<String> names(Type type) {
        if (type instanceof Type.Decimal) {
            return List.of("numeric");
        }
        if (!(type instanceof Primitive primitive)) {
            return List.of(NESTED);
        }
        return switch (primitive) {
            case BOOLEAN -> List.of("bool");
            case INTEGER -> List.of("int4", "serial");
            case BIGINT -> List.of("int8", "bigserial");
            case FLOAT -> List.of("float4");
            case DOUBLE -> List.of("float8");
            case VARCHAR -> List.of("text", "varchar");
            case BLOB -> List.of("bytea");
            case DATE, TIME, TIMESTAMP, TIMESTAMPTZ, UUID -> List.of(sql(type));
        };
    }

    private static Cell cell(Type type) {
        if (!(type instanceof Primitive primitive)) {
            return Cells::text;
        }
        return switch (primitive) {
            case BOOLEAN -> Cells::bool;
            case INTEGER -> Cells::int4;
            case BIGINT -> Cells::int8;
            case FLOAT -> Cells::float4;
            case DOUBLE -> Cells::float8;
            case DATE -> StoredTypes::date;
            case TIME -> Cells::time;
            case TIMESTAMP -> StoredTypes::timestamp;
            case TIMESTAMPTZ -> StoredTypes::timestamptz;
            case VARCHAR -> Cells::text;
            case BLOB -> Cells::bytes;
            case UUID -> Cells::uuid;
        };
    }

    private static void date(Values values, Vector to) throws Cell.Unfit {
        for (int row = 0; row < values.count(); row++) {
            if (values.has(row, Integer.BYTES, to)) {
                to.setDays(row, day(values.intAt(row)));
            }
        }
    }

    private static void timestamp(Values values, Vector to) throws Cell.Unfit {
        for (int row = 0; row < values.count(); row++) {
            if (values.has(row, Long.BYTES, to)) {
                to.setMicroseconds(row, instant(values.longAt(row)));
            }
        }
    }

    private static void timestamptz(Values values, Vector to) throws Cell.Unfit {
        for (int row = 0; row < values.count(); row++) {
            if (values.has(row, Long.BYTES, to)) {
                to.setInstant(row, instant(values.longAt(row)));
            }
        }
    }

    /** As {@link Vector} has them, the infinite ones among them. */
    private static long day(int day) throws Cell.Unfit {
        return switch (day) {
            case Integer.MAX_VALUE -> Long.MAX_VALUE;
            case Integer.MIN_VALUE -> -Long.MAX_VALUE;
            default -> Cells.day(day);
        };
    }

    /** As {@link Vector} has them, the infinite ones among them. */
    private static long instant(long micros) throws Cell.Unfit {
        if (micros == Long.MAX_VALUE || micros == Long.MIN_VALUE) {
            return micros > 0 ? Long.MAX_VALUE : -Long.MAX_VALUE;
        }
        return Cells.instant(micros);
    }
}
