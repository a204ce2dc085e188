package dev.levada.engine.duckdb;

import dev.levada.api.Type;
import dev.levada.contract.PartitionField;

/** Iceberg's partition transforms in DuckDB's SQL. */
final class PartitionSql {
    private PartitionSql() {}

    /** The value of a partition field for a row, printed as {@link dev.levada.store.WrittenFile} says. */
    static String value(PartitionField field, Type type) {
        String column = Sql.name(field.column());
        return switch (field.transform()) {
            case IDENTITY -> column;
            case YEAR -> "CAST(date_trunc('year', " + utc(column, type) + ") AS DATE)";
            case MONTH -> "CAST(date_trunc('month', " + utc(column, type) + ") AS DATE)";
            case DAY -> "CAST(" + utc(column, type) + " AS DATE)";
            case HOUR -> "date_trunc('hour', " + utc(column, type) + ")";
            case BUCKET -> "((" + hash(column, type) + ") & 2147483647) % " + field.width();
            case TRUNCATE -> truncated(column, type, field.width());
        };
    }

    /** Partitions of moments are counted in UTC. */
    private static String utc(String column, Type type) {
        return type == Type.Primitive.TIMESTAMPTZ ? "timezone('UTC', " + column + ")" : column;
    }

    private static String hash(String column, Type type) {
        if (type == Type.Primitive.VARCHAR) {
            return BucketFunction.OF_TEXT + "(" + column + ")";
        }
        if (type == Type.Primitive.DATE) {
            return BucketFunction.OF_LONG + "(CAST(" + column + " - DATE '1970-01-01' AS BIGINT))";
        }
        if (type == Type.Primitive.TIMESTAMP || type == Type.Primitive.TIMESTAMPTZ) {
            return BucketFunction.OF_LONG + "(epoch_us(" + column + "))";
        }
        return BucketFunction.OF_LONG + "(CAST(" + column + " AS BIGINT))";
    }

    private static String truncated(String column, Type type, int width) {
        if (type == Type.Primitive.VARCHAR) {
            return "left(" + column + ", " + width + ")";
        }
        // Cut towards minus infinity, as Iceberg's specification says.
        return column + " - (((" + column + " % " + width + ") + " + width + ") % " + width + ")";
    }
}
