package dev.levada.engine.duckdb;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.levada.project.SqlParser;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.duckdb.DuckDBConnection;

/**
 * Reads the syntax tree that DuckDB gives of a query ({@code json_serialize_sql}). Threads that parse at the same time do
 * so on connections of their own.
 */
final class DuckDbParser implements SqlParser, AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EXPRESSION_HEAD = "SELECT (";
    /** Fields that say where something stands, which does not belong to the meaning. */
    private static final Set<String> PLACES = Set.of("query_location", "query_location_length");

    private final Supplier<DuckDBConnection> connecting;
    private final Queue<PreparedStatement> idle = new ConcurrentLinkedQueue<>();

    DuckDbParser(Supplier<DuckDBConnection> connecting) {
        this.connecting = connecting;
    }

    @Override
    public Parsed parseQuery(String sql) {
        return parse(sql, 0);
    }

    @Override
    public Parsed parseExpression(String sql) {
        // A line break ends a comment that the expression may end with.
        return parse(EXPRESSION_HEAD + sql + "\n)", EXPRESSION_HEAD.length());
    }

    private Parsed parse(String sql, int head) {
        JsonNode tree = serialize(sql);
        if (tree.path("error").asBoolean()) {
            return misunderstood(tree, sql, head);
        }
        JsonNode statements = tree.path("statements");
        if (statements.size() != 1) {
            return new Misunderstood(
                    0, statements.isEmpty() ? "There is no query." : "More than one query; one is wanted.");
        }
        if (head > 0 && !isSingleExpression(statements.get(0).path("node"))) {
            return new Misunderstood(0, "This is not one expression.");
        }
        Walk walk = new Walk(sql, head);
        walk.visit(statements.get(0).path("node"));
        return walk.understood(statements.get(0));
    }

    private static boolean isSingleExpression(JsonNode node) {
        return node.path("type").asText().equals("SELECT_NODE")
                && node.path("select_list").size() == 1
                && node.path("from_table").path("type").asText().equals("EMPTY");
    }

    private static Misunderstood misunderstood(JsonNode tree, String sql, int head) {
        String message = tree.path("error_message").asText();
        String position = tree.path("position").asText("0");
        int offset = DuckErrors.characters(sql, position.isEmpty() ? 0 : Long.parseLong(position)) - head;
        if (message.startsWith("Only SELECT statements")) {
            message = "Only a SELECT can be an asset's query (a PIVOT must list its values with IN).";
        }
        return new Misunderstood(Math.max(0, offset), message);
    }

    private JsonNode serialize(String sql) {
        try {
            return JSON.readTree(serialized(sql));
        } catch (SQLException e) {
            throw DuckErrors.translate(e);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("DuckDB gave a syntax tree that is not JSON", e);
        }
    }

    private String serialized(String sql) throws SQLException {
        // Kept for the next text: planning the statement takes longer than parsing most queries.
        PreparedStatement kept = idle.poll();
        PreparedStatement statement =
                kept == null ? connecting.get().prepareStatement("SELECT json_serialize_sql(?::VARCHAR)") : kept;
        try {
            statement.setString(1, sql);
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return result.getString(1);
            }
        } finally {
            idle.add(statement);
        }
    }

    /** To be called when nothing is parsed any more. */
    @Override
    public void close() {
        try {
            for (PreparedStatement statement = idle.poll(); statement != null; statement = idle.poll()) {
                statement.getConnection().close();
            }
        } catch (SQLException e) {
            throw DuckErrors.translate(e);
        }
    }

    /** Collects what the tree mentions, and takes out what does not belong to its meaning. */
    private static final class Walk {
        private final String sql;
        private final int head;
        private final Set<TableMention> tables = new LinkedHashSet<>();
        private final List<Parameter> parameters = new ArrayList<>();
        private final Set<String> defined = new HashSet<>();

        Walk(String sql, int head) {
            this.sql = sql;
            this.head = head;
        }

        Understood understood(JsonNode statement) {
            tables.removeIf(table -> defined.contains(table.name().toLowerCase(Locale.ROOT)));
            parameters.sort(Comparator.comparingInt(Parameter::offset));
            return Understood.of(statement.toString(), tables, parameters);
        }

        void visit(JsonNode node) {
            if (node instanceof ObjectNode object) {
                note(object);
                object.remove(PLACES);
            }
            if (node instanceof ArrayNode || node instanceof ObjectNode) {
                for (Iterator<JsonNode> children = node.elements(); children.hasNext(); ) {
                    visit(children.next());
                }
            }
        }

        private void note(ObjectNode node) {
            String type = node.path("type").asText();
            if (type.equals("BASE_TABLE")) {
                String schema = node.path("schema_name").asText();
                String table = node.path("table_name").asText();
                tables.add(new TableMention(schema.isEmpty() ? table : schema + "." + table, place(node)));
            } else if (type.equals("VALUE_PARAMETER")) {
                parameters.add(new Parameter(node.path("identifier").asText(), place(node)));
            }
            for (JsonNode entry : node.path("cte_map").path("map")) {
                defined.add(entry.path("key").asText().toLowerCase(Locale.ROOT));
            }
        }

        private int place(ObjectNode node) {
            return Math.max(
                    0, DuckErrors.characters(sql, node.path("query_location").asLong()) - head);
        }
    }
}
