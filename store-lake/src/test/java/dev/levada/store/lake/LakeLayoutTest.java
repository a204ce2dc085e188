package dev.levada.store.lake;

import static dev.levada.store.lake.Lake.COLUMNS;
import static dev.levada.store.lake.Lake.TABLE;
import static dev.levada.store.lake.Lake.select;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.Column;
import dev.levada.api.LevadaException;
import dev.levada.api.Type;
import dev.levada.api.Type.Primitive;
import dev.levada.contract.PartitionField;
import dev.levada.contract.PartitionField.Transform;
import dev.levada.contract.WriteMode;
import dev.levada.store.Audit;
import dev.levada.store.Scope;
import dev.levada.store.StageRequest;
import dev.levada.store.Staged;
import dev.levada.store.Staging;
import dev.levada.store.StoredColumn;
import dev.levada.store.TableScan;
import dev.levada.store.TableVersion;
import dev.levada.store.WrittenFile;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How columns and partitions change, and what other readers make of it. */
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
    void columnsAreAddedWidenedRespelledAndKept() {
        Type old = new Type.Struct(List.of(new Column("x", Primitive.INTEGER)));
        List<Column> before = List.of(
                new Column("n", Primitive.INTEGER), new Column("Name", Primitive.VARCHAR), new Column("s", old));
        lake.publish(
                lake.write(lake.stage("r1", before), "SELECT 1 AS n, 'a' AS \"Name\", {'x': 7} AS s"),
                WriteMode.APPEND);
        Type wide = new Type.Struct(
                List.of(new Column("y", new Type.ListOf(Primitive.VARCHAR)), new Column("x", Primitive.BIGINT)));
        List<Column> after = List.of(
                new Column("new", new Type.MapOf(Primitive.VARCHAR, Primitive.DOUBLE)),
                new Column("s", wide),
                new Column("n", Primitive.BIGINT));
        Staging staging = lake.stage("r2", after);
        assertThat(staging.columns()).extracting(StoredColumn::name).containsExactly("new", "s", "n", "Name");
        TableVersion version = lake.publish(
                lake.write(staging, "SELECT MAP {'k': 1.5} AS new, {'y': ['b'], 'x': 8::BIGINT} AS s, 2::BIGINT AS n"),
                WriteMode.APPEND);

        assertThat(version.columns()).isEqualTo(staging.columns());
        assertThat(lake.values("n")).containsExactly(1L, 2L);
        List<Record> rows = lake.records(TABLE);
        assertThat(rows)
                .extracting(row -> ((Record) row.getField("s")).getField("x"))
                .containsExactlyInAnyOrder(7L, 8L);
        assertThat(rows).extracting(row -> row.getField("Name")).containsExactlyInAnyOrder("a", null);
        Staging respelled = lake.stage("r3", List.of(new Column("NAME", Primitive.VARCHAR)));
        assertThat(respelled.columns().get(0).id()).isEqualTo(id(version, "Name"));
    }

    private static int id(TableVersion version, String name) {
        return version.columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow()
                .id();
    }

    @Test
    void aColumnThatWouldLoseValuesIsRefusedUnlessTheTableBeginsAnew() {
        lake.append("r1", 1);
        List<Column> other = List.of(new Column("id", Primitive.VARCHAR));
        assertThatThrownBy(() -> lake.stage("r2", other))
                .isInstanceOfSatisfying(
                        LevadaException.class, e -> assertThat(e.code()).isEqualTo("store.column-type"))
                .hasMessageContaining("Column 'id' of raw.events is BIGINT in the table and cannot become VARCHAR");

        Staging anew = lake.store.stage(new StageRequest(TABLE, "r2", other, List.of(), Map.of(), Scope.ANEW));
        TableVersion version = lake.publish(lake.write(anew, "SELECT 'x' AS id"), WriteMode.OVERWRITE);
        assertThat(version.columns()).extracting(StoredColumn::column).isEqualTo(other);
        assertThat(lake.values("id")).containsExactly("x");
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

    @Test
    void columnsMayHaveAnyName() {
        List<Column> columns = List.of(
                new Column("a b", Primitive.BIGINT),
                new Column("We.ird\"x'y", Primitive.VARCHAR),
                new Column("ÇA/=%", Primitive.DATE));
        List<PartitionField> partition = List.of(
                new PartitionField("ÇA/=%", Transform.MONTH, 0),
                new PartitionField("We.ird\"x'y", Transform.IDENTITY, 0));
        Staging staging = lake.stage("r1", columns, partition, Map.of());
        var file = lake.file(
                staging,
                "SELECT 1::BIGINT AS \"a b\", 'v' AS \"We.ird\"\"x'y\", DATE '2024-05-31' AS \"ÇA/=%\"",
                Map.of("ÇA/=%_month", Optional.of("2024-05-01"), "We.ird\"x'y", Optional.of("v")));
        TableVersion version = lake.publish(new Staged(staging, List.of(file), Map.of()), WriteMode.APPEND);
        assertThat(version.partition()).isEqualTo(partition);
        assertThat(lake.values("a b")).containsExactly(1L);
        assertThat(lake.values("We.ird\"x'y")).containsExactly("v");
    }

    @Test
    void statisticsLetOthersSkipFilesAndNeverRows() {
        List<Column> columns = List.of(
                new Column("d", Primitive.DOUBLE),
                new Column("t", Primitive.VARCHAR),
                new Column("at", Primitive.TIMESTAMP),
                new Column("n", new Type.Decimal(10, 2)));
        lake.publish(
                lake.write(
                        lake.stage("r1", columns),
                        "SELECT unnest([-0.0, 'nan'::DOUBLE, 'inf'::DOUBLE]) AS d, repeat('é', 400) || 'z' AS t,"
                                + " unnest(['infinity'::TIMESTAMP, TIMESTAMP '0044-03-15 (BC) 00:00:00', NULL]) AS at,"
                                + " 1.50::DECIMAL(10, 2) AS n"),
                WriteMode.APPEND);
        assertThat(found(Expressions.equal("d", 0.0))).isEqualTo(1);
        assertThat(found(Expressions.equal("d", -0.0))).isEqualTo(1);
        assertThat(found(Expressions.equal("d", Double.POSITIVE_INFINITY))).isEqualTo(1);
        assertThat(found(Expressions.startsWith("t", "éééé"))).isEqualTo(1);
        assertThat(found(Expressions.equal("t", "é".repeat(400) + "z"))).isEqualTo(1);
        assertThat(found(Expressions.equal("at", "-0043-03-15T00:00:00"))).isEqualTo(1);
        assertThat(found(Expressions.equal("n", new BigDecimal("1.50")))).isEqualTo(1);
        assertThat(found(Expressions.greaterThan("n", new BigDecimal("2.00")))).isZero();
    }

    private int found(Expression condition) {
        int files = 0;
        for (var ignored : lake.iceberg(TABLE).newScan().filter(condition).planFiles()) {
            files++;
        }
        return files;
    }
}
