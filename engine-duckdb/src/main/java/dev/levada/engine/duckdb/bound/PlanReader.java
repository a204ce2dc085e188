package dev.levada.engine.duckdb.bound;

import com.fasterxml.jackson.databind.JsonNode;
import dev.levada.algebra.Expression;
import dev.levada.algebra.Expression.Aggregate;
import dev.levada.algebra.Relation;
import dev.levada.algebra.Relation.Distinct;
import dev.levada.algebra.Relation.Filter;
import dev.levada.algebra.Relation.Group;
import dev.levada.algebra.Relation.Limit;
import dev.levada.algebra.Relation.NoRows;
import dev.levada.algebra.Relation.OneRow;
import dev.levada.algebra.Relation.Project;
import dev.levada.algebra.Relation.Recursive;
import dev.levada.algebra.Relation.SetKind;
import dev.levada.algebra.Relation.SetOperation;
import dev.levada.algebra.Relation.Sort;
import dev.levada.algebra.Relation.Strange;
import dev.levada.algebra.Relation.Table;
import dev.levada.algebra.Relation.Use;
import dev.levada.algebra.Relation.Values;
import dev.levada.algebra.Relation.Window;
import dev.levada.algebra.Relation.With;
import dev.levada.algebra.ValueType;
import dev.levada.project.AssetName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the plan that DuckDB makes of a query before it optimizes it ({@code json_serialize_plan}). What it does not know is
 * kept as strange, so that a writer refuses it.
 */
public final class PlanReader {
    private static final Map<String, String> REASONS = Map.of(
            "LOGICAL_ASOF_JOIN", "Other databases cannot join by the nearest value.",
            "LOGICAL_POSITIONAL_JOIN", "Other databases give rows no position to join by.",
            "LOGICAL_SAMPLE", "Which rows are sampled would differ.",
            "LOGICAL_UNNEST", "Lists are not handed over.");

    private final Places places;
    private final ExpressionReader expressions;
    private final WindowReader windows;
    private final JoinReader joins;

    public PlanReader(Places places) {
        this.places = places;
        this.expressions = new ExpressionReader(places);
        this.windows = new WindowReader(expressions, places);
        this.joins = new JoinReader(this, expressions);
    }

    public Relation read(JsonNode node) {
        return switch (node.path("type").asText()) {
            case "LOGICAL_GET" -> table(node);
            case "LOGICAL_DUMMY_SCAN" -> new OneRow();
            case "LOGICAL_EMPTY_RESULT" -> new NoRows(types(node.path("return_types")));
            case "LOGICAL_EXPRESSION_GET" -> values(node);
            case "LOGICAL_PROJECTION" ->
                new Project(child(node), expressions.all(node.path("expressions")), names(node.path("expressions")));
            case "LOGICAL_FILTER" ->
                new Filter(
                        child(node), expressions.all(node.path("expressions")), columns(node.path("projection_map")));
            case "LOGICAL_AGGREGATE_AND_GROUP_BY" -> group(node);
            case "LOGICAL_WINDOW" -> new Window(child(node), windows(node.path("expressions")));
            case "LOGICAL_COMPARISON_JOIN", "LOGICAL_ANY_JOIN", "LOGICAL_CROSS_PRODUCT" -> joins.read(node);
            case "LOGICAL_UNION" -> sets(SetKind.UNION, node);
            case "LOGICAL_INTERSECT" -> sets(SetKind.INTERSECT, node);
            case "LOGICAL_EXCEPT" -> sets(SetKind.EXCEPT, node);
            case "LOGICAL_DISTINCT" -> distinct(node);
            case "LOGICAL_ORDER_BY" -> sorted(node);
            case "LOGICAL_LIMIT" -> limit(node);
            case "LOGICAL_MATERIALIZED_CTE" ->
                new With(
                        node.path("table_index").asInt(),
                        node.path("ctename").asText(),
                        read(node.path("children").path(0)),
                        read(node.path("children").path(1)));
            case "LOGICAL_RECURSIVE_CTE" -> recursive(node);
            case "LOGICAL_CTE_REF" -> new Use(node.path("cte_index").asInt(), types(node.path("chunk_types")));
            default ->
                strange(
                        node,
                        REASONS.getOrDefault(node.path("type").asText(), "It has no equivalent in other databases."));
        };
    }

    Strange strange(JsonNode node, String why) {
        String what = ExpressionReader.words(node.path("type").asText());
        return new Strange(what, why, placeOf(what));
    }

    /** Joins are known by their first word in the syntax tree. */
    private int placeOf(String what) {
        int named = places.ofNamed(what);
        return named >= 0 ? named : places.ofNamed(what.split(" ")[0]);
    }

    Relation child(JsonNode node) {
        return read(node.path("children").path(0));
    }

