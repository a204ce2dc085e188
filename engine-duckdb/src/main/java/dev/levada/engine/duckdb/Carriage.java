package dev.levada.engine.duckdb;

import dev.levada.api.Column;
import dev.levada.api.Type;
import dev.levada.api.Type.Primitive;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBLogicalType;

/**
 * How columns leave a query: each in a type for which vectors have a getter. To get a text costs many times what a number does,
 * so all texts of a row travel as one, behind the other columns, and in the place of each there is how many bytes it has, or null.
 */
final class Carriage {
    private static final String ENDLESS =
            "WHEN 'infinity' THEN " + Long.MAX_VALUE + " WHEN '-infinity' THEN " + -Long.MAX_VALUE;

    private final List<Type> carriers = new ArrayList<>();
    private final List<String> values = new ArrayList<>();
    private final int[] texts;
    private final int[] textsBefore;

    Carriage(List<Column> columns) {
        List<String> together = new ArrayList<>();
        for (Column column : columns) {
            String value = value(column);
            if (isText(column.type())) {
                together.add(value);
            }
            carriers.add(isText(column.type()) ? Primitive.BIGINT : carrier(column.type()));
            values.add(isText(column.type()) ? "strlen(" + value + ")" : value);
        }
        texts = IntStream.range(0, columns.size())
                .filter(i -> isText(columns.get(i).type()))
                .toArray();
        textsBefore = new int[columns.size()];
        for (int i = 0; i < texts.length; i++) {
            textsBefore[texts[i]] = i;
        }
        if (texts.length > 0) {
            carriers.add(Primitive.VARCHAR);
            values.add("concat(" + String.join(", ", together) + ")");
        }
    }

    /** The type of what stands for each column, and at the end that of the texts, if there are any. */
    List<Type> carriers() {
        return carriers;
    }

    /** The expressions for these. */
    List<String> values() {
        return values;
    }

    /** The places of the columns that travel as texts. */
    int[] texts() {
        return texts;
    }

    /** How many texts travel in front of that of a column. */
    int textsBefore(int column) {
        return textsBefore[column];
    }

    private static boolean isText(Type type) {
        return NestedText.isNested(type)
                || type == Primitive.VARCHAR
                || type == Primitive.BLOB
                || type == Primitive.UUID;
    }

    private static Type carrier(Type type) {
        if (type instanceof Type.Decimal || type == Primitive.BOOLEAN) {
            return type;
        }
        return type == Primitive.FLOAT || type == Primitive.DOUBLE ? Primitive.DOUBLE : Primitive.BIGINT;
    }

    private static String value(Column column) {
        String name = Sql.name(column.name());
        if (NestedText.isNested(column.type())) {
            return NestedText.written(name, column.type());
        }
        if (!(column.type() instanceof Primitive primitive)) {
            return name;
        }
        return switch (primitive) {
            case BOOLEAN, BIGINT, DOUBLE, VARCHAR -> name;
            case INTEGER -> "CAST(" + name + " AS BIGINT)";
            case FLOAT -> "CAST(" + name + " AS DOUBLE)";
            case UUID -> "CAST(" + name + " AS VARCHAR)";
            case BLOB -> "base64(" + name + ")";
            case DATE -> "CASE " + name + " " + ENDLESS + " ELSE CAST(" + name + " - DATE '1970-01-01' AS BIGINT) END";
            case TIME -> "epoch_us(" + name + ")";
            case TIMESTAMP, TIMESTAMPTZ -> "coalesce(epoch_us(" + name + "), CASE " + name + " " + ENDLESS + " END)";
        };
    }

    /** A carrier as the driver names it. */
    static DuckDBLogicalType logical(Type carrier) throws SQLException {
        if (carrier instanceof Type.Decimal decimal) {
            return DuckDBLogicalType.decimal(decimal.precision(), decimal.scale());
        }
        if (carrier == Primitive.BOOLEAN) {
            return DuckDBLogicalType.of(DuckDBColumnType.BOOLEAN);
        }
        if (carrier == Primitive.BIGINT) {
            return DuckDBLogicalType.of(DuckDBColumnType.BIGINT);
        }
        return DuckDBLogicalType.of(carrier == Primitive.DOUBLE ? DuckDBColumnType.DOUBLE : DuckDBColumnType.VARCHAR);
    }
}
