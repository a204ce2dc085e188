package dev.levada.testing.writes;

import dev.levada.contract.Deletes;
import dev.levada.contract.Write;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/** New rows take the place of the old row with the same key; with {@code scd3}, what some columns held before stays. */
record Upsert(Write write, Duplicates duplicates, Predicate<Row> deleted) implements Mode {
    @Override
    public Written write(List<Row> stored, Incoming incoming) {
        incoming.rows().forEach(row -> row.key(write.key()));
        Map<Row, Row> table = new LinkedHashMap<>();
        stored.forEach(row -> table.put(row.key(write.key()), row));
        List<Row> counting = duplicates.drop(incoming.rows(), incoming.columns());
        int kept = 0;
        int late = 0;
        int unchanged = 0;
        int deletes = 0;
        for (Row row : counting) {
            Row key = row.key(write.key());
            Row old = table.get(key);
            if (deleted.test(row)) {
                deletes++;
                if (old != null && !isLate(row, old)) {
                    table.remove(key);
                }
            } else if (old == null) {
                kept++;
                table.put(key, row);
            } else if (isSoftlyDeleted(old)) {
                kept++;
                table.put(key, inPlaceOf(old, row));
            } else if (own(old).equals(row)) {
                unchanged++;
            } else if (isLate(row, old)) {
                late++;
            } else {
                kept++;
                table.put(key, inPlaceOf(old, row));
            }
        }
        int dropped = incoming.rows().size() - counting.size();
        return new Written(
                withoutMissing(table.values().stream().toList(), incoming), kept, dropped + late, unchanged, deletes);
    }

    private List<Row> withoutMissing(List<Row> table, Incoming incoming) {
        List<Row> left = new ArrayList<>();
        for (Row row : table) {
            if (write.deletes().missing() == Deletes.Missing.KEEP || !incoming.misses(row, write.key())) {
                left.add(row);
            } else if (write.deletes().missing() == Deletes.Missing.SOFT) {
                left.add(isSoftlyDeleted(row) ? row : row.with(Deletes.DELETED_AT, incoming.now()));
            }
        }
        return left;
    }

    private boolean isLate(Row row, Row old) {
        return write.dedup()
                .orElseThrow()
                .order()
                .filter(order -> Duplicates.compareValues(old.get(order), row.get(order)) > 0)
                .isPresent();
    }

    private static boolean isSoftlyDeleted(Row row) {
        return row.get(Deletes.DELETED_AT) != null;
    }

    private Row own(Row stored) {
        return stored.without(write.previous().values());
    }

    private Row inPlaceOf(Row old, Row row) {
        Row result = row;
        for (Map.Entry<String, String> kept : write.previous().entrySet()) {
            boolean isSame = Objects.equals(old.get(kept.getKey()), row.get(kept.getKey()));
            result = result.with(kept.getValue(), old.get(isSame ? kept.getValue() : kept.getKey()));
        }
        return result;
    }
}
