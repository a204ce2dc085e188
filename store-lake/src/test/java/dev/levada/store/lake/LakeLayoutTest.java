package dev.levada.store.lake;

import static dev.levada.store.lake.Lake.COLUMNS;
import static dev.levada.store.lake.Lake.TABLE;
import static dev.levada.store.lake.Lake.select;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.Column;
import dev.levada.api.LevadaException;
import dev.levada.api.Type.Primitive;
import dev.levada.contract.PartitionField;
import dev.levada.contract.PartitionField.Transform;
import dev.levada.contract.WriteMode;
import dev.levada.store.Audit;
import dev.levada.store.Scope;
import dev.levada.store.StageRequest;
import dev.levada.store.Staged;
import dev.levada.store.Staging;
import dev.levada.store.TableScan;
import dev.levada.store.TableVersion;
import dev.levada.store.WrittenFile;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.expressions.Expressions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How tables are laid out, and what other readers make of it. */
final class LakeLayoutTest {
    private static final PartitionField DAY = new PartitionField("ts", Transform.DAY, 0);
    private static final List<Column> TIMED =
            List.of(new Column("id", Primitive.BIGINT), new Column("ts", Primitive.TIMESTAMP));

    @TempDir
    Path root;

    private Lake lake;

    @BeforeEach
    void open() {
        lake = new Lake(root.resolve("a lake's folder"));
    }

    @AfterEach
    void close() throws Exception {
        lake.close();
    }

    @Test
    void whatAllRowsOfACommitShareIsReadByOthersFromThePartition() {
        List<Column> columns = new ArrayList<>(COLUMNS);
        columns.addAll(Audit.COLUMNS);
        String source = "s3:/a b/%41=ü/x.csv";
        publishWith(columns, "r1", Map.of(Audit.SOURCE, source), select(1));
        publishWith(columns, "r2", Map.of(), "SELECT 2::BIGINT AS id, 'n' AS name, 'own' AS _source");
        TableVersion last = publishWith(columns, "r3", Map.of(Audit.SOURCE, "other"), select(3));

        assertThat(lake.values(Audit.RUN_ID)).containsExactly("r1", "r2", "r3");
        assertThat(lake.values(Audit.SOURCE)).containsExactly("other", "own", source);
        assertThat(lake.records(TABLE))
                .extracting(row -> row.getField(Audit.LOADED_AT))
                .containsOnly(OffsetDateTime.parse("2024-07-01T09:30:15.123456Z"));
        assertThat(lake.iceberg(TABLE).specs()).hasSize(2);
        TableScan scan = lake.store.scan(last);
        assertThat(scan.constants()).containsExactlyInAnyOrder(Audit.RUN_ID, Audit.LOADED_AT, Audit.SOURCE);
        assertThat(scan.files())
                .anyMatch(file -> file.path()
                        .contains("/data/_run_id=r1/_loaded_at=2024-07-01T09%3A30%3A15.123456Z/"
                                + "_source=s3%3A%2Fa%20b%2F%2541%3D%C3%BC%2Fx.csv/"));
        assertThat(last.partition()).isEmpty();
    }

    private TableVersion publishWith(List<Column> columns, String run, Map<String, String> more, String select) {
        Map<String, String> constants = new HashMap<>(more);
        constants.put(Audit.RUN_ID, run);
        constants.put(Audit.LOADED_AT, "2024-07-01T09:30:15.123456Z");
        Staging staging = lake.stage(run, columns, List.of(), constants);
        assertThat(staging.constants()).isEqualTo(constants);
        return lake.publish(lake.write(staging, select), WriteMode.APPEND);
    }

    @Test
    void aConstantThatNoFolderCanBeNamedAfterIsLeftToTheFiles() {
        Map<String, String> constants = Map.of(Audit.SOURCE, "ü".repeat(100), Audit.RUN_ID, "r1");
        Staging staging = lake.stage("r1", Audit.COLUMNS, List.of(), constants);
        assertThat(staging.constants()).containsOnlyKeys(Audit.RUN_ID);
    }

    @Test
    void onlyThePartitionsThatNewRowsTouchAreReplaced() {
        lake.publish(days("r1", List.of(DAY), "1969-12-31", "2024-05-31", "2024-06-01"), WriteMode.APPEND);
        TableVersion version = lake.publish(days("r2", List.of(DAY), "2024-05-31"), WriteMode.OVERWRITE_PARTITIONS);
        assertThat(version.rows()).isEqualTo(3);
        assertThat(version.partition()).containsExactly(DAY);
        assertThat(lake.values("id")).containsExactly(0L, 0L, 2L);
        assertThat(lake.iceberg(TABLE)
                        .newScan()
                        .filter(Expressions.equal("ts", "1969-12-31T00:00:00"))
                        .planFiles())
                .hasSize(1);
    }

    private Staged days(String run, List<PartitionField> partition, String... days) {
        Staging staging = lake.stage(run, TIMED, partition, Map.of());
        List<WrittenFile> files = new ArrayList<>();
        for (int i = 0; i < days.length; i++) {
            String select = "SELECT " + i + "::BIGINT AS id, TIMESTAMP '" + days[i] + "' AS ts";
            files.add(lake.file(staging, select, partitionOf(partition, days[i])));
        }
        return new Staged(staging, files, Map.of());
    }

    private static Map<String, Optional<String>> partitionOf(List<PartitionField> partition, String day) {
        Map<String, Optional<String>> values = new HashMap<>();
        for (PartitionField field : partition) {
            String value = switch (field.transform()) {
                case MONTH -> day.substring(0, 8) + "01";
                case YEAR -> day.substring(0, 5) + "01-01";
                case HOUR -> day + " 00:00:00";
                case BUCKET -> "3";
                default -> day;
            };
            values.put(field.name(), Optional.of(value));
        }
        return values;
    }

