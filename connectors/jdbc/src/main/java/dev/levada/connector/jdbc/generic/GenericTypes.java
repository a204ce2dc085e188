package dev.levada.connector.jdbc.generic;

import dev.levada.api.Type.Primitive;
import dev.levada.connector.jdbc.Field;
import dev.levada.connector.jdbc.server.Cells;
import dev.levada.connector.jdbc.server.Fields;
import dev.levada.connector.jdbc.server.TypedOrder;
import dev.levada.connector.jdbc.server.TypedOrder.Kind;
import java.sql.Types;
import java.util.Optional;

/**
 * The types that those of JDBC stand for. Drivers differ in what they make of dates and times, so that these are
 * delivered as the driver writes them.
 */
final class GenericTypes {
    private GenericTypes() {}

    static Field field(Fields make, int type, int precision, int scale, boolean isSigned) {
        return switch (type) {
            case Types.BOOLEAN -> make.of(Primitive.BOOLEAN, Cells::bool);
            case Types.TINYINT, Types.SMALLINT -> make.whole(Primitive.INTEGER);
            case Types.INTEGER -> make.whole(isSigned ? Primitive.INTEGER : Primitive.BIGINT);
            case Types.BIGINT -> isSigned ? make.whole(Primitive.BIGINT) : make.decimal(20, 0);
            case Types.REAL -> make.of(Primitive.FLOAT, Cells::single, TypedOrder.of(Kind.DOUBLE));
            case Types.FLOAT, Types.DOUBLE -> make.real();
            case Types.NUMERIC, Types.DECIMAL -> make.decimal(precision < 1 ? 0 : precision, precision < 1 ? 0 : scale);
            case Types.DATE -> make.suggested(Primitive.DATE, Cells::text, TypedOrder.of(Kind.DATE));
            case Types.TIME -> make.suggested(Primitive.TIME, Cells::timeText, Optional.empty());
            case Types.TIMESTAMP -> make.suggested(Primitive.TIMESTAMP, Cells::timeText, TypedOrder.of(Kind.TIMESTAMP));
            case Types.CHAR, Types.VARCHAR, Types.NCHAR, Types.NVARCHAR -> make.text();
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> make.bytes();
            default -> make.of(Primitive.VARCHAR, Cells::text);
        };
    }
}
