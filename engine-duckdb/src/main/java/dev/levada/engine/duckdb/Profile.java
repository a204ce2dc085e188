package dev.levada.engine.duckdb;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;

/** What DuckDB measured while a statement ran: a tree of operators with the rows that each gave. */
final class Profile {
    /** What is asked here, as a list for the setting {@code tracked_metrics}: each metric costs time for every vector. */
    static final String METRICS = "['operator.type', 'operator.extra_info', 'operator.intermediate_rows']";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode root;

    private Profile(JsonNode root) {
        this.root = root;
    }

    static Profile parse(String json) {
        try {
            return new Profile(JSON.readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("DuckDB gave a profile that is not JSON", e);
        }
    }

    /** How many rows all scans by a table function gave. */
    long rowsOfScans(String function) {
        long rows = 0;
        for (JsonNode node : root.findParents("type")) {
            if (function.equalsIgnoreCase(
                    node.path("extra_info").path("Function").asText())) {
                rows += node.path("intermediate_rows").asLong();
            }
        }
        return rows;
    }

    /** How many rows went into the filter whose condition mentions a word; empty if there is no such filter. */
    Optional<Long> rowsIntoFilter(String word) {
        for (JsonNode node : root.findParents("type")) {
            if (node.path("type").asText().equals("FILTER")
                    && node.path("extra_info").path("Expression").toString().contains(word)) {
                return Optional.of(
                        node.path("children").path(0).path("intermediate_rows").asLong());
            }
        }
        return Optional.empty();
    }
}
