package dev.levada.dialect.postgres;

import dev.levada.algebra.Expression.Constant;
import dev.levada.algebra.Expression.Span;
import dev.levada.algebra.ValueType;
import dev.levada.algebra.ValueType.Kind;
import dev.levada.dialect.Untranslatable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Collectors;

/** How PostgreSQL spells types and fixed values. */
final class PostgresTypes {
    private PostgresTypes() {}

    static String spelled(ValueType type) {
        return switch (type.kind()) {
            case BOOLEAN -> "boolean";
            case TINYINT, SMALLINT -> "smallint";
            case INTEGER, NULL -> "integer";
            case BIGINT -> "bigint";
            case HUGEINT -> "numeric";
            case FLOAT -> "real";
            case DOUBLE -> "double precision";
            case DECIMAL -> "numeric(" + type.precision() + ", " + type.scale() + ")";
            case VARCHAR -> "text";
            case DATE -> "date";
            case TIME -> "time";
            case TIMESTAMP -> "timestamp";
            case TIMESTAMPTZ -> "timestamp with time zone";
            case INTERVAL -> "interval";
            case UUID -> "uuid";
            case BLOB -> "bytea";
            case LIST, OTHER ->
                throw new Untranslatable("type " + type, "Values of this type are not handed to PostgreSQL.");
        };
    }

    static String constant(Constant constant) {
        Object value = constant.value();
        ValueType type = constant.type();
        if (value == null) {
            return "CAST(NULL AS " + spelled(type) + ")";
        }
        if (value instanceof Boolean truth) {
            return truth ? "TRUE" : "FALSE";
        }
        if (value instanceof String text && type.is(Kind.VARCHAR)) {
            return text(text) + "::text";
        }
        if (value instanceof BigDecimal number) {
            return number(number, type);
        }
        if (value instanceof Double number && type.is(Kind.DOUBLE, Kind.FLOAT)) {
            return "'" + number + "'::" + spelled(type);
        }
        if (value instanceof Span span) {
            return "'" + span.months() + " months " + span.days() + " days " + span.micros()
                    + " microseconds'::interval";
        }
        if (value instanceof LocalDate day && isUsual(day)) {
            return "'" + day + "'::date";
        }
        if (value instanceof LocalDateTime time && isUsual(time.toLocalDate())) {
            return "'" + time + "'::timestamp";
        }
        if (value instanceof List<?> list && !list.isEmpty()) {
            return array(list);
        }
        throw new Untranslatable("constant of type " + type, "Values of this type are not handed to PostgreSQL.");
    }

    /** Whether all databases write its year with four digits. */
    private static boolean isUsual(LocalDate day) {
        return day.getYear() > 0 && day.getYear() < 10_000;
    }

    private static String number(BigDecimal number, ValueType type) {
        String digits = number.toPlainString();
        String sql = number.signum() < 0 ? "(" + digits + ")" : digits;
        return type.is(Kind.INTEGER) || type.is(Kind.DECIMAL) && number.scale() > 0 ? sql : sql + "::" + spelled(type);
    }

    private static String array(List<?> constants) {
        return constants.stream()
                .map(constant -> constant((Constant) constant))
                .collect(Collectors.joining(", ", "ARRAY[", "]"));
    }

    /** A text literal that means the same whatever the session's settings are. */
    static String text(String value) {
        if (value.indexOf('\0') >= 0) {
            throw new Untranslatable("character 0", "PostgreSQL's text cannot hold it.");
        }
        String quoted = value.replace("'", "''");
        return value.contains("\\") ? "E'" + quoted.replace("\\", "\\\\") + "'" : "'" + quoted + "'";
    }
}
