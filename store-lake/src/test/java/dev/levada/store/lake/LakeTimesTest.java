package dev.levada.store.lake;

import static dev.levada.store.lake.Lake.TABLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.Column;
import dev.levada.api.Type;
import dev.levada.api.Type.Primitive;
import dev.levada.contract.PartitionField;
import dev.levada.contract.PartitionField.Transform;
import dev.levada.contract.WriteMode;
import dev.levada.project.Interval;
import dev.levada.store.Staged;
import dev.levada.store.Staging;
import dev.levada.store.TableCommit;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What files tell of the times of their rows. */
final class LakeTimesTest {
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

    private Staging stage(Type type, List<PartitionField> partition) {
        Column time = new Column("At", type);
        return lake.stage("r1", List.of(new Column("id", Primitive.BIGINT), time), partition, Map.of());
    }

    private void write(Type type, String time, List<PartitionField> partition, Map<String, Optional<String>> values) {
        Staging staging = stage(type, partition);
        String select = "SELECT 1::BIGINT AS id, " + time + " AS \"At\"";
        Staged staged = new Staged(staging, List.of(lake.file(staging, select, values)), Map.of());
        lake.publish(staged, WriteMode.APPEND);
    }

    private Optional<List<Interval>> touched() {
        List<TableCommit> commits = lake.store.commits(TABLE, Optional.of("at"), Optional.empty());
        return commits.get(0).touched();
    }

    private long rowsIn(LocalDateTime from, LocalDateTime to) {
        return lake.store
                .scan(lake.store.head(TABLE).orElseThrow(), "at", new Interval(from, to))
                .rows();
    }

    @ParameterizedTest
    @CsvSource({
        "YEAR, 1969-01-01, 1969-01-01T00:00, 1970-01-01T00:00",
        "MONTH, 1969-11-01, 1969-11-01T00:00, 1969-12-01T00:00",
        "DAY, 1969-11-30, 1969-11-30T00:00, 1969-12-01T00:00",
        "HOUR, 1969-11-30 13:00:00, 1969-11-30T13:00, 1969-11-30T14:00",
        "IDENTITY, 1969-11-30 13:20:00.5, 1969-11-30T13:20:00.5, 1969-11-30T13:20:00.500001"
    })
    void aPartitionByTimeIsTheRange(Transform transform, String value, LocalDateTime from, LocalDateTime to) {
        PartitionField field = new PartitionField("At", transform, 0);
        write(
                Primitive.TIMESTAMP,
                "TIMESTAMP '1969-11-30 13:20:00.5'",
                List.of(field),
                Map.of(field.name(), Optional.of(value)));

        assertThat(touched()).contains(List.of(new Interval(from, to)));
        LocalDateTime moment = LocalDateTime.parse("1969-11-30T13:20:00.5");
        assertThat(rowsIn(moment, moment.plusNanos(1_000))).isEqualTo(1);
        assertThat(rowsIn(to, to.plusYears(1))).isZero();
        assertThat(rowsIn(from.minusYears(1), from)).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void rowsWithoutATimeAreInNoRange(boolean isPartitioned) {
        List<PartitionField> partition =
                isPartitioned ? List.of(new PartitionField("At", Transform.DAY, 0)) : List.of();
        write(Primitive.TIMESTAMP, "NULL::TIMESTAMP", partition, Map.of("At_day", Optional.empty()));

        assertThat(touched()).contains(List.of());
        assertThat(rowsIn(LocalDateTime.parse("0001-01-01T00:00"), LocalDateTime.parse("9999-01-01T00:00")))
                .isZero();
    }

    @Test
    void aDateIsAWholeDayThatBeginsAtItsMidnight() {
        write(Primitive.DATE, "DATE '2024-02-29'", List.of(), Map.of());

        LocalDateTime midnight = LocalDateTime.parse("2024-02-29T00:00");
        assertThat(touched()).contains(List.of(new Interval(midnight, midnight.plusDays(1))));
        assertThat(rowsIn(midnight, midnight.plusHours(1))).isEqualTo(1);
        assertThat(rowsIn(midnight.minusHours(1), midnight.plusHours(1))).isEqualTo(1);
        assertThat(rowsIn(midnight.plusHours(1), midnight.plusHours(2))).isZero();
        assertThat(rowsIn(midnight.minusDays(1), midnight)).isZero();
    }

    @Test
    void aZonedTimeIsTakenInUtc() {
        write(Primitive.TIMESTAMPTZ, "TIMESTAMPTZ '2024-01-01 01:00:00+02'", List.of(), Map.of());

        LocalDateTime moment = LocalDateTime.parse("2023-12-31T23:00");
        assertThat(touched()).contains(List.of(new Interval(moment, moment.plusNanos(1_000))));
        assertThat(rowsIn(moment, moment.plusHours(1))).isEqualTo(1);
        assertThat(rowsIn(moment.plusHours(1), moment.plusHours(2))).isZero();
    }

    @Test
    void aColumnThatIsNoTimeTellsNothing() {
        write(Primitive.VARCHAR, "'2024-01-01'", List.of(), Map.of());

        assertThat(touched()).isEmpty();
        assertThat(rowsIn(LocalDateTime.parse("2030-01-01T00:00"), LocalDateTime.parse("2031-01-01T00:00")))
                .isEqualTo(1);
    }
}
