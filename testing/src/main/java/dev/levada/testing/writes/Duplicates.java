package dev.levada.testing.writes;

import dev.levada.contract.Dedup;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which of several rows of a batch with the same key counts. */
record Duplicates(Dedup dedup) {

    /** One row for each key; rows with a null in the key are nobody's duplicates. */
    List<Row> drop(List<Row> rows, List<String> columns) {
        List<Row> chosen = new ArrayList<>();
        Map<Row, Row> byKey = new LinkedHashMap<>();
        for (Row row : rows) {
            Row key = row.only(dedup.by());
            if (key.values().size() < dedup.by().size()) {
                chosen.add(row);
            } else {
                byKey.merge(key, row, (one, other) -> beats(other, one, columns) ? other : one);
            }
        }
        chosen.addAll(byKey.values());
        return chosen;
    }

    private boolean beats(Row one, Row other, List<String> columns) {
        List<String> order = new ArrayList<>();
        dedup.order().ifPresent(order::add);
        for (String column : order) {
            int result = compare(one.get(column), other.get(column), false);
            if (result != 0) {
                return result > 0;
            }
        }
        for (String column : columns) {
            int result = compare(one.get(column), other.get(column), true);
            if (result != 0) {
                return result > 0;
            }
        }
        return false;
    }

    /** Positive if the first one wins. Null always loses. */
    private int compare(@Nullable Object one, @Nullable Object other, boolean asText) {
        if (one == null || other == null) {
            return Boolean.compare(one != null, other != null);
        }
        int result = asText && !(one instanceof Instant)
                ? one.toString().compareTo(other.toString())
                : compareValues(one, other);
        return dedup.keep() == Dedup.Keep.LAST ? result : -result;
    }

    /** Which of two values of a column is greater; null is less than everything. */
    @SuppressWarnings("unchecked") // all values of a column have one type
    static int compareValues(@Nullable Object one, @Nullable Object other) {
        if (one == null || other == null) {
            return Boolean.compare(one != null, other != null);
        }
        return ((Comparable<Object>) one).compareTo(other);
    }
}
