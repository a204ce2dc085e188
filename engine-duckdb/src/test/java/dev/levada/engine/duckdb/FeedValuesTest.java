package dev.levada.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.Batch;
import dev.levada.api.Column;
import dev.levada.api.Extent;
import dev.levada.api.Read;
import dev.levada.api.Reader;
import dev.levada.api.Source;
import dev.levada.api.Split;
import dev.levada.api.Type;
import dev.levada.api.Type.Decimal;
import dev.levada.api.Type.Primitive;
import dev.levada.api.Vector;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What readers set is what queries see. */
class FeedValuesTest {
    @TempDir
    private Path folder;

    /** Sets one row of a column. */
    @FunctionalInterface
    private interface Setting {
        void set(Vector column, int row);
    }

    @ParameterizedTest
    @CsvSource({
        "1,0", "4,2", "5,2", "9,9", "10,0", "12,2", "16,2", "17,2", "18,0", "18,2", "18,18", "19,0", "19,2", "38,10"
    })
    void decimalsReachAsFarAsTheirType(int precision, int scale) throws SQLException {
        BigDecimal largest = new BigDecimal(new BigInteger("9".repeat(precision)), scale);
        BigDecimal smallest = BigDecimal.valueOf(1, scale);
        List<BigDecimal> values =
                List.of(largest, largest.negate(), smallest, smallest.negate(), BigDecimal.valueOf(0, scale));
        List<Setting> settings = new ArrayList<>();
        values.forEach(value -> settings.add((column, row) -> column.setDecimal(row, value)));
        settings.add((column, row) -> column.setNull(row));
        settings.add((column, row) -> column.setDecimal(row, BigDecimal.ZERO));
        List<String> expected = new ArrayList<>();
        values.forEach(value -> expected.add(value.toPlainString()));
        expected.add("null");
        expected.add(values.get(4).toPlainString());
        assertThat(read(new Decimal(precision, scale), settings)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"1,0", "4,2", "9,9", "10,0", "12,2", "18,0", "18,18", "19,2"})
    void decimalsMayComeWithoutTheirPoint(int precision, int scale) throws SQLException {
        long largest = Long.parseLong("9".repeat(Math.min(precision, 18)));
        assertThat(read(
                        new Decimal(precision, scale),
                        List.of(
                                (column, row) -> column.setUnscaled(row, largest, scale),
                                (column, row) -> column.setUnscaled(row, -largest, scale),
                                (column, row) -> column.setUnscaled(row, 0, 0))))
                .containsExactly(
                        BigDecimal.valueOf(largest, scale).toPlainString(),
                        BigDecimal.valueOf(-largest, scale).toPlainString(),
                        BigDecimal.valueOf(0, scale).toPlainString());
    }

    @Test
    void datesMayComeAsDays() throws SQLException {
        assertThat(read(
                        Primitive.DATE,
                        List.of(
                                (column, row) -> column.setDate(row, LocalDate.of(2024, 2, 29)),
                                (column, row) -> column.setDate(row, LocalDate.of(5874897, 12, 31)),
                                (column, row) -> column.setDate(row, LocalDate.MAX),
                                (column, row) -> column.setDate(row, LocalDate.MIN),
                                (column, row) -> column.setNull(row),
                                (column, row) -> column.setDays(row, 0),
                                (column, row) -> column.setDays(row, -1),
                                (column, row) -> column.setDays(row, Long.MAX_VALUE),
                                (column, row) -> column.setDays(row, -Long.MAX_VALUE))))
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
        assertThat(read(
                        Primitive.TIMESTAMP,
                        List.of(
                                (column, row) -> column.setTimestamp(row, LocalDateTime.of(1969, 12, 31, 23, 59, 59)),
                                (column, row) -> column.setTimestamp(row, LocalDateTime.MAX),
                                (column, row) -> column.setTimestamp(row, LocalDateTime.MIN),
                                (column, row) -> column.setNull(row),
                                (column, row) -> column.setMicroseconds(row, -1),
                                (column, row) -> column.setMicroseconds(row, Long.MAX_VALUE),
                                (column, row) -> column.setMicroseconds(row, -Long.MAX_VALUE))))
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
        assertThat(read(
                        Primitive.TIMESTAMPTZ,
                        List.of(
                                (column, row) -> column.setInstant(row, Long.MAX_VALUE),
                                (column, row) -> column.setInstant(row, -Long.MAX_VALUE),
                                (column, row) -> column.setNull(row))))
                .containsExactly("infinity", "-infinity", "null");
    }

