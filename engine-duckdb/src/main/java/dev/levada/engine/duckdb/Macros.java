package dev.levada.engine.duckdb;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The transformations that features for machine learning need most, as SQL macros that every query may use. */
final class Macros {
    private static final int MOST_EDGES = 32;

    /** Each makes one macro in the current schema. The guide explains them with examples. */
    static final List<String> DEFINITIONS = List.of(
            "CREATE MACRO one_hot(value, category) AS CAST(coalesce(value = category, false) AS INTEGER)",
            "CREATE MACRO label_encode(value, categories) AS list_position(categories, value) - 1",
            "CREATE MACRO standard_scale(value) AS"
                    + " (value - avg(value) OVER ()) / nullif(stddev_pop(value) OVER (), 0)",
            "CREATE MACRO min_max_scale(value) AS"
                    + " (value - min(value) OVER ()) / nullif(CAST(max(value) OVER () - min(value) OVER () AS DOUBLE), 0)",
            "CREATE MACRO bin(value, edges, labels) AS CASE WHEN value IS NULL THEN NULL"
                    + " WHEN len(edges) > " + MOST_EDGES + " OR len(labels) NOT IN (len(edges) - 1, len(edges) + 1)"
                    + " THEN error('bin() wants one label fewer than edges, or one more for open ends, and "
                    + MOST_EDGES + " edges at the most, but got ' || len(edges) || ' edges and ' || len(labels)"
                    + " || ' labels')"
                    + " WHEN len(labels) = len(edges) + 1 THEN labels[1 + " + edgesBelow() + "]"
                    + " WHEN value >= edges[1] AND value < edges[len(edges)] THEN labels[" + edgesBelow() + "] END",
            "CREATE MACRO days_between(from_time, to_time) AS"
                    + " CAST(floor(epoch(CAST(to_time AS TIMESTAMP) - CAST(from_time AS TIMESTAMP)) / 86400) AS BIGINT)",
            "CREATE MACRO events_in_window(key, event_time, width) AS count(*) OVER (PARTITION BY key ORDER BY"
                    + " event_time RANGE BETWEEN CAST(width AS INTERVAL) - INTERVAL 1 MICROSECOND PRECEDING AND CURRENT ROW)");

    private Macros() {}

    /** How many edges are not above the value. With edges that are written out, all that is left are comparisons. */
    private static String edgesBelow() {
        return IntStream.rangeClosed(1, MOST_EDGES)
                .mapToObj(edge -> "coalesce(CAST(value >= edges[" + edge + "] AS INTEGER), 0)")
                .collect(Collectors.joining(" + ", "(", ")"));
    }
}
