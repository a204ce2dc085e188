package dev.levada.store.lake.layout;

import dev.levada.store.Printed;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.UUID;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/** Values as DuckDB prints them, as Iceberg keeps them. */
public final class Values {
    private Values() {}

    /** @throws RuntimeException if the text is no value of the type, or the type has none that can be printed exactly */
    public static Object parse(Type type, String text, RoundingMode rounding) {
        return switch (type.typeId()) {
            case BOOLEAN -> flag(text);
            case INTEGER -> Integer.valueOf(text);
            case LONG -> Long.valueOf(text);
            case FLOAT -> (float) number(text);
            case DOUBLE -> number(text);
            case DECIMAL -> new BigDecimal(text).setScale(((Types.DecimalType) type).scale(), RoundingMode.UNNECESSARY);
            case DATE -> Math.toIntExact(Printed.date(text).toEpochDay());
            case TIME -> Printed.timeMicros(text);
            case TIMESTAMP -> Printed.micros(text, rounding);
            case STRING -> text;
            case UUID -> UUID.fromString(text);
            default -> throw new IllegalArgumentException(type + " has no printed form");
        };
    }

    private static boolean flag(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw new IllegalArgumentException("'" + text + "' is not a boolean");
        };
    }

    private static double number(String text) {
        return switch (text) {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            case "nan", "-nan" -> Double.NaN;
            default -> Double.parseDouble(text);
        };
    }
}
