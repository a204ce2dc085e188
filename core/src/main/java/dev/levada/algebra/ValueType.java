package dev.levada.algebra;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The type of a value inside of a query, which knows more types than tables do.
 *
 * @param precision of decimals, otherwise 0
 * @param scale of decimals, otherwise 0
 * @param name how the engine calls it
 */
public record ValueType(Kind kind, int precision, int scale, String name) {
    private static final Set<Kind> WHOLE = Set.of(Kind.TINYINT, Kind.SMALLINT, Kind.INTEGER, Kind.BIGINT, Kind.HUGEINT);

    public static final ValueType BOOLEAN = of(Kind.BOOLEAN);
    public static final ValueType INTEGER = of(Kind.INTEGER);
    public static final ValueType BIGINT = of(Kind.BIGINT);

    /** The types that have a meaning here; all others are {@code OTHER}. */
    public enum Kind {
        BOOLEAN,
        TINYINT,
        SMALLINT,
        INTEGER,
        BIGINT,
        /** A whole number of 128 bits. */
        HUGEINT,
        FLOAT,
        DOUBLE,
        DECIMAL,
        VARCHAR,
        DATE,
        TIME,
        TIMESTAMP,
        TIMESTAMPTZ,
        INTERVAL,
        UUID,
        BLOB,
        LIST,
        /** Of a null that nothing gave a type to. */
        NULL,
        OTHER
    }

    /** A type without parameters. */
    public static ValueType of(Kind kind) {
        return new ValueType(kind, 0, 0, kind.name());
    }

    public static ValueType decimal(int precision, int scale) {
        return new ValueType(Kind.DECIMAL, precision, scale, "DECIMAL(" + precision + "," + scale + ")");
    }

    public static ValueType other(String name) {
        return new ValueType(Kind.OTHER, 0, 0, name);
    }

    public boolean is(Kind... kinds) {
        return List.of(kinds).contains(kind);
    }

    /** Whether it is a whole number of some width. */
    public boolean isWhole() {
        return WHOLE.contains(kind);
    }

    @Override
    public String toString() {
        return name.toLowerCase(Locale.ROOT);
    }
}
