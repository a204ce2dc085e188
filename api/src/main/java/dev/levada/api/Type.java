package dev.levada.api;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The type of a column, in the closed set that every store of Levada can keep without loss.
 *
 * <p>{@link #parse} accepts DuckDB's spellings; {@link #sql} gives the canonical one back. Types that a table format
 * lacks are read as the next wider one that it has: {@code smallint} as {@code INTEGER}, {@code ubigint} as
 * {@code DECIMAL(20,0)}, {@code json} and enums as {@code VARCHAR}.
 */
public sealed interface Type {

    /** The canonical SQL spelling, which {@link #parse} accepts again. */
    String sql();

    /** Reads a type's spelling. @throws IllegalArgumentException with a user's sentence if there is no such type. */
    static Type parse(String spelling) {
        return new TypeParser(spelling).parse();
    }

    /** Types without parameters. */
    enum Primitive implements Type {
        BOOLEAN,
        INTEGER,
        BIGINT,
        FLOAT,
        DOUBLE,
        DATE,
        TIME,
        /** Microseconds, without a zone. */
        TIMESTAMP,
        /** Microseconds since the epoch in UTC. */
        TIMESTAMPTZ,
        VARCHAR,
        BLOB,
        UUID;

        @Override
        public String sql() {
            return name();
        }
    }

    /** An exact number with {@code precision} digits of which {@code scale} stand behind the point. */
    record Decimal(int precision, int scale) implements Type {
        public Decimal {
            if (precision < 1 || precision > 38 || scale < 0 || scale > precision) {
                throw new IllegalArgumentException("decimal(" + precision + "," + scale
                        + ") is not a type: the precision is 1 to 38, the scale 0 to the precision");
            }
        }

        @Override
        public String sql() {
            return "DECIMAL(" + precision + "," + scale + ")";
        }
    }

    /** A list of values of one type. */
    record ListOf(Type element) implements Type {
        @Override
        public String sql() {
            return element.sql() + "[]";
        }
    }

    /** Named fields. */
    record Struct(List<Column> fields) implements Type {
        public Struct {
            fields = List.copyOf(fields);
        }

        @Override
        public String sql() {
            return fields.stream()
                    .map(field -> '"' + field.name().replace("\"", "\"\"") + "\" "
                            + field.type().sql())
                    .collect(Collectors.joining(", ", "STRUCT(", ")"));
        }
    }

    /** Keys, each with a value. */
    record MapOf(Type key, Type value) implements Type {
        @Override
        public String sql() {
            return "MAP(" + key.sql() + ", " + value.sql() + ")";
        }
    }
}
