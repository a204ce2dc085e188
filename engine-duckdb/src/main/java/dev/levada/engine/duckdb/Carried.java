package dev.levada.engine.duckdb;

import dev.levada.api.Column;
import dev.levada.api.Type;
import dev.levada.api.Type.Primitive;
import dev.levada.store.RowBatch;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBLogicalType;
import org.duckdb.DuckDBReadableVector;

/** Rows in a query's vectors, which come in few types: numbers, truths and texts. */
final class Carried implements RowBatch {
    private static final String ENDLESS =
            "WHEN 'infinity' THEN " + Long.MAX_VALUE + " WHEN '-infinity' THEN " + -Long.MAX_VALUE;

    private final int rows;
    private final DuckDBReadableVector[] vectors;

    /** @param chunk the columns' carriers behind one vector more */
    Carried(List<Column> columns, DuckDBDataChunkReader chunk) {
        rows = Math.toIntExact(chunk.rowCount());
        vectors = new DuckDBReadableVector[columns.size()];
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = chunk.vector(i + 1L);
        }
    }

    /** The type that carries values of a type. */
    static Type carrier(Type type) {
        if (type instanceof Type.Decimal) {
            return type;
        }
        if (!(type instanceof Primitive primitive)) {
            return Primitive.VARCHAR;
        }
        return switch (primitive) {
            case BOOLEAN -> Primitive.BOOLEAN;
            case INTEGER, BIGINT, DATE, TIME, TIMESTAMP, TIMESTAMPTZ -> Primitive.BIGINT;
            case FLOAT, DOUBLE -> Primitive.DOUBLE;
            case VARCHAR, BLOB, UUID -> Primitive.VARCHAR;
        };
    }

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

    /** A column's value in its carrier. */
    static String sql(Column column) {
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

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public boolean isNull(int column, int row) {
        return vectors[column].isNull(row);
    }

    @Override
    public boolean truth(int column, int row) {
        return vectors[column].getBoolean(row);
    }

    @Override
    public long number(int column, int row) {
        return vectors[column].getLong(row);
    }

    @Override
    public double real(int column, int row) {
        return vectors[column].getDouble(row);
    }

    @Override
    public BigDecimal decimal(int column, int row) {
        return vectors[column].getBigDecimal(row);
    }

    @Override
    public String text(int column, int row) {
        return vectors[column].getString(row);
    }

    @Override
    public byte[] bytes(int column, int row) {
        return Base64.getDecoder().decode(vectors[column].getString(row));
    }
}
