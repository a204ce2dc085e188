package dev.levada.engine.duckdb.bound;

import com.fasterxml.jackson.databind.JsonNode;
import dev.levada.algebra.Expression;
import dev.levada.algebra.Relation;
import dev.levada.algebra.Relation.Join;
import dev.levada.algebra.Relation.JoinKind;
import dev.levada.algebra.Relation.Match;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads joins. */
final class JoinReader {
    /** Of a condition that is no comparison of both sides, but any over the columns of both. */
    private static final String NO_COMPARISON = "INVALID";

    private static final Map<String, String> COMPARISONS = Map.of(
            "COMPARE_EQUAL", "=",
            "COMPARE_NOTEQUAL", "<>",
            "COMPARE_LESSTHAN", "<",
            "COMPARE_LESSTHANOREQUALTO", "<=",
            "COMPARE_GREATERTHAN", ">",
            "COMPARE_GREATERTHANOREQUALTO", ">=",
            "COMPARE_NOT_DISTINCT_FROM", "is not distinct from",
            "COMPARE_DISTINCT_FROM", "is distinct from");

    private final PlanReader plans;
    private final ExpressionReader expressions;

    JoinReader(PlanReader plans, ExpressionReader expressions) {
        this.plans = plans;
        this.expressions = expressions;
    }

    Relation read(JsonNode node) {
        String kind = node.path("join_type").asText("INNER");
        Optional<JoinKind> known = kind(kind);
        if (known.isEmpty()) {
            return plans.strange(node, "Joins of the kind " + kind.toLowerCase(Locale.ROOT) + " are not translated.");
        }
        List<Match> matches = new ArrayList<>();
        List<Expression> conditions = new ArrayList<>();
        expressions.optional(node.path("condition")).ifPresent(conditions::add);
        expressions.optional(node.path("predicate")).ifPresent(conditions::add);
        for (JsonNode condition : node.path("conditions")) {
            String comparison = COMPARISONS.get(condition.path("comparison").asText());
            if (comparison != null) {
                matches.add(new Match(
                        expressions.read(condition.path("left")),
                        expressions.read(condition.path("right")),
                        comparison));
            } else if (condition.path("comparison").asText().equals(NO_COMPARISON)
                    && !condition.path("right").isObject()) {
                conditions.add(expressions.read(condition.path("left")));
            } else {
                return plans.strange(node, "Its condition is not translated.");
            }
        }
        return new Join(
                known.get(),
                plans.read(node.path("children").path(0)),
                plans.read(node.path("children").path(1)),
                matches,
                conditions,
                PlanReader.columns(node.path("left_projection_map")),
                PlanReader.columns(node.path("right_projection_map")));
    }

    private static Optional<JoinKind> kind(String name) {
        for (JoinKind kind : JoinKind.values()) {
            if (kind.name().equals(name)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
