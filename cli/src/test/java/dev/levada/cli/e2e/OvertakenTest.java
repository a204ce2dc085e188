package dev.levada.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that knows nothing of Levada writes to a table between a run's audit and its commit. */
class OvertakenTest {
    @TempDir
    Path folder;

    @Test
    void addedRowsAreAuditedAgainAndPublishedBesideThoseOfOthers() throws IOException {
        Folder project = project("checks: [{row_count: {min: 1}}]");
        String out = overtaken(0);

        assertThat(out).contains("others wrote to the table meanwhile; it is audited again with what they wrote");
        assertThat(ids(project)).containsExactly(1L, 1L, 2L, 2L, 3L);
        assertThat(project.cli().run().status()).isEqualTo("unchanged");
        assertThat(strays()).isEmpty();
    }

    @Test
    void whatDoesNotHoldTogetherWithTheRowsOfOthersIsNotPublished() throws IOException {
        Folder project = project("checks: [{unique: [id]}]");
        String out = overtaken(1);

        assertThat(out).contains("raw.a: check failed, nothing was published");
        assertThat(ids(project)).containsExactly(1L, 1L, 2L, 2L);
        assertThat(project.cli().run(1).status()).isEqualTo("failed");
    }

    @Test
    void rowsThatWereComparedWithThoseOfTheTableAreRefusedAndTheNextRunAddsThem() throws IOException {
        Folder project = project("columns: {id: {type: bigint, unique: true}}");
        String out = overtaken(3);

        assertThat(out)
                .contains("others have written to the table meanwhile")
                .contains("Nothing was published. Run again.")
                .contains("another program committed to it");
        assertThat(ids(project)).containsExactly(1L, 1L, 2L, 2L);
        assertThat(strays()).isEmpty();
        project.cli().run();
        assertThat(ids(project)).containsExactly(1L, 1L, 2L, 2L, 3L);
    }

    /** Runs while somebody adds the table's rows once more, and returns what it printed. */
    private String overtaken(int code) throws IOException {
        try (Hold hold = new Hold("before-publish");
                Child run = Child.with(hold.options(), folder, "run")) {
            hold.during(this::addOnceMore);
            String out = run.out();
            assertThat(run.code()).as("%s%s", out, run.errors()).isEqualTo(code);
            return out;
        }
    }

    private void addOnceMore() {
        try (Lake lake = new Lake(folder)) {
            Table table = lake.table("raw.a");
            try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
                for (FileScanTask task : tasks) {
                    table.newAppend().appendFile(copied(table, task.file())).commit();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static DataFile copied(Table table, DataFile file) throws IOException {
        Path original = Path.of(file.location().replaceFirst("^file:/*", "/"));
        Path copy = original.resolveSibling("others.parquet");
        Files.copy(original, copy);
        return DataFiles.builder(table.specs().get(file.specId()))
                .copy(file)
                .withPath(copy.toString())
                .build();
    }

    private List<Path> strays() {
        try (Lake lake = new Lake(folder)) {
            return lake.strays();
        }
    }

    private static List<Long> ids(Folder project) {
        return project.cli().query("select id from raw.a order by id").stream()
                .map(row -> row.required("id").longValue())
                .toList();
    }

    /** One run has loaded two rows; the next will load a third. */
    private Folder project(String contract) {
        Folder project = Folder.withDrops(folder)
                .file("data/1.csv", "id", "1", "2")
                .file("assets/raw/a.yml", "extract: {from: drops, files: '*.csv'}", "write: {mode: append}", contract);
        project.cli().run();
        return project.file("data/2.csv", "id", "3");
    }
}
