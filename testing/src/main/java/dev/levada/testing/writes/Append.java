package dev.levada.testing.writes;

import dev.levada.contract.Dedup;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** New rows are added, unless the table has the like of them within the window. */
record Append(Optional<Dedup> dedup) implements Mode {
    @Override
    public Written write(List<Row> stored, Incoming incoming) {
        Written alone = new Overwrite(dedup.map(Duplicates::new)).write(List.of(), incoming);
        List<Row> fresh = alone.table().stream()
                .filter(row -> stored.stream().noneMatch(old -> isDuplicate(row, old)))
                .toList();
        List<Row> table = new ArrayList<>(stored);
        table.addAll(fresh);
        return new Written(table, fresh.size(), incoming.rows().size() - fresh.size());
    }

    private boolean isDuplicate(Row row, Row old) {
        Optional<Duration> window = dedup.flatMap(Dedup::window);
        if (window.isEmpty()) {
            return false;
        }
        List<String> by = dedup.orElseThrow().by();
        Row key = row.only(by);
        boolean isWhole = key.values().size() == by.size();
        return isWhole && key.equals(old.only(by)) && isWithin(window.get(), row, old);
    }

    private boolean isWithin(Duration window, Row row, Row old) {
        String order = dedup.orElseThrow().order().orElseThrow();
        Instant one = row.time(order);
        Instant other = old.time(order);
        return one != null
                && other != null
                && Duration.between(one, other).abs().compareTo(window) <= 0;
    }
}