    @Test
    void everyTransformIsUnderstoodByOthers() {
        List<PartitionField> all = List.of(
                new PartitionField("ts", Transform.HOUR, 0),
                new PartitionField("id", Transform.BUCKET, 16),
                new PartitionField("id", Transform.TRUNCATE, 10));
        Staging staging = lake.stage("r1", TIMED, all, Map.of());
        String select = "SELECT 34::BIGINT AS id, TIMESTAMP '2024-05-31 13:20:00' AS ts";
        var file = lake.file(
                staging,
                select,
                Map.of(
                        "ts_hour", Optional.of("2024-05-31 13:00:00"),
                        "id_bucket", Optional.of("3"),
                        "id_trunc", Optional.of("30")));
        TableVersion version = lake.publish(new Staged(staging, List.of(file), Map.of()), WriteMode.APPEND);
        assertThat(version.partition()).isEqualTo(all);
        assertThat(lake.iceberg(TABLE)
                        .newScan()
                        .filter(Expressions.and(
                                Expressions.equal("id", 34L), Expressions.equal("ts", "2024-05-31T13:20:00")))
                        .planFiles())
                .hasSize(1);
        for (Transform transform : List.of(Transform.MONTH, Transform.YEAR)) {
            lake.publish(
                    days("r" + transform, List.of(new PartitionField("ts", transform, 0)), "1969-11-30"),
                    WriteMode.APPEND);
        }
        assertThat(lake.iceberg(TABLE)
                        .newScan()
                        .filter(Expressions.equal("ts", "1969-11-30T00:00:00"))
                        .planFiles())
                .hasSize(2);
    }

    @Test
    void aPartitionWithoutAValueIsAPartitionToo() {
        Staging staging = lake.stage("r1", TIMED, List.of(DAY), Map.of());
        var file =
                lake.file(staging, "SELECT 1::BIGINT AS id, NULL::TIMESTAMP AS ts", Map.of("ts_day", Optional.empty()));
        Staged staged = new Staged(staging, List.of(file), Map.of());
        lake.publish(staged, WriteMode.APPEND);
        assertThat(lake.store.scan(lake.store.head(TABLE).orElseThrow()).rows()).isEqualTo(1);
        Staging again = lake.stage("r2", TIMED, List.of(DAY), Map.of());
        var other =
                lake.file(again, "SELECT 2::BIGINT AS id, NULL::TIMESTAMP AS ts", Map.of("ts_day", Optional.empty()));
        lake.publish(new Staged(again, List.of(other), Map.of()), WriteMode.OVERWRITE_PARTITIONS);
        assertThat(lake.values("id")).containsExactly(2L);
    }

    @Test
    void aPartitionMaySpellItsColumnOtherwise() {
        lake.publish(days("r1", List.of(new PartitionField("TS", Transform.DAY, 0)), "2024-05-31"), WriteMode.APPEND);
        TableVersion again = lake.publish(days("r2", List.of(DAY), "2024-05-31"), WriteMode.OVERWRITE_PARTITIONS);
        assertThat(again.rows()).isEqualTo(1);
        assertThat(lake.iceberg(TABLE).specs()).hasSize(1);
    }

    @Test
    void aValueThatNoPartitionCanHaveIsRefusedByName() {
        assertThatThrownBy(() -> lake.publish(days("r1", List.of(DAY), "infinity"), WriteMode.APPEND))
                .hasMessageContaining("The value 'infinity' of column 'ts' cannot be a partition's");
    }

    @Test
    void aChangedPartitionHoldsForNewFilesAndAnOldOneComesBack() {
        PartitionField bucket = new PartitionField("id", Transform.BUCKET, 4);
        lake.publish(days("r1", List.of(DAY), "2024-01-01"), WriteMode.APPEND);
        TableVersion other = lake.publish(days("r2", List.of(bucket), "2024-01-02"), WriteMode.APPEND);
        assertThat(other.partition()).containsExactly(bucket);
        assertThatThrownBy(() -> lake.publish(days("r3", List.of(DAY), "2024-01-01"), WriteMode.OVERWRITE_PARTITIONS))
                .isInstanceOfSatisfying(
                        LevadaException.class, e -> assertThat(e.code()).isEqualTo("store.partition"))
                .hasMessageContaining("Run once with --full");
        assertThat(lake.store.head(TABLE)).contains(other);

        TableVersion back = lake.publish(days("r4", List.of(DAY), "2024-01-03"), WriteMode.OVERWRITE);
        assertThat(back.partition()).containsExactly(DAY);
        assertThat(lake.iceberg(TABLE).specs()).hasSize(2);
        assertThat(lake.publish(days("r5", List.of(DAY), "2024-01-03"), WriteMode.OVERWRITE_PARTITIONS)
                        .rows())
                .isEqualTo(1);
    }

    @Test
    void aTableThatBeginsAnewMayDropWhatItWasPartitionedBy() {
        lake.publish(days("r1", List.of(DAY), "2024-01-01"), WriteMode.APPEND);
        List<Column> left = List.of(TIMED.get(0));
        Staging anew = lake.store.stage(new StageRequest(TABLE, "r2", left, List.of(), Map.of(), Scope.ANEW));
        TableVersion version = lake.publish(lake.write(anew, "SELECT 5::BIGINT AS id"), WriteMode.OVERWRITE);
        assertThat(version.partition()).isEmpty();
        assertThat(lake.values("id")).containsExactly(5L);
        assertThat(lake.open().head(TABLE)).contains(version);
        lake.append("r3", 6);
        assertThat(lake.values("id")).containsExactly(5L, 6L);
    }
}
