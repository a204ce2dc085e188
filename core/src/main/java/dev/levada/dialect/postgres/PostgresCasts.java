package dev.levada.dialect.postgres;

import dev.levada.algebra.Expression.Cast;
import dev.levada.algebra.Expression.Constant;
import dev.levada.algebra.ValueType;
import dev.levada.algebra.ValueType.Kind;
import dev.levada.dialect.Untranslatable;
import java.util.regex.Pattern;

/** Conversions that give the same value in PostgreSQL, or fail in both. */
final class PostgresCasts {
    private static final Pattern SPAN = Pattern.compile(
            " *\\d{1,9} +(?:microsecond|millisecond|second|minute|hour|day|week|month|year)s? *",
            Pattern.CASE_INSENSITIVE);
    /** What texts must look like to be read in the same way by both; others fail. */
    private static final String WHOLE = "^ *[+-]?[0-9]+ *$";

    private static final String NUMBER = "^ *[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]{1,3})? *$";
    private static final String DATE = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";
    private static final String TIMESTAMP =
            "^[0-9]{4}-[0-9]{2}-[0-9]{2}([ T][0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,6})?)?$";

    private PostgresCasts() {}

    static String cast(Cast cast, String value) {
        ValueType from = cast.value().type();
        ValueType to = cast.type();
        if (cast.attempt()) {
            throw new Untranslatable("try_cast", "PostgreSQL has no cast that gives null where it fails.");
        }
        if (from.equals(to)) {
            return value;
        }
        if (from.is(Kind.NULL)) {
            return plain(value, to);
        }
        if (from.is(Kind.VARCHAR)) {
            return fromText(cast, value);
        }
        if (to.is(Kind.VARCHAR)) {
            return toText(from, to, value);
        }
        if (isNumber(from) && isNumber(to)) {
            return number(from, to, value);
        }
        if (from.is(Kind.BOOLEAN) && to.isWhole()) {
            return plain("CAST(" + value + " AS integer)", to);
        }
        if (from.isWhole() && to.is(Kind.BOOLEAN)) {
            return "(" + value + " <> 0)";
        }
        if (from.is(Kind.DATE) && to.is(Kind.TIMESTAMP) || from.is(Kind.TIMESTAMP) && to.is(Kind.DATE)) {
            return plain(value, to);
        }
        if (from.is(Kind.DATE, Kind.TIMESTAMP) && to.is(Kind.TIMESTAMPTZ)) {
            return "(CAST(" + value + " AS timestamp) AT TIME ZONE 'UTC')";
        }
        if (from.is(Kind.TIMESTAMPTZ) && to.is(Kind.DATE, Kind.TIMESTAMP)) {
            return plain("(" + value + " AT TIME ZONE 'UTC')", to);
        }
        throw unknown(from, to);
    }

    private static Untranslatable unknown(ValueType from, ValueType to) {
        return new Untranslatable(
                "cast of " + from + " to " + to, "No conversion in PostgreSQL is known to give the same values.");
    }

    private static String plain(String value, ValueType to) {
        return "CAST(" + value + " AS " + PostgresTypes.spelled(to) + ")";
    }

    private static boolean isNumber(ValueType type) {
        return type.isWhole() || type.is(Kind.DECIMAL, Kind.DOUBLE, Kind.FLOAT);
    }

    /** Both round halves of decimals away from zero, and halves of doubles to the even neighbour. */
    private static String number(ValueType from, ValueType to, String value) {
        boolean inexact = from.is(Kind.DOUBLE, Kind.FLOAT);
        if (inexact && to.is(Kind.DECIMAL, Kind.HUGEINT)) {
            throw new Untranslatable(
                    "cast of " + from + " to " + to, "PostgreSQL rounds to 15 digits first, DuckDB does not.");
        }
        if (from.is(Kind.FLOAT) && !to.is(Kind.DOUBLE) || to.is(Kind.FLOAT) && !from.is(Kind.DOUBLE)) {
            throw unknown(from, to);
        }
        return plain(value, to);
    }

    private static String fromText(Cast cast, String value) {
        ValueType to = cast.type();
        return switch (to.kind()) {
            case TINYINT, SMALLINT, INTEGER, BIGINT, HUGEINT -> checked(value, WHOLE, to);
            case DOUBLE, DECIMAL -> checked(value, NUMBER, to);
            case DATE -> moment(cast, value, DATE);
            case TIMESTAMP -> moment(cast, value, TIMESTAMP);
            case INTERVAL -> span(cast, value);
            case UUID -> plain(value, to);
            default -> throw unknown(cast.value().type(), to);
        };
    }

    private static String moment(Cast cast, String value, String pattern) {
        if (cast.value() instanceof Constant constant && constant.value() instanceof String text) {
            if (!text.matches(pattern)) {
                throw new Untranslatable(
                        "'" + text + "' as " + cast.type(),
                        "PostgreSQL may read it in another way; write it in ISO form.");
            }
            return PostgresTypes.text(text) + "::" + PostgresTypes.spelled(cast.type());
        }
        return checked(value, pattern, cast.type());
    }

    private static String span(Cast cast, String value) {
        if (cast.value() instanceof Constant constant
                && constant.value() instanceof String text
                && SPAN.matcher(text).matches()) {
            return PostgresTypes.text(text) + "::interval";
        }
        throw new Untranslatable(
                "interval " + value, "Only intervals such as '7 days', written out, are known to be read the same.");
    }

    /** A text of another form is made one that no type accepts. */
    private static String checked(String value, String pattern, ValueType to) {
        String accepted = "CASE WHEN " + value + " ~ '" + pattern + "' OR " + value + " IS NULL THEN " + value
                + " ELSE 'not in a common form: ' || " + value + " END";
        return "CAST(" + accepted + " AS " + PostgresTypes.spelled(to) + ")";
    }

    private static String toText(ValueType from, ValueType to, String value) {
        if (from.isWhole() || from.is(Kind.UUID)) {
            return plain(value, to);
        }
        if (from.is(Kind.DECIMAL)) {
            return plain(plain(value, from), to);
        }
        if (from.is(Kind.BOOLEAN)) {
            return "CASE WHEN " + value + " THEN 'true'::text WHEN NOT " + value + " THEN 'false'::text END";
        }
        if (from.is(Kind.DATE)) {
            return "(to_char(" + value + ", 'YYYY-MM-DD') || CASE WHEN " + value
                    + " < '0001-01-01'::date THEN ' (BC)' ELSE '' END)";
        }
        throw new Untranslatable(
                "cast of " + from + " to " + to, "Both databases write values of this type in their own way.");
    }
}
