package dev.levada.store.lake;

import static dev.levada.store.lake.Lake.COLUMNS;
import static dev.levada.store.lake.Lake.TABLE;
import static dev.levada.store.lake.Lake.select;
import static dev.levada.store.lake.Lake.without;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.Column;
import dev.levada.api.Type.Primitive;
import dev.levada.contract.PartitionField;
import dev.levada.contract.PartitionField.Transform;
import dev.levada.contract.WriteMode;
import dev.levada.store.Audit;
import dev.levada.store.Compaction;
import dev.levada.store.Facts;
import dev.levada.store.Positions;
import dev.levada.store.Publication.QuarantineChange;
import dev.levada.store.Replaced;
import dev.levada.store.Staged;
import dev.levada.store.Staging;
import dev.levada.store.TableCommit;
import dev.levada.store.TableScan;
import dev.levada.store.TableVersion;
import dev.levada.store.Upkeep;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small and worn files become few, and nobody who reads the table sees a difference. */
final class LakeCompactionTest {
    private static final long MEBI = 1 << 20;

    @TempDir
    Path root;

    private Lake lake;
    private Upkeep upkeep;

    @BeforeEach
    void open() {
        lake = new Lake(root.resolve("lake"));
        upkeep = lake.store.upkeep(TABLE).orElseThrow();
    }

    @AfterEach
    void close() throws Exception {
        lake.close();
    }

    private List<Compaction> compactable(long bytes) {
        return upkeep.compactable(TABLE, "compaction", bytes);
    }

    private Staged written(Compaction group, String select) {
        return lake.write(lake.store.stage(group.request()), select);
    }

    @Test
    void filesOfDifferentRunsBecomeOneAndKeepWhatTheirRunsSaidOfThem() {
        List<Column> columns = new ArrayList<>(COLUMNS);
        columns.addAll(Audit.COLUMNS);
        for (String run : List.of("r1", "r2")) {
            Staging staging = lake.stage(
                    run,
                    columns,
                    List.of(),
                    Map.of(Audit.RUN_ID, run, Audit.LOADED_AT, "2024-07-01T09:30:15Z", Audit.SOURCE, run + ".csv"));
            lake.publish(
                    lake.write(staging, select(run.charAt(1) - '0')),
                    WriteMode.APPEND,
                    QuarantineChange.NONE,
                    Map.of(Facts.CHECKPOINT, run));
        }
        Compaction group = compactable(MEBI).get(0);
        assertThat(group.scan().constants()).contains(Audit.RUN_ID, Audit.LOADED_AT, Audit.SOURCE);
        assertThat(group.request().constants()).isEmpty();
        TableVersion after = upkeep.rewrite(
                        written(
                                group,
                                "SELECT i::BIGINT AS id, 'n' || i AS name, 'r' || i AS _run_id,"
                                        + " TIMESTAMPTZ '2024-07-01 09:30:15+00' AS _loaded_at,"
                                        + " 'r' || i || '.csv' AS _source FROM range(1, 3) t(i)"),
                        group)
                .orElseThrow();

        assertThat(after.rows()).isEqualTo(2);
        assertThat(after.fact(Facts.CHECKPOINT)).contains("r2");
        assertThat(after.partition()).isEmpty();
        assertThat(lake.values(Audit.RUN_ID)).containsExactly("r1", "r2");
        assertThat(lake.values(Audit.SOURCE)).containsExactly("r1.csv", "r2.csv");
        assertThat(lake.store.scan(after).files()).hasSize(1);
        assertThat(lake.store.scan(after).constants()).isEmpty();
        assertThat(lake.iceberg(TABLE).currentSnapshot().operation()).isEqualTo("replace");
        List<TableCommit> commits = lake.store.commits(
                TABLE, Optional.empty(), Optional.of(group.base().id()));
        assertThat(commits).extracting(TableCommit::kind).containsExactly(TableCommit.Kind.MAINTENANCE);
        assertThat(commits.get(0).facts()).doesNotContainKey(Facts.RUN_ID);

        Staging next = lake.stage(
                "r3", columns, List.of(), Map.of(Audit.RUN_ID, "r3", Audit.LOADED_AT, "2024-07-02T00:00:00Z"));
        TableVersion mixed = lake.publish(
                lake.write(next, "SELECT 3::BIGINT AS id, 'n3' AS name, 's' AS _source"), WriteMode.APPEND);
        assertThat(lake.values(Audit.RUN_ID)).containsExactly("r1", "r2", "r3");
        assertThat(lake.store.scan(mixed).matching()).isEqualTo(TableScan.Matching.BY_ID);
        assertThat(lake.store.scan(mixed).constants()).containsExactlyInAnyOrder(Audit.RUN_ID, Audit.LOADED_AT);
    }

