package dev.levada.store.lake;

import static dev.levada.store.lake.Lake.COLUMNS;
import static dev.levada.store.lake.Lake.TABLE;
import static dev.levada.store.lake.Lake.select;
import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.contract.WriteMode;
import dev.levada.project.Interval;
import dev.levada.store.Positions;
import dev.levada.store.Replaced;
import dev.levada.store.Staged;
import dev.levada.store.TableCommit;
import dev.levada.store.TableCommit.Kind;
import dev.levada.store.TableVersion;
import dev.levada.store.lake.disk.LocalFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Other programs commit to a table while a run is on it, through Iceberg's own interface. */
final class LakeRebaseTest {
    @TempDir
    Path root;

    private Lake lake;
    private Staged old;
    private TableVersion base;

    @BeforeEach
    void open() {
        lake = new Lake(root.resolve("lake"));
        old = lake.write(lake.stage("r1", COLUMNS), select(1, 2, 3));
        lake.publish(old, WriteMode.APPEND);
        base = lake.append("r2", 4);
    }

    @AfterEach
    void close() throws Exception {
        lake.close();
    }

    private Optional<TableVersion> rebase(Staged staged, WriteMode mode) {
        return lake.store.rebase(staged, mode, Optional.of(base));
    }

    private Staged mine() {
        return lake.write(lake.stage("mine", COLUMNS), select(5));
    }

    private Replaced oldRow() {
        return new Replaced(Set.of(), Map.of(old.files().get(0).path(), Positions.of(0)));
    }

    /** The same rows in another file, as a program that compacts leaves them. */
    private DataFile copy(DataFile file) throws Exception {
        Path from = LocalFiles.path(file.location());
        Path to = from.resolveSibling("copy-" + from.getFileName());
        Files.copy(from, to);
        return DataFiles.builder(lake.iceberg(TABLE).spec())
                .copy(file)
                .withPath(to.toString())
                .build();
    }

    private DataFile fileOf(Staged staged) throws Exception {
        try (CloseableIterable<FileScanTask> tasks =
                lake.iceberg(TABLE).newScan().planFiles()) {
            for (FileScanTask task : tasks) {
                if (task.file().location().equals(staged.files().get(0).path())) {
                    return task.file();
                }
            }
        }
        throw new AssertionError("no file of " + staged);
    }

    @Test
    void anAppendGoesOnTopOfAnothersAppend() throws Exception {
        Staged mine = mine();
        lake.iceberg(TABLE).newFastAppend().appendFile(copy(fileOf(old))).commit();

        TableVersion head = rebase(mine, WriteMode.APPEND).orElseThrow();

        assertThat(head.rows()).isEqualTo(7);
        assertThat(rebase(mine.replacing(oldRow()), WriteMode.APPEND)).isEmpty();
        assertThat(lake.publish(mine, WriteMode.APPEND).rows()).isEqualTo(8);
        assertThat(lake.values("id")).containsExactly(1L, 1L, 2L, 2L, 3L, 3L, 4L, 5L);
    }

    @ParameterizedTest
    @EnumSource(WriteMode.class)
    void whatAnotherDeletesMeetsEverything(WriteMode mode) throws Exception {
        lake.iceberg(TABLE).newDelete().deleteFile(fileOf(old)).commit();

        assertThat(rebase(mine(), mode)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = WriteMode.class,
            names = {"OVERWRITE_PARTITIONS"},
            mode = EnumSource.Mode.EXCLUDE)
    void filesThatWereOnlyRewrittenMeetNothingButTheirReplacement(WriteMode mode) throws Exception {
        DataFile file = fileOf(old);
        Table table = lake.iceberg(TABLE);
        table.newRewrite().deleteFile(file).addFile(copy(file)).commit();
        Staged mine = mine();

        assertThat(rebase(mine.replacing(oldRow()), mode)).isEmpty();
        assertThat(rebase(mine, mode)).isPresent();
        List<TableCommit> commits = lake.store.commits(TABLE, Optional.empty(), Optional.of(base.id()));
        assertThat(commits).extracting(TableCommit::kind).containsExactly(Kind.MAINTENANCE);
        assertThat(commits.get(0).touched()).contains(List.of());
        assertThat(commits.get(0).facts()).isEmpty();
        lake.publish(mine, mode);
        assertThat(lake.values("id"))
                .isEqualTo(mode == WriteMode.OVERWRITE ? List.of(5L) : List.of(1L, 2L, 3L, 4L, 5L));
    }

    @Test
    void aTableThatWentBackIsNotWhatItWasReadAs() {
        Table table = lake.iceberg(TABLE);
        table.manageSnapshots().rollbackTo(table.currentSnapshot().parentId()).commit();

        assertThat(rebase(mine(), WriteMode.APPEND)).isEmpty();
    }

    @Test
    void columnsThatAnotherChangedMeetEverything() {
        Staged mine = mine();
        lake.iceberg(TABLE)
                .updateSchema()
                .addColumn("more", Types.StringType.get())
                .commit();
        lake.iceberg(TABLE).newFastAppend().commit();

        assertThat(rebase(mine, WriteMode.APPEND)).isEmpty();
    }

    @Test
    void commitsOfOthersTellWhatTheyTouched() throws Exception {
        lake.iceberg(TABLE).newFastAppend().appendFile(copy(fileOf(old))).commit();
        lake.iceberg(TABLE).newDelete().deleteFile(fileOf(old)).commit();

        List<TableCommit> commits = lake.store.commits(TABLE, Optional.of("id"), Optional.of(base.id()));

        assertThat(commits).extracting(TableCommit::addedRows).containsExactly(3L, 0L);
        assertThat(commits).extracting(TableCommit::removedRows).containsExactly(0L, 3L);
        assertThat(commits).extracting(TableCommit::touched).containsOnly(Optional.empty());
        assertThat(lake.store
                        .scan(base, "id", new Interval(LocalDateTime.MIN, LocalDateTime.MAX))
                        .rows())
                .isEqualTo(4);
    }

    @Test
    void manyCommitsAreWalked() {
        Table table = lake.iceberg(TABLE);
        for (int i = 0; i < 150; i++) {
            table.newFastAppend().commit();
        }
        assertThat(lake.store.commits(TABLE, Optional.of("id"), Optional.of(base.id())))
                .hasSize(150)
                .allMatch(commit -> commit.touched().equals(Optional.of(List.of())));
    }
}
