package dev.levada.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.Column;
import dev.levada.api.Type.Primitive;
import dev.levada.store.StoredColumn;
import dev.levada.store.TableScan;
import dev.levada.store.TableScan.DataFile;
import dev.levada.store.TableScan.Matching;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScanSqlTest {
    private static final List<StoredColumn> COLUMNS = List.of(
            new StoredColumn(1, new Column("id", Primitive.BIGINT), List.of()),
            new StoredColumn(2, new Column("_run_id", Primitive.VARCHAR), List.of()),
            new StoredColumn(3, new Column("_source", Primitive.VARCHAR), List.of()));

    @TempDir
    Path folder;

    @Test
    void whatACompactedFileSaysOfItsRunsStandsBesideWhatPathsSayOfOthers() throws Exception {
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            DataFile compacted = write(
                    statement,
                    "run-compaction/1",
                    "SELECT * FROM (VALUES (1::BIGINT, 'r1', 'a.csv'), (2, 'r2', NULL)) t(id, _run_id, _source)",
                    "id: 1, _run_id: 2, _source: 3");
            DataFile later = write(statement, "_run_id=r3/_source=b%2Fc.csv/1", "SELECT 3::BIGINT AS id", "id: 1");
            TableScan scan = new TableScan(
                    COLUMNS, List.of(compacted, later), Map.of(), List.of("_run_id", "_source"), Matching.BY_ID);

            assertThat(rows(statement, new ScanSql(scan).rows("unused")))
                    .containsExactlyInAnyOrder("1 r1 a.csv", "2 r2 null", "3 r3 b/c.csv");
        }
    }

    private DataFile write(Statement statement, String place, String select, String ids)
            throws IOException, SQLException {
        Path file = Files.createDirectories(folder.resolve(place)).resolve("part.parquet");
        statement.execute("COPY (" + select + ") TO '" + file + "' (FORMAT parquet, FIELD_IDS {" + ids + "})");
        return new DataFile(file.toString(), 1, Files.size(file));
    }

    private static List<String> rows(Statement statement, String select) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery(select)) {
            while (result.next()) {
                rows.add(result.getLong(1) + " " + result.getString(2) + " " + result.getString(3));
            }
        }
        return rows;
    }
}
