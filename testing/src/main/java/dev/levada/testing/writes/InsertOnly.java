package dev.levada.testing.writes;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Rows are added if their key is new. */
record InsertOnly(List<String> key, Duplicates duplicates) implements Mode {
    @Override
    public Written write(List<Row> stored, Incoming incoming) {
        incoming.rows().forEach(row -> row.key(key));
        Set<Row> known = stored.stream().map(row -> row.key(key)).collect(Collectors.toSet());
        List<Row> fresh = duplicates.drop(incoming.rows(), incoming.columns()).stream()
                .filter(row -> !known.contains(row.key(key)))
                .toList();
        List<Row> table = new ArrayList<>(stored);
        table.addAll(fresh);
        return new Written(table, fresh.size(), incoming.rows().size() - fresh.size());
    }
}
