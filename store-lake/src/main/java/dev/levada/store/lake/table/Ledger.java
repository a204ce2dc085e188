package dev.levada.store.lake.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.levada.project.Interval;
import dev.levada.store.Facts;
import dev.levada.store.TableCommit;
import dev.levada.store.TableCommit.Kind;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.iceberg.TableMetadata;

/**
 * What stays known of commits whose snapshots have been expired: a file beside the table's metadata, which a property of
 * the table names, so that it changes in the same step as the snapshots and holds for every version that is left.
 *
 * @param entries the oldest first
 */
public record Ledger(List<Entry> entries) {
    private static final String PROPERTY = "levada.ledger";
    private static final int NEWEST = 1_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param column the one whose ranges the commit tells of; empty if it tells of none */
    public record Entry(TableCommit commit, Optional<String> column, String operation) {

        /** The commit as told to somebody who asks for a column's ranges. */
        TableCommit of(Optional<String> wanted) {
            boolean isTold =
                    commit.touched().equals(Optional.of(List.of())) || wanted.isPresent() && wanted.equals(column);
            return isTold
                    ? commit
                    : new TableCommit(
                            commit.id(),
                            commit.parent(),
                            commit.committed(),
                            commit.kind(),
                            Optional.empty(),
                            commit.addedRows(),
                            commit.removedRows(),
                            commit.facts());
        }
    }

    /** The ledger that a table's metadata name; it ends with the commit before the oldest that is left. */
    static Ledger of(LakeTable table, TableMetadata metadata) {
        return reference(metadata)
                .map(reference -> read(new SideFiles(table).read(reference)))
                .orElse(new Ledger(List.of()));
    }

    /** Where it is; empty if nothing was ever expired. */
    public static Optional<String> reference(TableMetadata metadata) {
        return Optional.ofNullable(metadata.property(PROPERTY, null));
    }

    /** The same with what has been forgotten since. Of old commits only those stay that an interval's rows may come from. */
    public Ledger plus(List<Entry> more) {
        List<Entry> all = new ArrayList<>(entries);
        all.addAll(more);
        Set<String> remade = new HashSet<>();
        List<Entry> kept = new ArrayList<>();
        boolean isOverwritten = false;
        for (int i = all.size() - 1; i >= 0; i--) {
            boolean holdsInterval = false;
            for (String interval : all.get(i)
                    .commit()
                    .facts()
                    .getOrDefault(Facts.INTERVALS, "")
                    .split(",")) {
                holdsInterval |= !isOverwritten && !interval.isEmpty() && remade.add(interval);
            }
            isOverwritten |= all.get(i).commit().kind() == Kind.OVERWRITE;
            if (kept.size() < NEWEST || holdsInterval) {
                kept.add(0, all.get(i));
            }
        }
        return new Ledger(kept);
    }

    /** Writes it; the properties that name it are to be committed. */
    public Map<String, String> write(LakeTable table) {
        String name = "upkeep-" + UUID.randomUUID();
        return Map.of(PROPERTY, new SideFiles(table).write(name, PROPERTY, "json", text()));
    }

    private String text() {
        ArrayNode nodes = JSON.createArrayNode();
        for (Entry entry : entries) {
            TableCommit commit = entry.commit();
            ObjectNode node = nodes.addObject()
                    .put("id", commit.id())
                    .put("committed", commit.committed().toEpochMilli())
                    .put("kind", commit.kind().name())
                    .put("operation", entry.operation())
                    .put("added", commit.addedRows())
                    .put("removed", commit.removedRows());
            commit.parent().ifPresent(parent -> node.put("parent", parent));
            entry.column().ifPresent(column -> node.put("column", column));
            commit.touched().ifPresent(touched -> {
                ArrayNode ranges = node.putArray("touched");
                touched.forEach(range -> ranges.addArray()
                        .add(range.from().toString())
                        .add(range.to().toString()));
            });
            ObjectNode facts = node.putObject("facts");
            commit.facts().forEach(facts::put);
        }
        return nodes.toString();
    }

    private static Ledger read(String text) {
        try {
            List<Entry> entries = new ArrayList<>();
            for (JsonNode node : JSON.readTree(text)) {
                entries.add(entry(node));
            }
            return new Ledger(entries);
        } catch (JsonProcessingException broken) {
            throw new UncheckedIOException("A ledger could not be read: " + broken.getMessage(), broken);
        }
    }

    private static Entry entry(JsonNode node) {
        Map<String, String> facts = new HashMap<>();
        node.path("facts")
                .properties()
                .forEach(fact -> facts.put(fact.getKey(), fact.getValue().asText()));
        TableCommit commit = new TableCommit(
                node.path("id").asLong(),
                node.has("parent") ? Optional.of(node.path("parent").asLong()) : Optional.empty(),
                Instant.ofEpochMilli(node.path("committed").asLong()),
                Kind.valueOf(node.path("kind").asText()),
                node.has("touched") ? Optional.of(ranges(node.path("touched"))) : Optional.empty(),
                node.path("added").asLong(),
                node.path("removed").asLong(),
                facts);
        Optional<String> column =
                node.has("column") ? Optional.of(node.path("column").asText()) : Optional.empty();
        return new Entry(commit, column, node.path("operation").asText());
    }

    private static List<Interval> ranges(JsonNode nodes) {
        List<Interval> ranges = new ArrayList<>();
        for (JsonNode node : nodes) {
            ranges.add(new Interval(
                    LocalDateTime.parse(node.path(0).asText()),
                    LocalDateTime.parse(node.path(1).asText())));
        }
        return ranges;
    }
}
