package dev.levada.store.lake;

import static dev.levada.store.lake.Lake.TABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.Column;
import dev.levada.api.LevadaException;
import dev.levada.api.Type;
import dev.levada.api.Type.Primitive;
import dev.levada.contract.PartitionField;
import dev.levada.contract.PartitionField.Transform;
import dev.levada.contract.WriteMode;
import dev.levada.store.Scope;
import dev.levada.store.StageRequest;
import dev.levada.store.Staged;
import dev.levada.store.Staging;
import dev.levada.store.StoredColumn;
import dev.levada.store.TableScan.Matching;
import dev.levada.store.TableVersion;
import java.math.BigDecimal;
import java.nio.file.Path;
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

/** How columns change, and what others read in them and know about them. */
final class LakeColumnsTest {
    @TempDir
    Path root;

    private Lake lake;

    @BeforeEach
    void open() {
        lake = new Lake(root.resolve("lake"));
    }

    @AfterEach
    void close() throws Exception {
        lake.close();
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

    @Test
    void filesThatLackANewColumnAreNotReadByNameThoughTheyAreAllAlike() {
        List<Column> before = List.of(new Column("id", Primitive.BIGINT));
        List<Column> after = List.of(new Column("id", Primitive.BIGINT), new Column("extra", Primitive.VARCHAR));
        TableVersion first = lake.publish(lake.write(lake.stage("r1", before), "SELECT 1 AS id"), WriteMode.APPEND);
        assertThat(lake.store.scan(first).matching()).isEqualTo(Matching.BY_NAME);

        Staged nothing = Lake.nothing(lake.stage("r2", after));
        assertThat(lake.store
                        .preview(nothing, WriteMode.APPEND, Optional.of(first))
                        .matching())
                .isEqualTo(Matching.BY_ID);
        TableVersion second = lake.publish(nothing, WriteMode.APPEND);
        assertThat(lake.store.scan(second).matching()).isEqualTo(Matching.BY_ID);

        TableVersion third =
                lake.publish(lake.write(lake.stage("r3", after), "SELECT 2 AS id, 'e' AS extra"), WriteMode.OVERWRITE);
        assertThat(lake.store.scan(third).matching()).isEqualTo(Matching.BY_NAME);
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
