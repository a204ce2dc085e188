package dev.levada.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.levada.api.Column;
import dev.levada.api.Type;
import java.util.ArrayList;
import java.util.List;

/** Columns with their ids as JSON, as stores write them down. */
public final class ColumnNodes {
    private ColumnNodes() {}

    public static ArrayNode write(List<StoredColumn> columns) {
        ArrayNode nodes = JsonNodeFactory.instance.arrayNode();
        for (StoredColumn column : columns) {
            nodes.addObject()
                    .put("id", column.id())
                    .put("name", column.name())
                    .put("type", column.column().type().sql())
                    .set("parts", write(column.parts()));
        }
        return nodes;
    }

    public static List<StoredColumn> read(JsonNode nodes) {
        List<StoredColumn> columns = new ArrayList<>();
        for (JsonNode node : nodes) {
            Column column = new Column(
                    node.path("name").asText(), Type.parse(node.path("type").asText()));
            columns.add(new StoredColumn(node.path("id").asInt(), column, read(node.path("parts"))));
        }
        return columns;
    }
}