    @Test
    void numbersAreAsWideAsTheirType() throws SQLException {
        assertThat(read(
                        Primitive.INTEGER,
                        List.of(
                                (column, row) -> column.setLong(row, Integer.MIN_VALUE),
                                (column, row) -> column.setLong(row, Integer.MAX_VALUE))))
                .containsExactly("-2147483648", "2147483647");
        assertThat(read(
                        Primitive.BIGINT,
                        List.of(
                                (column, row) -> column.setLong(row, Long.MIN_VALUE),
                                (column, row) -> column.setLong(row, Long.MAX_VALUE))))
                .containsExactly("-9223372036854775808", "9223372036854775807");
        assertThat(read(Primitive.FLOAT, List.of((column, row) -> column.setDouble(row, 0.1))))
                .containsExactly("0.1");
        assertThat(read(Primitive.DOUBLE, List.of((column, row) -> column.setDouble(row, 1e-300))))
                .containsExactly("1e-300");
    }

    @Test
    void idsKeepAllTheirBits() throws SQLException {
        UUID first = UUID.fromString("ffffffff-ffff-ffff-ffff-fffffffffffe");
        UUID second = new UUID(0, Long.MIN_VALUE);
        assertThat(read(
                        Primitive.UUID,
                        List.of(
                                (column, row) -> column.setUuid(row, first),
                                (column, row) -> column.setUuid(row, second),
                                (column, row) -> column.setNull(row))))
                .containsExactly(first.toString(), second.toString(), "null");
    }

    private List<String> read(Type type, List<Setting> settings) throws SQLException {
        Column column = new Column("v", type);
        Feed opened = new Feed(new Settings(settings), List.of(column), List.of(new Split("s", "1", 0)));
        List<String> values = new ArrayList<>();
        try (DuckDbEngine engine = new DuckDbEngine(folder);
                DuckDBConnection connection = engine.connect();
                Statement statement = connection.createStatement();
                FeedFunction.Registration<Feed> feed = engine.feeds().open(opened);
                ResultSet rows = statement.executeQuery("select v::varchar, typeof(v) from (select "
                        + FeedFunction.value(column) + " as v from " + feed.sql() + ")")) {
            while (rows.next()) {
                assertThat(rows.getString(2)).isEqualTo(name(type));
                values.add(withPoint(String.valueOf(rows.getString(1))));
            }
        }
        return values;
    }

    /** DuckDB leaves out the zero in front of the point if the type has no digit there. */
    private static String withPoint(String value) {
        return value.replaceFirst("^(-?)\\.", "$1" + "0.");
    }

    private static String name(Type type) {
        return type == Primitive.TIMESTAMPTZ ? "TIMESTAMP WITH TIME ZONE" : type.sql();
    }

    /** A batch of one column. */
    private record Settings(List<Setting> settings) implements Source {

        @Override
        public Extent plan(Read read) {
            throw new AssertionError("not asked");
        }

        @Override
        public Reader open(Split split) {
            return new Reader() {
                private boolean ended;

                @Override
                public int read(Batch batch) {
                    if (ended) {
                        return 0;
                    }
                    ended = true;
                    for (int row = 0; row < settings.size(); row++) {
                        settings.get(row).set(batch.column(0), row);
                    }
                    return settings.size();
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public void close() {}
    }
}
