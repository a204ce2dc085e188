package dev.levada.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.contract.Versions.HardDeletes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Random batches, merged by the engine and, key by key and step by step, as the guide to write modes says. */
class RandomHistoriesTest {
    private static final int BATCHES = 12;

    @TempDir
    Path folder;

    static Stream<Arguments> cases() {
        List<Arguments> all = new ArrayList<>();
        for (List<String> track : List.of(List.<String>of(), List.of("full name"))) {
            for (HardDeletes deletes : HardDeletes.values()) {
                for (long seed = 1; seed <= 3; seed++) {
                    all.add(Arguments.of(track, deletes, seed));
                }
            }
        }
        return all.stream();
    }

    /** What happens at a day. @param row name and note; empty for an end */
    private record Event(Kind kind, List<String> row) {}

    private enum Kind {
        VERSION,
        DELETED,
        END
    }

    @ParameterizedTest
    @MethodSource("cases")
    void comeOutAsTheGuideSays(List<String> track, HardDeletes deletes, long seed) {
        Random random = new Random(seed);
        Optional<String> when = deletes == HardDeletes.IGNORE ? Optional.empty() : Optional.of("note = 'D'");
        try (MergeTable table = new MergeTable(
                folder,
                HistoryMergeTest.scd2(Optional.of("Day"), track, deletes, when, Optional.empty()),
                HistoryMergeTest.KEY,
                HistoryMergeTest.NAME,
                HistoryMergeTest.NOTE,
                HistoryMergeTest.DAY)) {
            Map<Integer, TreeMap<Integer, Event>> stored = new TreeMap<>();
            for (int batch = 0; batch < BATCHES; batch++) {
                Map<Integer, TreeMap<Integer, List<String>>> rows = batch(random, when.isPresent());
                table.merge(HistoryMergeTest.rows(sql(rows)));
                rows.forEach((key, byDay) -> stored.put(
                        key, laid(stored.getOrDefault(key, new TreeMap<>()), byDay, !track.isEmpty(), deletes)));
                String marks = deletes == HardDeletes.NEW_RECORD ? "_is_deleted" : "false";
                assertThat(table.rows("\"Key\", day(valid_from), day(valid_to), \"full name\", note, " + marks))
                        .as("after batch %s", rows)
                        .containsExactlyInAnyOrderElementsOf(texts(stored));
            }
        }
    }

    private static Map<Integer, TreeMap<Integer, List<String>>> batch(Random random, boolean deletes) {
        Map<Integer, TreeMap<Integer, List<String>>> rows = new LinkedHashMap<>();
        for (int row = 1 + random.nextInt(8); row > 0; row--) {
            String note = deletes && random.nextInt(4) == 0 ? "D" : random.nextBoolean() ? "x" : "y";
            rows.computeIfAbsent(1 + random.nextInt(3), key -> new TreeMap<>())
                    .put(1 + random.nextInt(14), List.of(random.nextBoolean() ? "a" : "b", note));
        }
        return rows;
    }

    private static String sql(Map<Integer, TreeMap<Integer, List<String>>> rows) {
        List<String> texts = new ArrayList<>();
        rows.forEach((key, byDay) -> byDay.forEach(
                (day, row) -> texts.add(key + " " + row.get(0) + " " + row.get(1) + " " + String.format("%02d", day))));
        return String.join(", ", texts);
    }

    /** The key's history after a batch: what begins, and where it ends without another beginning. */
    private static TreeMap<Integer, Event> laid(
            TreeMap<Integer, Event> stored, TreeMap<Integer, List<String>> rows, boolean tracks, HardDeletes deletes) {
        TreeMap<Integer, Event> all = new TreeMap<>(stored);
        rows.forEach((day, row) -> all.put(day, event(row, deletes)));
        TreeMap<Integer, Event> laid = new TreeMap<>();
        boolean holds = false;
        List<String> last = List.of();
        for (var entry : all.entrySet()) {
            Event event = entry.getValue();
            boolean counts = event.kind() == Kind.VERSION
                    ? !(tracks && holds && event.row().get(0).equals(last.get(0)))
                    : holds;
            holds = event.kind() == Kind.VERSION;
            if (counts) {
                boolean isNew = event.kind() == Kind.DELETED && event.row().isEmpty();
                Event kept = isNew ? new Event(Kind.DELETED, last) : event;
                laid.put(entry.getKey(), kept);
                last = kept.row();
            }
        }
        return laid;
    }

    private static Event event(List<String> row, HardDeletes deletes) {
        if (deletes == HardDeletes.IGNORE || !row.get(1).equals("D")) {
            return new Event(Kind.VERSION, row);
        }
        return new Event(deletes == HardDeletes.INVALIDATE ? Kind.END : Kind.DELETED, List.of());
    }

    private static List<String> texts(Map<Integer, TreeMap<Integer, Event>> stored) {
        List<String> texts = new ArrayList<>();
        stored.forEach((key, history) -> history.forEach((day, event) -> {
            if (event.kind() != Kind.END) {
                texts.add("[" + key + ", " + day + ", " + history.higherKey(day) + ", "
                        + event.row().get(0) + ", " + event.row().get(1) + ", " + (event.kind() == Kind.DELETED) + "]");
            }
        }));
        return texts;
    }
}
