package dev.levada.engine.duckdb.bound;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Where things stand in the user's text. Plans say so of most values. Of columns, aggregates, windows and kinds of joins only
 * the syntax tree does; the first one of a name is taken for all.
 */
public final class Places {
    private static final String LOCATION = "query_location";

    private final byte[] text;
    private final int head;
    private final Map<String, Integer> byName = new HashMap<>();
    private final Map<String, Integer> byColumn = new HashMap<>();

    /**
     * @param sql what was planned
     * @param head how many blanks were put before the user's text; what stands before them comes from elsewhere
     */
    public Places(String sql, int head, JsonNode syntax) {
        this.text = sql.getBytes(StandardCharsets.UTF_8);
        this.head = head;
        learn(syntax);
    }

    private void learn(JsonNode node) {
        for (String key : new String[] {"function_name", "ref_type", "type"}) {
            if (node.path(key).isTextual()) {
                int place = of(node);
                if (place >= 0) {
                    byName.putIfAbsent(node.path(key).asText().toLowerCase(Locale.ROOT), place);
                }
            }
        }
        JsonNode column = node.path("column_names");
        if (!column.isEmpty() && of(node) >= 0) {
            for (String name : List.of(
                    column.path(column.size() - 1).asText(), node.path("alias").asText())) {
                byColumn.putIfAbsent(name.toLowerCase(Locale.ROOT), of(node));
            }
        }
        node.forEach(this::learn);
    }

    /** Where a node says that it stands, in characters; negative if it does not. */
    int of(JsonNode node) {
        JsonNode location = node.path(LOCATION);
        if (!location.isIntegralNumber() || !location.canConvertToInt()) {
            return -1;
        }
        int bytes = location.asInt();
        if (bytes < head || bytes > text.length) {
            return -1;
        }
        return new String(text, 0, bytes, StandardCharsets.UTF_8).length() - head;
    }

    /** Where the first column of that name, or with that name given to it, is mentioned. */
    int ofColumn(String name) {
        return byColumn.getOrDefault(name.toLowerCase(Locale.ROOT), -1);
    }

    /** Where the first function, join or the like of that name stands. */
    int ofNamed(String name) {
        return byName.getOrDefault(name.toLowerCase(Locale.ROOT), -1);
    }
}
