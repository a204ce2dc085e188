package dev.levada.testing.writes;

import dev.levada.contract.Versions;
import dev.levada.contract.Versions.HardDeletes;
import dev.levada.contract.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Every change of a row makes a new version of it. */
record Scd2(Write write, Versions versions, Predicate<Row> deleted) implements Mode {
    @Override
    public Written write(List<Row> stored, Incoming incoming) {
        List<String> identity = new ArrayList<>(write.key());
        versions.updatedAt().ifPresent(identity::add);
        incoming.rows().forEach(row -> row.key(identity));
        List<Row> counting = Mode.keyed(write, identity).drop(incoming.rows(), incoming.columns());

        Map<Row, History> histories = new LinkedHashMap<>();
        stored.forEach(row -> history(histories, row).store(row));
        for (History history : histories.values()) {
            if (isMissing(history, incoming)) {
                history.delete(versions.updatedAt().isPresent() ? incoming.now() : history.after(incoming.now()));
            }
        }
        for (Row row : counting) {
            meet(history(histories, row), row, incoming.now());
        }

        List<Row> table = new ArrayList<>();
        histories.values().forEach(history -> table.addAll(history.written()));
        long kept = histories.values().stream().mapToLong(History::kept).sum();
        long unchanged =
                histories.values().stream().mapToLong(History::unchanged).sum();
        return new Written(
                table,
                kept,
                incoming.rows().size() - counting.size(),
                unchanged,
                counting.stream().filter(deleted).count());
    }

    private void meet(History history, Row row, Instant now) {
        Instant time = versions.updatedAt().map(row::sureTime).orElseGet(() -> history.after(now));
        if (deleted.test(row)) {
            history.delete(time);
        } else {
            history.bring(time, row);
        }
    }

    private boolean isMissing(History history, Incoming incoming) {
        return versions.hardDeletes() != HardDeletes.IGNORE
                && write.deletes().when().isEmpty()
                && incoming.misses(history.newest(), write.key());
    }

    private History history(Map<Row, History> histories, Row row) {
        return histories.computeIfAbsent(row.key(write.key()), key -> new History(versions));
    }
}
