package dev.levada.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.Column;
import dev.levada.api.Type.Primitive;
import dev.levada.contract.PartitionField;
import dev.levada.contract.PartitionField.Transform;
import dev.levada.project.Project;
import dev.levada.store.Positions;
import dev.levada.store.Staging;
import dev.levada.store.StoredColumn;
import dev.levada.store.TableScan;
import dev.levada.store.TableScan.DataFile;
import dev.levada.store.TableScan.Matching;
import dev.levada.store.WrittenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows of a table written once more. */
class RewritingTest {
    private static final int ROWS = 400_000;
    private static final List<StoredColumn> COLUMNS = List.of(
            new StoredColumn(1, new Column("id", Primitive.BIGINT), List.of()),
            new StoredColumn(2, new Column("day", Primitive.DATE), List.of()),
            new StoredColumn(3, new Column("_run_id", Primitive.VARCHAR), List.of()));

    @TempDir
    Path folder;

    private DuckDbEngine engine;
    private DuckDbSession session;

    @BeforeEach
    void open() {
        engine = new DuckDbEngine(folder.resolve("spill"));
        engine.limit(new Project.Limits(Optional.of("1GB"), 2));
        session = (DuckDbSession) engine.session();
    }

    @AfterEach
    void close() {
        session.close();
        engine.close();
    }

    @Test
    void rowsOfOnePartitionKeepTheirOrderAndWhatTheirPathsSaid() throws IOException {
        TableScan scan =
                scan(Map.of(), file("r1", 0, ROWS, "DATE '2024-05-31'"), file("r2", ROWS, 10, "DATE '2024-05-31'"));

        List<WrittenFile> files = session.rewrite(scan, staging("day"));

        assertThat(files).hasSize(1);
        assertThat(files.get(0).rows()).isEqualTo(ROWS + 10);
        assertThat(files.get(0).partition()).containsExactly(Map.entry("day", Optional.of("2024-05-31")));
        String written = "read_parquet('" + files.get(0).path() + "', file_row_number = true)";
        assertThat(number("SELECT count(*) FROM " + written + " WHERE id <> file_row_number"))
                .isZero();
        assertThat(number("SELECT count(*) FROM " + written + " WHERE _run_id = 'r2'"))
                .isEqualTo(10);
        assertThat(number("SELECT count(*) FROM " + written + " WHERE _run_id = 'r1'"))
                .isEqualTo(ROWS);
        assertThat(files.get(0).statistics().get(1).max()).contains(String.valueOf(ROWS + 9));
    }

    @Test
    void removedRowsStayBehindAndAPartitionMayBeOfNulls() throws IOException {
        DataFile file = file("r1", 0, 3, "NULL::DATE");
        TableScan scan = scan(Map.of(file.path(), Positions.of(1)), file);

        List<WrittenFile> files = session.rewrite(scan, staging("day"));

        assertThat(files).hasSize(1);
        assertThat(files.get(0).rows()).isEqualTo(2);
        assertThat(files.get(0).partition()).containsExactly(Map.entry("day", Optional.empty()));
        assertThat(number("SELECT sum(id) FROM '" + files.get(0).path() + "'")).isEqualTo(2);
    }

    @Test
    void rowsOfSeveralPartitionsAreParted() throws IOException {
        TableScan scan = scan(Map.of(), file("r1", 0, 10, "DATE '2024-05-31' + (i % 2)::INTEGER"));

        List<WrittenFile> files = session.rewrite(scan, staging("day"));

        assertThat(files).extracting(WrittenFile::rows).containsExactly(5L, 5L);
        assertThat(files.stream().map(file -> file.partition().get("day").orElseThrow()))
                .containsExactlyInAnyOrder("2024-05-31", "2024-06-01");
    }

    private long number(String sql) {
        return session.statements().number(sql);
    }

    private DataFile file(String run, int from, int rows, String day) throws IOException {
        Path file = Files.createDirectories(folder.resolve("_run_id=" + run)).resolve(from + ".parquet");
        session.statements()
                .execute("COPY (SELECT i AS id, " + day + " AS day FROM range(" + from + ", " + (from + rows)
                        + ") t(i)) TO '" + file + "' (FORMAT parquet, FIELD_IDS {id: 1, day: 2})");
        return new DataFile(file.toString(), rows, Files.size(file));
    }

    private static TableScan scan(Map<String, Positions> removed, DataFile... files) {
        return new TableScan(COLUMNS, List.of(files), removed, List.of("_run_id"), Matching.BY_ID);
    }

    private Staging staging(String partition) throws IOException {
        List<PartitionField> fields = List.of(new PartitionField(partition, Transform.IDENTITY, 0));
        return new Staging(
                Bench.TABLE, "r3", Files.createDirectories(folder.resolve("staging")), COLUMNS, fields, Map.of());
    }
}
