package dev.levada.connector.jdbc.sqlite;

import dev.levada.api.Type;
import dev.levada.api.Type.Decimal;
import dev.levada.api.Type.Primitive;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The types that SQLite's declarations stand for, the first rule that fits:
 *
 * <table>
 * <caption>Declarations and types</caption>
 * <tr><th>declared as</th><th>type</th></tr>
 * <tr><td>BOOL, BOOLEAN</td><td>BOOLEAN</td></tr>
 * <tr><td>TIMESTAMPTZ, TIMESTAMP WITH TIME ZONE</td><td>TIMESTAMPTZ</td></tr>
 * <tr><td>DATETIME, TIMESTAMP</td><td>TIMESTAMP</td></tr>
 * <tr><td>DATE; TIME</td><td>DATE; TIME</td></tr>
 * <tr><td>DECIMAL(p, s), NUMERIC(p, s)</td><td>DECIMAL(p, s); DOUBLE without p or with p over 38</td></tr>
 * <tr><td>INT, INTEGER, BIGINT, TINYINT, INT8, ...</td><td>BIGINT</td></tr>
 * <tr><td>holds REAL, FLOA or DOUB</td><td>DOUBLE</td></tr>
 * <tr><td>BLOB, BINARY, VARBINARY</td><td>BLOB</td></tr>
 * <tr><td>anything else, or nothing, as an expression is</td><td>VARCHAR</td></tr>
 * </table>
 *
 * <p>A date or time that is stored as a number does not become a date: its row breaks the contract unless the contract
 * declares the column a number.
 */
final class SqliteTypes {
    private static final Pattern PARAMETERS = Pattern.compile("\\(\\s*(\\d+)\\s*(?:,\\s*(\\d+)\\s*)?\\)");
    private static final Pattern WHOLE = Pattern.compile("\\b(TINY|SMALL|MEDIUM|BIG)?INT(EGER|[248])?\\b");
    private static final Pattern FRACTION = Pattern.compile("REAL|FLOA|DOUB");
    private static final Pattern BYTES = Pattern.compile("BLOB|BINARY");
    private static final int MOST_DIGITS = 38;

    private SqliteTypes() {}

    static Type of(@Nullable String declaration) {
        if (declaration == null) {
            return Primitive.VARCHAR;
        }
        String upper = declaration.strip().toUpperCase(Locale.ROOT);
        String word = upper.replaceFirst("[\\s(].*", "");
        return switch (word) {
            case "BOOL", "BOOLEAN" -> Primitive.BOOLEAN;
            case "TIMESTAMPTZ" -> Primitive.TIMESTAMPTZ;
            case "DATETIME", "TIMESTAMP" ->
                upper.contains("WITH TIME ZONE") ? Primitive.TIMESTAMPTZ : Primitive.TIMESTAMP;
            case "DATE" -> Primitive.DATE;
            case "TIME" -> Primitive.TIME;
            case "DECIMAL", "NUMERIC" -> decimal(upper);
            default -> byAffinity(upper);
        };
    }

    private static Type decimal(String upper) {
        Matcher matcher = PARAMETERS.matcher(upper);
        if (!matcher.find()) {
            return Primitive.DOUBLE;
        }
        int precision = digits(matcher.group(1));
        int scale = matcher.group(2) == null ? 0 : digits(matcher.group(2));
        return precision < 1 || precision > MOST_DIGITS || scale > precision
                ? Primitive.DOUBLE
                : new Decimal(precision, scale);
    }

    private static int digits(String text) {
        return text.length() > 4 ? Integer.MAX_VALUE : Integer.parseInt(text);
    }

    private static Type byAffinity(String upper) {
        if (WHOLE.matcher(upper).find()) {
            return Primitive.BIGINT;
        }
        if (FRACTION.matcher(upper).find()) {
            return Primitive.DOUBLE;
        }
        return BYTES.matcher(upper).find() ? Primitive.BLOB : Primitive.VARCHAR;
    }
}