    @Test
    void removedRowsAreLeftBehind() {
        lake.publish(without(lake.write(lake.stage("r1", COLUMNS), select(1, 2, 3)), 1, 2), WriteMode.APPEND);
        Compaction group = compactable(MEBI).get(0);
        assertThat(group.scan().rows()).isEqualTo(1);

        TableVersion after = upkeep.rewrite(written(group, select(1)), group).orElseThrow();

        assertThat(after.rows()).isEqualTo(1);
        assertThat(lake.store.scan(after).removed()).isEmpty();
        assertThat(lake.values("id")).containsExactly(1L);
        assertThat(lake.iceberg(TABLE).currentSnapshot().summary()).containsEntry("total-delete-files", "0");
    }

    @Test
    void oneFileThatIsWholeIsLeftAlone() {
        lake.append("r1", 1, 2, 3);
        assertThat(compactable(MEBI)).isEmpty();
        lake.append("r2", 4);
        assertThat(compactable(1)).isEmpty();
        assertThat(compactable(MEBI)).hasSize(1);
    }

    @Test
    void partitionsStayApart() {
        PartitionField day = new PartitionField("day", Transform.DAY, 0);
        List<Column> columns = List.of(COLUMNS.get(0), new Column("day", Primitive.DATE));
        int run = 0;
        for (String date : List.of("2024-01-01", "2024-01-02", "2024-01-01", "2024-01-03")) {
            Staging staging = lake.stage("r" + ++run, columns, List.of(day), Map.of());
            String select = "SELECT " + run + "::BIGINT AS id, DATE '" + date + "' AS day";
            lake.publish(
                    new Staged(
                            staging,
                            List.of(lake.file(staging, select, Map.of("day_day", Optional.of(date)))),
                            Map.of()),
                    WriteMode.APPEND);
        }

        List<Compaction> groups = compactable(MEBI);

        assertThat(groups).hasSize(1);
        assertThat(groups.get(0).scan().files()).hasSize(2);
        assertThat(groups.get(0).request().partition()).containsExactly(day);
    }

    @Test
    void aRewriteGoesOnTopOfWhatOthersAppend() {
        lake.append("r1", 1);
        lake.append("r2", 2);
        Compaction group = compactable(MEBI).get(0);
        Staged written = written(group, select(1, 2));
        lake.append("r3", 3);

        assertThat(upkeep.rewrite(written, group).orElseThrow().rows()).isEqualTo(3);
        assertThat(lake.values("id")).containsExactly(1L, 2L, 3L);
    }

    @Test
    void aRewriteIsGivenUpWhenItsFilesHaveChanged() {
        Staged first = lake.write(lake.stage("r1", COLUMNS), select(1, 2));
        lake.publish(first, WriteMode.APPEND);
        lake.append("r2", 3);
        Compaction group = compactable(MEBI).get(0);
        Staged written = written(group, select(1, 2, 3));
        String path = first.files().get(0).path();
        lake.publish(
                Lake.nothing(lake.stage("r3", COLUMNS))
                        .replacing(new Replaced(Set.of(), Map.of(path, Positions.of(0)))),
                WriteMode.UPSERT);

        assertThat(upkeep.rewrite(written, group)).isEmpty();
        assertThat(lake.values("id")).containsExactly(2L, 3L);
        lake.publish(lake.write(lake.stage("r4", COLUMNS), select(9)), WriteMode.OVERWRITE);
        assertThat(upkeep.rewrite(written, group)).isEmpty();
        lake.store.discard(written.staging());
        assertThat(written.staging().folder()).doesNotExist();
    }

    @Test
    void aRewriteThatWouldLoseRowsIsRefused() {
        lake.append("r1", 1);
        lake.append("r2", 2);
        Compaction group = compactable(MEBI).get(0);

        assertThatThrownBy(() -> upkeep.rewrite(written(group, select(1)), group))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a rewrite of raw.events would turn 2 rows into 1");
    }
}
