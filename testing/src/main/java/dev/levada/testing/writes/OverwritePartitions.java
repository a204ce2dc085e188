package dev.levada.testing.writes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** New rows take the place of the old ones in the partitions that they touch, each of which has one value of each column. */
record OverwritePartitions(Optional<Duplicates> duplicates, List<String> columns) implements Mode {
    @Override
    public Written write(List<Row> stored, Incoming incoming) {
        Written alone = new Overwrite(duplicates).write(List.of(), incoming);
        Set<Row> touched = alone.table().stream().map(row -> row.only(columns)).collect(Collectors.toSet());
        List<Row> table = new ArrayList<>(alone.table());
        stored.stream().filter(row -> !touched.contains(row.only(columns))).forEach(table::add);
        return new Written(table, alone.kept(), alone.duplicates());
    }
}
