package dev.levada.store.lake.commit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.levada.contract.PartitionField;
import dev.levada.project.AssetName;
import dev.levada.store.ColumnNodes;
import dev.levada.store.Positions;
import dev.levada.store.Publication.QuarantineChange;
import dev.levada.store.Staged;
import dev.levada.store.Staging;
import dev.levada.store.WrittenFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A quarantine's change as JSON, with all that is needed to carry it out later. Statistics are left out: they only make
 * reading faster. So is a partition, which a quarantine has not.
 */
public final class QuarantineText {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private QuarantineText() {}

    public static String write(QuarantineChange change) {
        ObjectNode text = NODES.objectNode();
        change.added().ifPresent(added -> text.set("added", added(added)));
        text.set("released", positions(change.released()));
        return text.toString();
    }

    private static ObjectNode added(Staged staged) {
        Staging staging = staged.staging();
        List<PartitionField> partition = staging.partition();
        if (!partition.isEmpty()) {
            throw new IllegalArgumentException("a quarantine has no partition: " + partition);
        }
        ObjectNode added = NODES.objectNode();
        added.put("table", staging.table().toString());
        added.put("run", staging.runId());
        added.put("folder", staging.folder().toString());
        added.set("columns", ColumnNodes.write(staging.columns()));
        ObjectNode constants = added.putObject("constants");
        staging.constants().forEach(constants::put);
        ArrayNode files = added.putArray("files");
        staged.files()
                .forEach(file -> files.addObject()
                        .put("path", file.path())
                        .put("rows", file.rows())
                        .put("bytes", file.bytes()));
        added.set("removed", positions(staged.removed()));
        return added;
    }

    private static ObjectNode positions(Map<String, Positions> byFile) {
        ObjectNode nodes = NODES.objectNode();
        byFile.forEach((file, positions) -> {
            ArrayNode places = nodes.putArray(file);
            for (long place : positions.toArray()) {
                places.add(place);
            }
        });
        return nodes;
    }

    public static QuarantineChange read(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            JsonNode added = node.get("added");
            return new QuarantineChange(
                    added == null ? Optional.empty() : Optional.of(readAdded(added)),
                    readPositions(node.path("released")));
        } catch (JsonProcessingException broken) {
            throw new UncheckedIOException("A quarantine's change could not be read: " + broken.getMessage(), broken);
        }
    }

    private static Staged readAdded(JsonNode node) {
        Map<String, String> constants = new HashMap<>();
        node.path("constants")
                .properties()
                .forEach(each -> constants.put(each.getKey(), each.getValue().asText()));
        Staging staging = new Staging(
                AssetName.parse(node.path("table").asText()),
                node.path("run").asText(),
                Path.of(node.path("folder").asText()),
                ColumnNodes.read(node.path("columns")),
                List.of(),
                constants);
        List<WrittenFile> files = new ArrayList<>();
        for (JsonNode file : node.path("files")) {
            files.add(new WrittenFile(
                    file.path("path").asText(),
                    file.path("rows").asLong(),
                    file.path("bytes").asLong(),
                    Map.of(),
                    Map.of()));
        }
        return new Staged(staging, files, readPositions(node.path("removed")));
    }

    private static Map<String, Positions> readPositions(JsonNode nodes) {
        Map<String, Positions> byFile = new HashMap<>();
        for (Map.Entry<String, JsonNode> file : nodes.properties()) {
            long[] places = new long[file.getValue().size()];
            for (int i = 0; i < places.length; i++) {
                places[i] = file.getValue().get(i).asLong();
            }
            byFile.put(file.getKey(), Positions.of(places));
        }
        return byFile;
    }
}
