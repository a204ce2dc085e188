package dev.levada.cli.e2e;

import dev.levada.contract.OnDrift;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What must become of rows of {@code raw.people} whose source looks otherwise in each batch. */
final class DriftModel {
    private final OnDrift columns;
    private final OnDrift types;
    private final Set<String> table;

    DriftModel(OnDrift columns, OnDrift types, List<String> begin) {
        this.columns = columns;
        this.types = types;
        this.table = begin.stream().map(column -> column.split(" ")[0]).collect(Collectors.toCollection(HashSet::new));
    }

    /**
     * A batch.
     *
     * @param discarded as the report has it
     */
    record Batch(List<String> columns, String rows, long read, long kept, String discarded) {}

    Batch batch(Random random, int number) {
        boolean retyped = random.nextBoolean();
        List<String> shape = new ArrayList<>(List.of("id bigint", retyped ? "age varchar" : "age bigint"));
        if (columns == OnDrift.QUARANTINE || random.nextBoolean()) {
            shape.add("name varchar");
        }
        for (String extra : List.of("nick", "mail")) {
            if (random.nextBoolean()) {
                shape.add(extra + " varchar");
            }
        }
        List<String> names = shape.stream().map(column -> column.split(" ")[0]).toList();
        Set<String> strays = new HashSet<>(names);
        strays.removeAll(table);
        if (columns == OnDrift.EVOLVE) {
            table.addAll(names);
            strays.clear();
        }
        Map<String, Long> discarded = new TreeMap<>();
        if (columns == OnDrift.DISCARD_COLUMN) {
            strays.forEach(name -> discarded.put(name, 0L));
        }
        int read = 1 + random.nextInt(9);
        int kept = 0;
        List<String> rows = new ArrayList<>();
        for (int row = 0; row < read; row++) {
            boolean misfit = retyped && random.nextInt(3) == 0;
            Set<String> carried = new HashSet<>();
            List<String> values = new ArrayList<>(List.of(String.valueOf(number * 100 + row)));
            values.add(misfit ? "'old'" : retyped ? "'" + row + "'" : String.valueOf(row));
            for (String name : names.subList(2, names.size())) {
                // The first row shows what the columns hold.
                boolean there = row == 0 || random.nextBoolean();
                values.add(there ? "'" + name + row + "'" : "null");
                if (there && strays.contains(name)) {
                    carried.add(name);
                }
            }
            rows.add("(" + String.join(", ", values) + ")");
            boolean turnedAway =
                    misfit && types != OnDrift.DISCARD_COLUMN || columns == OnDrift.QUARANTINE && !carried.isEmpty();
            if (!turnedAway) {
                kept++;
                carried.forEach(name -> discarded.merge(name, 1L, Long::sum));
                if (misfit) {
                    discarded.merge("age", 1L, Long::sum);
                }
            }
        }
        String told = discarded.entrySet().stream()
                .map(entry -> "\"" + entry.getKey() + "\":" + entry.getValue())
                .collect(Collectors.joining(",", "{", "}"));
        return new Batch(shape, String.join(", ", rows), read, kept, told);
    }
}
