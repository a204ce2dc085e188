package dev.levada.plan;

import dev.levada.api.Type;
import dev.levada.contract.PartitionField;

/** Which types partition transforms take, after Iceberg's specification. */
public final class PartitionTypes {
    private PartitionTypes() {}

    /** Whether a transform takes values of a type. */
    public static boolean fits(PartitionField.Transform transform, Type type) {
        return switch (transform) {
            case YEAR, MONTH, DAY -> isMoment(type);
            case HOUR -> type == Type.Primitive.TIMESTAMP || type == Type.Primitive.TIMESTAMPTZ;
            case TRUNCATE -> type instanceof Type.Decimal || isCuttable(type);
            case BUCKET -> type instanceof Type.Decimal || isHashable(type);
            case IDENTITY -> type instanceof Type.Decimal || type instanceof Type.Primitive;
        };
    }

    /** What a transform takes, for people. */
    public static String words(PartitionField.Transform transform) {
        return switch (transform) {
            case YEAR, MONTH, DAY -> "a date, timestamp or timestamptz";
            case HOUR -> "a timestamp or timestamptz";
            case TRUNCATE -> "an integer, bigint, decimal, varchar or blob";
            case BUCKET -> "an integer, bigint, decimal, date, time, timestamp, varchar, uuid or blob";
            case IDENTITY -> "anything but lists, structs and maps";
        };
    }

    /** Whether values are points in time. */
    public static boolean isMoment(Type type) {
        return type == Type.Primitive.DATE || type == Type.Primitive.TIMESTAMP || type == Type.Primitive.TIMESTAMPTZ;
    }

    private static boolean isCuttable(Type type) {
        return type == Type.Primitive.INTEGER
                || type == Type.Primitive.BIGINT
                || type == Type.Primitive.VARCHAR
                || type == Type.Primitive.BLOB;
    }

    private static boolean isHashable(Type type) {
        return isCuttable(type) || isMoment(type) || type == Type.Primitive.TIME || type == Type.Primitive.UUID;
    }
}
