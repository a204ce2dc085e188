package dev.levada.engine.duckdb.bound;

import com.fasterxml.jackson.databind.JsonNode;
import dev.levada.algebra.Expression;
import dev.levada.algebra.Expression.Aggregate;
import dev.levada.algebra.Expression.Bound;
import dev.levada.algebra.Expression.Call;
import dev.levada.algebra.Expression.Frame;
import dev.levada.algebra.Expression.Side;
import dev.levada.algebra.Expression.Strange;
import dev.levada.algebra.Expression.Windowed;
import dev.levada.algebra.ValueType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads functions over windows. */
final class WindowReader {
    private static final String AGGREGATE = "WINDOW_AGGREGATE";
    private static final String PREFIX = "WINDOW_";

    private final ExpressionReader expressions;
    private final Places places;

    WindowReader(ExpressionReader expressions, Places places) {
        this.expressions = expressions;
        this.places = places;
    }

    Expression read(JsonNode node) {
        String kind = node.path("type").asText();
        String function = kind.equals(AGGREGATE)
                ? ExpressionReader.function(node)
                : kind.substring(PREFIX.length()).toLowerCase(Locale.ROOT);
        ValueType type = TypeReader.type(node.path("return_type"));
        int place = place(node, function);
        if (node.path("ignore_nulls").asBoolean()) {
            return new Strange(function + " ignore nulls", "Windows elsewhere cannot pass over nulls.", type, place);
        }
        if (!node.path("exclude_clause").asText("NO_OTHER").equals("NO_OTHER")) {
            return new Strange("exclude", "Which rows are excluded from the frame is not translated.", type, place);
        }
        if (!node.path("arg_orders").isEmpty()) {
            return new Strange(
                    function + " with order by", "The order of its arguments is not translated.", type, place);
        }
        Aggregate aggregate = new Aggregate(
                function,
                expressions.all(node.path("children")),
                node.path("distinct").asBoolean(),
                expressions.optional(node.path("filters")),
                List.of(),
                type,
                place);
        return new Windowed(
                aggregate,
                expressions.all(node.path("partitions")),
                expressions.orders(node.path("orders")),
                frame(node));
    }

    private int place(JsonNode node, String function) {
        int own = places.of(node);
        if (own >= 0) {
            return own;
        }
        return places.ofNamed(function.equals("rank_dense") ? "dense_rank" : function);
    }

    private Frame frame(JsonNode node) {
        String start = node.path("start").asText();
        String end = node.path("end").asText();
        return new Frame(unit(start, end), bound(start, node.path("start_expr")), bound(end, node.path("end_expr")));
    }

    private static String unit(String start, String end) {
        for (String unit : List.of("ROWS", "GROUPS")) {
            if (start.endsWith(unit) || end.endsWith(unit)) {
                return unit;
            }
        }
        return start.endsWith("RANGE") || end.endsWith("RANGE") ? "RANGE" : "ROWS";
    }

    private Bound bound(String kind, JsonNode offset) {
        Side side = kind.contains("PRECEDING")
                ? Side.PRECEDING
                : kind.contains("FOLLOWING") ? Side.FOLLOWING : Side.CURRENT;
        if (side == Side.CURRENT || kind.startsWith("UNBOUNDED")) {
            return new Bound(side, Optional.empty());
        }
        Expression distance = expressions.read(offset);
        // A range is given as the place where it ends: the ordered value, less or plus the distance.
        boolean place = kind.endsWith("RANGE")
                && distance instanceof Call call
                && call.arguments().size() == 2;
        return new Bound(side, Optional.of(place ? ((Call) distance).arguments().get(1) : distance));
    }
}
