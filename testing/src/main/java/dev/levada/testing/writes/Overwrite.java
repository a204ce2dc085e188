package dev.levada.testing.writes;

import java.util.List;
import java.util.Optional;

/** New rows take the place of all old ones. */
record Overwrite(Optional<Duplicates> duplicates) implements Mode {
    @Override
    public Written write(List<Row> stored, Incoming incoming) {
        List<Row> rows = duplicates
                .map(some -> some.drop(incoming.rows(), incoming.columns()))
                .orElse(incoming.rows());
        return new Written(rows, rows.size(), incoming.rows().size() - rows.size());
    }
}
