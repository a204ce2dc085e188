package dev.levada.engine.duckdb.bound;

import com.fasterxml.jackson.databind.JsonNode;
import dev.levada.algebra.ValueType;
import dev.levada.algebra.ValueType.Kind;

/** Reads types. */
final class TypeReader {
    private TypeReader() {}

    static ValueType type(JsonNode node) {
        String id = node.path("id").asText();
        JsonNode info = node.path("type_info");
        if (!info.path("alias").asText("").isEmpty()) {
            return ValueType.other(info.path("alias").asText());
        }
        return switch (id) {
            case "DECIMAL" ->
                ValueType.decimal(info.path("width").asInt(), info.path("scale").asInt());
            case "NULL", "SQLNULL", "\"NULL\"" -> ValueType.of(Kind.NULL);
            case "TIMESTAMP WITH TIME ZONE" -> ValueType.of(Kind.TIMESTAMPTZ);
            case "BOOLEAN",
                    "TINYINT",
                    "SMALLINT",
                    "INTEGER",
                    "BIGINT",
                    "HUGEINT",
                    "FLOAT",
                    "DOUBLE",
                    "VARCHAR",
                    "DATE",
                    "TIME",
                    "TIMESTAMP",
                    "INTERVAL",
                    "UUID",
                    "BLOB",
                    "LIST" -> ValueType.of(Kind.valueOf(id));
            default -> ValueType.other(id);
        };
    }
}
