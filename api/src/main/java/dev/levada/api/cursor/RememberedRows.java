package dev.levada.api.cursor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Rows that can be recognised when they are read again.
 *
 * @param columns the columns by whose values they are known, in the order in which {@link RowDigest} took them
 * @param counts how many rows there were of each digest
 */
public record RememberedRows(List<String> columns, Map<String, Integer> counts) {
    public RememberedRows {
        columns = List.copyOf(columns);
        counts = Collections.unmodifiableMap(new TreeMap<>(counts));
    }

    /** No rows. */
    static RememberedRows none(List<String> columns) {
        return new RememberedRows(columns, Map.of());
    }

    public boolean isEmpty() {
        return counts.isEmpty();
    }

    /** How many rows there are. */
    public long size() {
        return counts.values().stream().mapToLong(Integer::longValue).sum();
    }

    /** Those that there are more of here than there. */
    RememberedRows without(RememberedRows others) {
        Map<String, Integer> left = new TreeMap<>();
        counts.forEach((digest, count) -> {
            int more = count - others.counts.getOrDefault(digest, 0);
            if (more > 0) {
                left.put(digest, more);
            }
        });
        return new RememberedRows(columns, left);
    }

    /** Lines that {@link #parse} reads again: the columns, then one for each digest. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.join(" ", columns.stream().map(CursorValue::encoded).toList()));
        counts.forEach((digest, count) -> lines.add(digest + " " + count));
        return lines;
    }

    static RememberedRows parse(List<String> lines) {
        List<String> columns = List.of(lines.get(0).split(" ", -1)).stream()
                .map(CursorValue::decoded)
                .toList();
        Map<String, Integer> counts = new TreeMap<>();
        for (String line : lines.subList(1, lines.size())) {
            int space = line.indexOf(' ');
            counts.put(line.substring(0, space), Integer.valueOf(line.substring(space + 1)));
        }
        return new RememberedRows(columns, counts);
    }
}
