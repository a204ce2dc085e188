package dev.levada.store.database;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.levada.contract.PartitionField;
import dev.levada.project.Interval;
import dev.levada.store.ColumnNodes;
import dev.levada.store.StoredColumn;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is written down with commits, as JSON. */
public final class CommitText {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private CommitText() {}

    public static String columns(List<StoredColumn> columns) {
        return ColumnNodes.write(columns).toString();
    }

    public static List<StoredColumn> readColumns(String text) {
        return ColumnNodes.read(read(text));
    }

    public static String partition(List<PartitionField> partition) {
        ArrayNode nodes = NODES.arrayNode();
        for (PartitionField field : partition) {
            nodes.addObject()
                    .put("column", field.column())
                    .put("transform", field.transform().name())
                    .put("width", field.width());
        }
        return nodes.toString();
    }

    public static List<PartitionField> readPartition(String text) {
        List<PartitionField> fields = new ArrayList<>();
        for (JsonNode node : read(text)) {
            fields.add(new PartitionField(
                    node.path("column").asText(),
                    PartitionField.Transform.valueOf(node.path("transform").asText()),
                    node.path("width").asInt()));
        }
        return fields;
    }

    public static String facts(Map<String, String> facts) {
        ObjectNode node = NODES.objectNode();
        new TreeMap<>(facts).forEach(node::put);
        return node.toString();
    }

    public static Map<String, String> readFacts(String text) {
        Map<String, String> facts = new TreeMap<>();
        read(text)
                .properties()
                .forEach(each -> facts.put(each.getKey(), each.getValue().asText()));
        return facts;
    }

    public static String times(TimeRanges times) {
        ObjectNode node = NODES.objectNode();
        times.byColumn().forEach((column, ranges) -> {
            ArrayNode all = node.putArray(column);
            ranges.forEach(range ->
                    all.addArray().add(range.from().toString()).add(range.to().toString()));
        });
        return node.toString();
    }

    public static TimeRanges readTimes(String text) {
        Map<String, List<Interval>> byColumn = new TreeMap<>();
        read(text).properties().forEach(each -> {
            List<Interval> ranges = new ArrayList<>();
            for (JsonNode range : each.getValue()) {
                ranges.add(new Interval(
                        LocalDateTime.parse(range.path(0).asText()),
                        LocalDateTime.parse(range.path(1).asText())));
            }
            byColumn.put(each.getKey(), ranges);
        });
        return new TimeRanges(byColumn);
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new UncheckedIOException(
                    "What is written with a commit cannot be read: " + broken.getMessage(), broken);
        }
    }
}
