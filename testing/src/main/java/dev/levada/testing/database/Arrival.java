package dev.levada.testing.database;

import dev.levada.store.Courier;
import dev.levada.store.RowStream;
import dev.levada.store.Staged;
import dev.levada.store.StoredColumn;
import dev.levada.store.TableScan;
import dev.levada.store.TableScan.DataFile;
import dev.levada.store.TableScan.Matching;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an engine wrote for a table of the database. */
record Arrival(Staged staged) {

    /** Reads the files that it wrote. */
    TableScan scan() {
        List<DataFile> files = staged.files().stream()
                .map(file -> new DataFile(file.path(), file.rows(), file.bytes()))
                .toList();
        return new TableScan(
                staged.staging().columns(),
                files,
                staged.removed(),
                List.copyOf(staged.staging().constants().keySet()),
                Matching.BY_ID);
    }

    /** The rows, each with a value for each of the staging's columns. */
    List<List<@Nullable Object>> rows(Courier courier) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        if (staged.files().isEmpty()) {
            return rows;
        }
        RowStream stream = courier.rows(
                scan(),
                staged.staging().columns().stream().map(StoredColumn::name).toList());
        stream.forEach(batch -> {
            for (int row = 0; row < batch.rows(); row++) {
                rows.add(Cells.row(stream.columns(), batch, row));
            }
        });
        return rows;
    }

    /** The values of the partitions that it has rows of. */
    Set<List<Optional<String>>> partitions() {
        return staged.files().stream()
                .map(file -> staged.staging().partition().stream()
                        .map(field -> file.partition().getOrDefault(field.name(), Optional.empty()))
                        .toList())
                .collect(Collectors.toSet());
    }
}
