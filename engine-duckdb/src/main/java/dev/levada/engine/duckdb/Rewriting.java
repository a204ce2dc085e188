package dev.levada.engine.duckdb;

import dev.levada.contract.PartitionField;
import dev.levada.store.Staging;
import dev.levada.store.StoredColumn;
import dev.levada.store.TableScan;
import dev.levada.store.WrittenFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes rows that are in a table already once more, as they are and in their order. */
final class Rewriting {
    private final DuckDbSession session;
    private final TableScan scan;
    private final Staging staging;

    Rewriting(DuckDbSession session, TableScan scan, Staging staging) {
        this.session = session;
        this.scan = scan;
        this.staging = staging;
    }

    List<WrittenFile> write() {
        String rows = "(" + session.scans().rows(scan) + ")";
        List<Map<String, Optional<String>>> partitions = partitions(rows);
        CopyFiles copy = new CopyFiles(
                staging, staging.columns().stream().map(StoredColumn::name).toList());
        if (partitions.size() > 1) {
            return session.statements().read(copy.statement(rows), copy::files);
        }
        // Rows that are not parted keep their order, which may be what makes them small or quick to find.
        Map<String, Optional<String>> partition = partitions.isEmpty() ? Map.of() : partitions.get(0);
        return session.statements().read(copy.statementOfOneFile(rows), copy::files).stream()
                .map(file -> new WrittenFile(file.path(), file.rows(), file.bytes(), file.statistics(), partition))
                .toList();
    }

    /** The partitions that the rows are in; one if the staging has none. Two are as good as many. */
    private List<Map<String, Optional<String>>> partitions(String rows) {
        List<PartitionField> fields = staging.partition();
        if (fields.isEmpty()) {
            return List.of(Map.of());
        }
        List<String> values = fields.stream()
                .map(field -> "CAST(" + PartitionSql.value(field, CopyFiles.type(staging, field)) + " AS VARCHAR)")
                .toList();
        String sql = "SELECT DISTINCT " + String.join(", ", values) + " FROM " + rows + " LIMIT 2";
        return session.statements().read(sql, result -> {
            List<Map<String, Optional<String>>> found = new ArrayList<>();
            while (result.next()) {
                Map<String, Optional<String>> partition = new HashMap<>();
                for (int i = 0; i < fields.size(); i++) {
                    partition.put(fields.get(i).name(), Optional.ofNullable(result.getString(i + 1)));
                }
                found.add(partition);
            }
            return found;
        });
    }
}
