package dev.levada.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.levada.api.Type;
import dev.levada.api.Type.Decimal;
import dev.levada.api.Type.Primitive;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Both ways into a query's vectors, over several batches. */
class VectorFillingTest {
    /** Two whole batches and a bit of a third, which ends within a long of validity. */
    private static final int ROWS = 2 * 2048 + 70;
    /** Where longs of validity and batches begin and end. */
    private static final Set<Integer> EDGES =
            Set.of(0, 1, 63, 64, 65, 127, 128, 2046, 2047, 2048, 2049, 2111, 2112, 4095, 4096, 4159, 4160, ROWS - 1);

    static Stream<Arguments> kinds() {
        return Stream.of(
                kind(Primitive.BOOLEAN, (column, row) -> column.setBoolean(row, true), "true"),
                kind(Primitive.INTEGER, (column, row) -> column.setLong(row, -7), "-7"),
                kind(Primitive.BIGINT, (column, row) -> column.setLong(row, -7), "-7"),
                kind(Primitive.FLOAT, (column, row) -> column.setDouble(row, 0.5), "0.5"),
                kind(Primitive.DOUBLE, (column, row) -> column.setDouble(row, 0.5), "0.5"),
                kind(Primitive.DATE, (column, row) -> column.setDate(row, LocalDate.EPOCH), "1970-01-01"),
                kind(Primitive.TIMESTAMP, (column, row) -> column.setMicroseconds(row, 0), "1970-01-01 00:00:00"),
                kind(Primitive.UUID, (column, row) -> column.setUuid(row, new UUID(1, -2)), "" + new UUID(1, -2)),
                kind(Primitive.VARCHAR, (column, row) -> column.setString(row, "ä"), "ä"),
                decimal(4),
                decimal(9),
                decimal(18),
                decimal(38));
    }

    private static Arguments decimal(int precision) {
        return kind(
                new Decimal(precision, 0), (column, row) -> column.setDecimal(row, BigDecimal.valueOf(-1234)), "-1234");
    }

    private static Arguments kind(Type type, SetRows.Setting setting, String seen) {
        return arguments(type, setting, seen);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void nullsAreWhereTheyWereSet(Type type, SetRows.Setting setting, String seen) throws SQLException {
        reads(type, setting, seen, row -> false);
        reads(type, setting, seen, row -> true);
        reads(type, setting, seen, EDGES::contains);
        reads(type, setting, seen, row -> !EDGES.contains(row));
        reads(type, setting, seen, row -> row / 64 % 2 == 0);
    }

    private static void reads(Type type, SetRows.Setting setting, String seen, IntPredicate isNull)
            throws SQLException {
        List<SetRows.Setting> settings = IntStream.range(0, ROWS)
                .mapToObj(row -> isNull.test(row) ? (SetRows.Setting) (column, at) -> column.setNull(at) : setting)
                .toList();
        assertThat(SetRows.read(type, settings))
                .isEqualTo(IntStream.range(0, ROWS)
                        .mapToObj(row -> isNull.test(row) ? "null" : seen)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void columnsThatNobodyAsksForSwallowValues(Type type, SetRows.Setting setting) throws SQLException {
        SetRows rows = new SetRows(type, Collections.nCopies(ROWS, setting));
        String query = "select count(*), '" + type.sql() + "' from ";
        assertThat(rows.query(VectorFilling.QUICKEST, query, "")).containsExactly("" + ROWS);
        assertThat(rows.query(new VectorSetters(), query, "")).containsExactly("" + ROWS);
    }

    @Test
    void theDriversVectorsAreWrittenStraight() {
        assertThat(VectorFilling.QUICKEST).isInstanceOf(VectorMemory.class);
    }

    @Test
    void aDriverWhoseVectorsAreMadeOtherwiseIsNotReached() {
        assertThat(VectorMemory.reach()).isPresent();
        assertThat(VectorMemory.reach("data", "nulls")).isEmpty();
        assertThat(VectorMemory.reach("rowCount", "validity")).isEmpty();
    }
}
