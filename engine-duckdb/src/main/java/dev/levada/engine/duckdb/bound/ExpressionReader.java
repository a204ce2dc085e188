package dev.levada.engine.duckdb.bound;

import com.fasterxml.jackson.databind.JsonNode;
import dev.levada.algebra.Expression;
import dev.levada.algebra.Expression.Aggregate;
import dev.levada.algebra.Expression.Branch;
import dev.levada.algebra.Expression.Call;
import dev.levada.algebra.Expression.Case;
import dev.levada.algebra.Expression.Cast;
import dev.levada.algebra.Expression.Column;
import dev.levada.algebra.Expression.Strange;
import dev.levada.algebra.Folding;
import dev.levada.algebra.Order;
import dev.levada.algebra.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads values. */
final class ExpressionReader {
    private static final Map<String, String> OPERATORS = Map.ofEntries(
            Map.entry("COMPARE_EQUAL", "="),
            Map.entry("COMPARE_NOTEQUAL", "<>"),
            Map.entry("COMPARE_LESSTHAN", "<"),
            Map.entry("COMPARE_LESSTHANOREQUALTO", "<="),
            Map.entry("COMPARE_GREATERTHAN", ">"),
            Map.entry("COMPARE_GREATERTHANOREQUALTO", ">="),
            Map.entry("COMPARE_DISTINCT_FROM", "is distinct from"),
            Map.entry("COMPARE_NOT_DISTINCT_FROM", "is not distinct from"),
            Map.entry("COMPARE_IN", "in"),
            Map.entry("CONJUNCTION_AND", "and"),
            Map.entry("CONJUNCTION_OR", "or"),
            Map.entry("OPERATOR_NOT", "not"),
            Map.entry("OPERATOR_IS_NULL", "is null"),
            Map.entry("OPERATOR_IS_NOT_NULL", "is not null"),
            Map.entry("OPERATOR_COALESCE", "coalesce"));

    private final Places places;
    /** Where what has no place of its own is taken to stand: at what was read around it. */
    private int around = -1;

    ExpressionReader(Places places) {
        this.places = places;
    }

    List<Expression> all(JsonNode nodes) {
        List<Expression> all = new ArrayList<>();
        nodes.forEach(node -> all.add(read(node)));
        return all;
    }

    Optional<Expression> optional(JsonNode node) {
        return node.isObject() ? Optional.of(read(node)) : Optional.empty();
    }

    Expression read(JsonNode node) {
        int outside = around;
        int own = places.of(node);
        around = own >= 0 ? own : outside;
        try {
            return Folding.folded(value(node, around));
        } finally {
            around = outside;
        }
    }

    private Expression value(JsonNode node, int place) {
        String kind = node.path("type").asText();
        ValueType type = TypeReader.type(node.path("return_type"));
        return switch (kind) {
            case "BOUND_REF" ->
                new Column(
                        node.path("index").asInt(),
                        type,
                        place >= 0 ? place : places.ofColumn(node.path("alias").asText()));
            case "VALUE_CONSTANT" -> ConstantReader.constant(node.path("value"), place);
            case "OPERATOR_CAST" ->
                new Cast(
                        read(node.path("children").path(0)),
                        node.path("function_data").path("try_cast").asBoolean(),
                        type,
                        place);
            case "BOUND_FUNCTION" -> new Call(function(node), all(node.path("children")), type, place);
            case "CASE_EXPR" -> choice(node, type, place);
            case "BOUND_AGGREGATE" -> aggregate(node);
            default -> operator(kind, node, type, place);
        };
    }

    private Expression operator(String kind, JsonNode node, ValueType type, int place) {
        String operator = OPERATORS.get(kind);
        if (operator == null) {
            return new Strange(words(kind), "It has no equivalent in other databases.", type, place);
        }
        // Conjunctions do not say their type.
        return new Call(operator, all(node.path("children")), operatorType(operator, type), place);
    }

    private static ValueType operatorType(String operator, ValueType type) {
        return operator.equals("coalesce") ? type : ValueType.BOOLEAN;
    }

    /** A plan's word for something as a person writes it. */
    static String words(String kind) {
        String words = kind.toLowerCase(Locale.ROOT).replace('_', ' ');
        for (String prefix : List.of("logical ", "bound ", "window ", "operator ")) {
            words = words.startsWith(prefix) ? words.substring(prefix.length()) : words;
        }
        return words;
    }

    static String function(JsonNode node) {
        JsonNode path = node.path("qname").path("path");
        return path.path(path.size() - 1).asText().toLowerCase(Locale.ROOT);
    }

    private Expression choice(JsonNode node, ValueType type, int place) {
        List<Branch> branches = new ArrayList<>();
        for (JsonNode check : node.path("case_checks")) {
            branches.add(new Branch(read(check.path("when_expr")), read(check.path("then_expr"))));
        }
        return new Case(branches, read(node.path("else_expr")), type, place);
    }

    Aggregate aggregate(JsonNode node) {
        String function = function(node);
        int own = places.of(node);
        int place = own >= 0 ? own : places.ofNamed(function);
        return new Aggregate(
                function,
                all(node.path("children")),
                node.path("aggregate_type").asText().equals("DISTINCT"),
                optional(node.path("filter")),
                orders(node.path("order_bys").path("orders")),
                TypeReader.type(node.path("return_type")),
                place);
    }

    List<Order> orders(JsonNode nodes) {
        List<Order> orders = new ArrayList<>();
        for (JsonNode node : nodes) {
            orders.add(new Order(
                    read(node.path("expression")),
                    node.path("type").asText().equals("DESCENDING"),
                    node.path("null_order").asText().equals("NULLS FIRST")));
        }
        return orders;
    }
}