    private Relation table(JsonNode node) {
        JsonNode data = node.path("function_data");
        if (!readsTable(node, data)) {
            String function = ExpressionReader.function(node);
            int place = Math.max(places.ofNamed(function), places.ofNamed("table_function"));
            return new Strange(function, "It does not read a table.", place);
        }
        List<String> columns = new ArrayList<>();
        List<ValueType> types = new ArrayList<>();
        for (JsonNode column : node.path("column_indexes")) {
            int index = column.path("index").asInt(-1);
            columns.add(node.path("names").path(index).asText(""));
            types.add(TypeReader.type(node.path("returned_types").path(index)));
        }
        return new Table(
                new AssetName(data.path("schema").asText(), data.path("table").asText()), columns, types);
    }

    /** Whether whole columns of a whole table are read, in the order that is said. */
    private static boolean readsTable(JsonNode node, JsonNode data) {
        for (JsonNode column : node.path("column_indexes")) {
            if (!column.path("child_indexes").isEmpty()) {
                return false;
            }
        }
        return data.hasNonNull("table")
                && node.path("table_filters").path("filters").isEmpty()
                && node.path("projection_ids").isEmpty();
    }

    private static List<ValueType> types(JsonNode nodes) {
        List<ValueType> types = new ArrayList<>();
        nodes.forEach(node -> types.add(TypeReader.type(node)));
        return types;
    }

    private static List<String> names(JsonNode expressions) {
        List<String> names = new ArrayList<>();
        expressions.forEach(expression -> names.add(expression.path("alias").asText("")));
        return names;
    }

    /** Which columns are kept; all if nothing is said. */
    static Optional<List<Integer>> columns(JsonNode indexes) {
        return indexes.isEmpty() ? Optional.empty() : Optional.of(indexes(indexes));
    }

    private static List<Integer> indexes(JsonNode nodes) {
        List<Integer> indexes = new ArrayList<>();
        nodes.forEach(node -> indexes.add(node.asInt()));
        return indexes;
    }

    private static List<List<Integer>> sets(JsonNode nodes) {
        List<List<Integer>> sets = new ArrayList<>();
        nodes.forEach(node -> sets.add(indexes(node)));
        return sets;
    }

    private Relation values(JsonNode node) {
        List<List<Expression>> rows = new ArrayList<>();
        node.path("expressions").forEach(row -> rows.add(expressions.all(row)));
        return new Values(rows);
    }

    private Relation group(JsonNode node) {
        List<Aggregate> aggregates = new ArrayList<>();
        node.path("expressions").forEach(aggregate -> aggregates.add(expressions.aggregate(aggregate)));
        return new Group(
                child(node),
                expressions.all(node.path("groups")),
                sets(node.path("grouping_sets")),
                aggregates,
                sets(node.path("grouping_functions")));
    }

    private List<Expression> windows(JsonNode nodes) {
        List<Expression> windowed = new ArrayList<>();
        nodes.forEach(node -> windowed.add(windows.read(node)));
        return windowed;
    }

    private Relation sets(SetKind kind, JsonNode node) {
        List<Relation> inputs = new ArrayList<>();
        node.path("children").forEach(child -> inputs.add(read(child)));
        return new SetOperation(kind, node.path("setop_all").asBoolean(), inputs);
    }

    private Relation distinct(JsonNode node) {
        boolean on = node.path("distinct_type").asText().equals("DISTINCT_ON");
        return new Distinct(
                child(node),
                on ? Optional.of(expressions.all(node.path("distinct_targets"))) : Optional.empty(),
                expressions.orders(node.path("order_by").path("orders")));
    }

    private Relation sorted(JsonNode node) {
        Sort sort = new Sort(child(node), expressions.orders(node.path("orders")));
        return columns(node.path("projection_map"))
                .map(kept -> (Relation) new Filter(sort, List.of(), Optional.of(kept)))
                .orElse(sort);
    }

    private Relation limit(JsonNode node) {
        for (String part : List.of("limit_val", "offset_val")) {
            String kind = node.path(part).path("type").asText();
            if (!kind.equals("UNSET") && !kind.equals("CONSTANT_VALUE")) {
                return new Strange(
                        kind.equals("CONSTANT_PERCENTAGE") ? "limit in percent" : "limit by a query",
                        "Only limits that are numbers are translated.",
                        places.ofNamed("limit_modifier"));
            }
        }
        return new Limit(child(node), rows(node.path("limit_val")), rows(node.path("offset_val")));
    }

    private static Optional<Long> rows(JsonNode value) {
        return value.path("type").asText().equals("UNSET")
                ? Optional.empty()
                : Optional.of(value.path("constant_integer").asLong());
    }

    private Relation recursive(JsonNode node) {
        if (!node.path("key_targets").isEmpty()) {
            return new Strange("using key", "Other databases have no recursion over keys.", -1);
        }
        return new Recursive(
                node.path("table_index").asInt(),
                node.path("union_all").asBoolean(),
                read(node.path("children").path(0)),
                read(node.path("children").path(1)),
                types(node.path("internal_types")));
    }
}
