package dev.levada.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.Type.Decimal;
import dev.levada.api.Type.Primitive;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What readers set is what queries see, whichever way it gets into vectors. */
class FeedValuesTest {
    @ParameterizedTest
    @CsvSource({
        "1,0", "4,0", "4,2", "4,4", "5,0", "5,2", "9,0", "9,9", "10,0", "12,2", "16,2", "17,2", "18,0", "18,2", "18,18",
        "19,0", "19,2", "38,0", "38,10", "38,38"
    })
    void decimalsReachAsFarAsTheirType(int precision, int scale) throws SQLException {
        BigDecimal largest = new BigDecimal(new BigInteger("9".repeat(precision)), scale);
        BigDecimal smallest = BigDecimal.valueOf(1, scale);
        List<BigDecimal> values =
                List.of(largest, largest.negate(), smallest, smallest.negate(), BigDecimal.valueOf(0, scale));
        List<SetRows.Setting> settings = new ArrayList<>();
        values.forEach(value -> settings.add((column, row) -> column.setDecimal(row, value)));
        settings.add((column, row) -> column.setNull(row));
        settings.add((column, row) -> column.setDecimal(row, BigDecimal.ZERO));
        List<String> expected = new ArrayList<>();
        values.forEach(value -> expected.add(value.toPlainString()));
        expected.add("null");
        expected.add(values.get(4).toPlainString());
        assertThat(withPoints(SetRows.read(new Decimal(precision, scale), settings)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"1,0", "4,2", "9,9", "10,0", "12,2", "18,0", "18,18", "19,2"})
    void decimalsMayComeWithoutTheirPoint(int precision, int scale) throws SQLException {
        long largest = Long.parseLong("9".repeat(Math.min(precision, 18)));
        assertThat(withPoints(SetRows.read(
                        new Decimal(precision, scale),
                        (column, row) -> column.setUnscaled(row, largest, scale),
                        (column, row) -> column.setUnscaled(row, -largest, scale),
                        (column, row) -> column.setUnscaled(row, 0, 0))))
                .containsExactly(
                        BigDecimal.valueOf(largest, scale).toPlainString(),
                        BigDecimal.valueOf(-largest, scale).toPlainString(),
                        BigDecimal.valueOf(0, scale).toPlainString());
    }

    @ParameterizedTest
    @CsvSource({"4,2", "9,0", "18,18", "38,10"})
    void decimalsThatAreTooLargeAreRefusedAndNeverCut(int precision, int scale) {
        Decimal type = new Decimal(precision, scale);
        BigDecimal tooLarge = new BigDecimal(BigInteger.TEN.pow(precision), scale);
        refuses(type, tooLarge, (column, row) -> column.setDecimal(row, tooLarge));
        refuses(type, tooLarge.negate(), (column, row) -> column.setDecimal(row, tooLarge.negate()));
        BigDecimal tooLong = BigDecimal.valueOf(15, scale + 1);
        refuses(type, tooLong, (column, row) -> column.setDecimal(row, tooLong));
        refuses(type, tooLong, (column, row) -> column.setUnscaled(row, 15, scale + 1));
    }

    @ParameterizedTest
    @CsvSource({"4,2,10000", "4,2,-10000", "4,2,65536", "9,0,4294967296", "18,18,1000000000000000000"})
    void decimalsWithoutTheirPointAreRefusedIfTheyAreTooLarge(int precision, int scale, long unscaled) {
        refuses(
                new Decimal(precision, scale),
                BigDecimal.valueOf(unscaled, scale),
                (column, row) -> column.setUnscaled(row, unscaled, scale));
    }

    @Test
    void decimalsMayComeWithAnotherScale() throws SQLException {
        assertThat(SetRows.read(
                        new Decimal(4, 2),
                        (column, row) -> column.setDecimal(row, new BigDecimal("1.5000")),
                        (column, row) -> column.setDecimal(row, new BigDecimal("1E+1")),
                        (column, row) -> column.setUnscaled(row, 7, 0),
                        (column, row) -> column.setUnscaled(row, -2500, 3)))
                .containsExactly("1.50", "10.00", "7.00", "-2.50");
    }

    private static void refuses(Decimal type, BigDecimal value, SetRows.Setting setting) {
        assertThatThrownBy(() -> SetRows.read(type, setting))
                .hasMessageContaining(value + " does not fit " + type.sql());
    }

    @Test
    void valuesOfAnotherTypeAreRefused() {
        assertThatThrownBy(() -> SetRows.read(Primitive.DATE, (column, row) -> column.setLong(row, 5)))
                .hasMessageContaining("5 is set, which a column of DATE does not take");
        assertThatThrownBy(() -> SetRows.read(Primitive.BOOLEAN, (column, row) -> column.setString(row, "t")))
                .hasMessageContaining("t is set, which a column of BOOLEAN does not take");
        assertThatThrownBy(() -> SetRows.read(Primitive.INTEGER, (column, row) -> column.setLong(row, 1L << 31)))
                .hasMessageContaining("integer overflow");
    }

    @Test
    void datesMayComeAsDays() throws SQLException {
        assertThat(SetRows.read(
                        Primitive.DATE,
                        (column, row) -> column.setDate(row, LocalDate.of(2024, 2, 29)),
                        (column, row) -> column.setDate(row, LocalDate.of(5874897, 12, 31)),
                        (column, row) -> column.setDate(row, LocalDate.MAX),
                        (column, row) -> column.setDate(row, LocalDate.MIN),
                        (column, row) -> column.setNull(row),
                        (column, row) -> column.setDays(row, 0),
                        (column, row) -> column.setDays(row, -1),
                        (column, row) -> column.setDays(row, Long.MAX_VALUE),
                        (column, row) -> column.setDays(row, -Long.MAX_VALUE)))
                .containsExactly(
                        "2024-02-29",
                        "5874897-12-31",
                        "infinity",
                        "-infinity",
                        "null",
                        "1970-01-01",
                        "1969-12-31",
                        "infinity",
                        "-infinity");
    }

    @Test
    void timestampsMayComeAsMicroseconds() throws SQLException {
        assertThat(SetRows.read(
                        Primitive.TIMESTAMP,
                        (column, row) -> column.setTimestamp(row, LocalDateTime.of(1969, 12, 31, 23, 59, 59)),
                        (column, row) -> column.setTimestamp(row, LocalDateTime.MAX),
                        (column, row) -> column.setTimestamp(row, LocalDateTime.MIN),
                        (column, row) -> column.setNull(row),
                        (column, row) -> column.setMicroseconds(row, -1),
                        (column, row) -> column.setMicroseconds(row, Long.MAX_VALUE),
                        (column, row) -> column.setMicroseconds(row, -Long.MAX_VALUE)))
                .containsExactly(
                        "1969-12-31 23:59:59",
                        "infinity",
                        "-infinity",
                        "null",
                        "1969-12-31 23:59:59.999999",
                        "infinity",
                        "-infinity");
    }

    @Test
    void instantsMayBeInfinite() throws SQLException {
        assertThat(SetRows.read(
                        Primitive.TIMESTAMPTZ,
                        (column, row) -> column.setInstant(row, Long.MAX_VALUE),
                        (column, row) -> column.setInstant(row, -Long.MAX_VALUE),
                        (column, row) -> column.setNull(row)))
                .containsExactly("infinity", "-infinity", "null");
    }

    @Test
    void numbersAreAsWideAsTheirType() throws SQLException {
        assertThat(SetRows.read(
                        Primitive.INTEGER,
                        (column, row) -> column.setLong(row, Integer.MIN_VALUE),
                        (column, row) -> column.setLong(row, Integer.MAX_VALUE)))
                .containsExactly("-2147483648", "2147483647");
        assertThat(SetRows.read(
                        Primitive.BIGINT,
                        (column, row) -> column.setLong(row, Long.MIN_VALUE),
                        (column, row) -> column.setLong(row, Long.MAX_VALUE)))
                .containsExactly("-9223372036854775808", "9223372036854775807");
    }

    @Test
    void numbersWithAPointKeepWhatIsNoNumber() throws SQLException {
        for (Primitive type : List.of(Primitive.FLOAT, Primitive.DOUBLE)) {
            assertThat(SetRows.read(
                            type,
                            (column, row) -> column.setDouble(row, Double.NaN),
                            (column, row) -> column.setDouble(row, Double.POSITIVE_INFINITY),
                            (column, row) -> column.setDouble(row, Double.NEGATIVE_INFINITY),
                            (column, row) -> column.setNull(row),
                            (column, row) -> column.setDouble(row, -0.0)))
                    .containsExactly("nan", "inf", "-inf", "null", "-0.0");
        }
        assertThat(SetRows.read(Primitive.FLOAT, (column, row) -> column.setDouble(row, 0.1)))
                .containsExactly("0.1");
        assertThat(SetRows.read(Primitive.DOUBLE, (column, row) -> column.setDouble(row, 1e-300)))
                .containsExactly("1e-300");
    }

    @Test
    void truthsAreTrueOrFalse() throws SQLException {
        assertThat(SetRows.read(
                        Primitive.BOOLEAN,
                        (column, row) -> column.setBoolean(row, true),
                        (column, row) -> column.setBoolean(row, false),
                        (column, row) -> column.setNull(row)))
                .containsExactly("true", "false", "null");
    }

    @Test
    void idsKeepAllTheirBits() throws SQLException {
        UUID first = UUID.fromString("ffffffff-ffff-ffff-ffff-fffffffffffe");
        UUID second = new UUID(0, Long.MIN_VALUE);
        assertThat(SetRows.read(
                        Primitive.UUID,
                        (column, row) -> column.setUuid(row, first),
                        (column, row) -> column.setUuid(row, second),
                        (column, row) -> column.setNull(row)))
                .containsExactly(first.toString(), second.toString(), "null");
    }

    /** DuckDB leaves out the zero in front of the point if the type has no digit there. */
    private static List<String> withPoints(List<String> values) {
        return values.stream()
                .map(value -> value.replaceFirst("^(-?)\\.", "$1" + "0."))
                .toList();
    }
}
