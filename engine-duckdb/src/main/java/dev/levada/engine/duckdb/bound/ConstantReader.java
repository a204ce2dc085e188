package dev.levada.engine.duckdb.bound;

import com.fasterxml.jackson.databind.JsonNode;
import dev.levada.algebra.Expression;
import dev.levada.algebra.Expression.Constant;
import dev.levada.algebra.Expression.Span;
import dev.levada.algebra.Expression.Strange;
import dev.levada.algebra.ValueType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Reads fixed values. */
final class ConstantReader {
    private ConstantReader() {}

    static Expression constant(JsonNode value, int place) {
        return constant(value, value.path("type"), place);
    }

    private static Expression constant(JsonNode node, JsonNode typeNode, int place) {
        ValueType type = TypeReader.type(typeNode);
        if (node.path("is_null").asBoolean()) {
            return new Constant(null, type, place);
        }
        JsonNode value = node.path("value");
        return switch (type.kind()) {
            case BOOLEAN -> new Constant(value.asBoolean(), type, place);
            case TINYINT, SMALLINT, INTEGER, BIGINT, HUGEINT, DECIMAL ->
                new Constant(new BigDecimal(whole(value), type.scale()), type, place);
            case FLOAT, DOUBLE -> value.isNumber() ? new Constant(value.asDouble(), type, place) : strange(type, place);
            case VARCHAR -> new Constant(value.asText(), type, place);
            case DATE -> new Constant(LocalDate.ofEpochDay(value.asLong()), type, place);
            case TIMESTAMP ->
                new Constant(LocalDateTime.of(1970, 1, 1, 0, 0).plus(value.asLong(), ChronoUnit.MICROS), type, place);
            case INTERVAL ->
                new Constant(
                        new Span(
                                value.path("months").asLong(),
                                value.path("days").asLong(),
                                value.path("micros").asLong()),
                        type,
                        place);
            case LIST -> list(value, typeNode, type, place);
            default -> strange(type, place);
        };
    }

    /** Numbers of 128 bits come in two halves. */
    private static BigInteger whole(JsonNode value) {
        if (value.isObject()) {
            return value.path("upper")
                    .bigIntegerValue()
                    .shiftLeft(64)
                    .add(value.path("lower").bigIntegerValue());
        }
        return value.bigIntegerValue();
    }

    private static Expression list(JsonNode value, JsonNode typeNode, ValueType type, int place) {
        JsonNode elementType = typeNode.path("type_info").path("child_type");
        List<Expression> elements = new ArrayList<>();
        for (JsonNode child : value.path("children")) {
            Expression element = constant(child, elementType, place);
            if (!(element instanceof Constant)) {
                return element;
            }
            elements.add(element);
        }
        return new Constant(elements, type, place);
    }

    private static Expression strange(ValueType type, int place) {
        return new Strange("constant of type " + type, "Values of this type are not handed over.", type, place);
    }
}
