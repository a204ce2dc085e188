package dev.levada.connector.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.Column;
import dev.levada.api.Type;
import dev.levada.api.Type.Decimal;
import dev.levada.api.Type.Primitive;
import dev.levada.testing.source.ArrayBatch;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows as bytes, those among them that no server sends. */
class RowsTest {
    private static final Map<Primitive, Cell> FIXED = Map.of(
            Primitive.BOOLEAN, Cells::bool,
            Primitive.INTEGER, Cells::int4,
            Primitive.BIGINT, Cells::int8,
            Primitive.FLOAT, Cells::float4,
            Primitive.DOUBLE, Cells::float8,
            Primitive.UUID, Cells::uuid,
            Primitive.DATE, Cells::date,
            Primitive.TIME, Cells::time,
            Primitive.TIMESTAMP, Cells::timestamp,
            Primitive.TIMESTAMPTZ, Cells::timestamptz);

    @Test
    void eachColumnHasItsValuesAndNulls() throws Exception {
        Rows rows = new Rows(2, 3);
        byte[] first = fields("0007", "61");
        assertThat(rows.add(first, 0)).isEqualTo(first.length);
        rows.add(fields(null, "6263"), 0);
        rows.add(fields("ffff", null), 0);
        assertThat(rows.hasRoom()).isFalse();
        assertThat(values(Primitive.INTEGER, Cells::int2, rows.column(0))).isEqualTo(Arrays.asList(7L, null, -1L));
        assertThat(values(Primitive.VARCHAR, Cells::text, rows.column(1))).isEqualTo(Arrays.asList("a", "bc", null));
    }

    @Test
    void rowsAreGatheredAnew() throws Exception {
        Rows rows = new Rows(1, 3);
        rows.add(fields("0007"), 0);
        rows.add(fields("0008"), 0);
        rows.clear(1);
        assertThat(rows.hasRoom()).isTrue();
        rows.add(fields("0009"), 0);
        assertThat(rows.hasRoom()).isFalse();
        assertThat(values(Primitive.INTEGER, Cells::int2, rows.column(0))).isEqualTo(List.of(9L));
    }

    @Test
    void wideRowsAreHandedOverBeforeTheyFillABatch() {
        Rows rows = new Rows(1, 1000);
        byte[] row = fields("00".repeat(1 << 20));
        while (rows.hasRoom()) {
            rows.add(row, 0);
        }
        assertThat(rows.count()).isEqualTo(8);
    }

    @Test
    void rowsMayShareTheirBytes() throws Exception {
        Rows rows = new Rows(1, 2);
        byte[] both =
                ByteBuffer.allocate(12).put(fields("0001")).put(fields("0002")).array();
        assertThat(rows.add(both, rows.add(both, 0))).isEqualTo(12);
        assertThat(values(Primitive.INTEGER, Cells::int2, rows.column(0))).isEqualTo(List.of(1L, 2L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"000000", "0000000500000000", "7fffffff00000000", "fffffffe", "80000000"})
    void aFieldThatDoesNotEndWithinItsRowIsNone(String row) {
        assertThatThrownBy(() -> new Rows(1, 1).add(HexFormat.of().parseHex(row), 0))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void aValueOfALengthThatItsTypeCannotHaveIsNone() {
        FIXED.forEach((type, cell) -> {
            for (int length : new int[] {0, 3, 9, 17}) {
                assertThatThrownBy(() -> value(type, cell, "00".repeat(length)))
                        .as("%s in %d bytes", type, length)
                        .isInstanceOf(IndexOutOfBoundsException.class);
            }
        });
        assertThatThrownBy(() -> value(Primitive.BIGINT, Places.field().cell(), "00".repeat(8)))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void decimalsHaveTheDigitsThatTheirColumnSays() throws Exception {
        assertThat(decimal(6, 2, "0002 0000 0000 0002 04d2 157c")).isEqualTo(new BigDecimal("1234.55"));
        assertThat(decimal(6, 2, "0002 0000 4000 0002 04d2 157c")).isEqualTo(new BigDecimal("-1234.55"));
        assertThat(decimal(6, 2, "0000 0000 0000 0002")).isEqualTo(new BigDecimal("0.00"));
        assertThat(decimal(22, 2, "0002 0000 4000 0002 04d2 157c")).isEqualTo(new BigDecimal("-1234.55"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0002 0000 0000 0002 04d2",
                "0001 0000 0000 0002 04d2 157c",
                "ffff 0000 0000 0002 04d2 157c",
                "0002 0000 0000 0003 04d2 157c",
                "0002 0000 0000 0002 04d2 157d",
                "0002 0001 0000 0002 04d2 157c",
                "0002 7fff 0000 0002 04d2 157c",
                "0002 8000 0000 0002 04d2 157c",
                "0001 0004 0000 0002 7fff",
                "0002"
            })
    void digitsThatNoSuchDecimalHasAreNone(String number) {
        for (int precision : new int[] {6, 22}) {
            if (precision == 6 || !number.startsWith("0002 0001") && !number.startsWith("0001 0004")) {
                assertThatThrownBy(() -> decimal(precision, 2, number))
                        .as("of %d digits", precision)
                        .isInstanceOfAny(IndexOutOfBoundsException.class, ArithmeticException.class);
            }
        }
    }

    private static Object decimal(int precision, int scale, String number) throws Cell.Unfit {
        return value(new Decimal(precision, scale), Numerics.decimal(precision, scale), number.replace(" ", ""));
    }

    private static Object value(Type type, Cell cell, String value) throws Cell.Unfit {
        Rows rows = new Rows(1, 1);
        rows.add(fields(value), 0);
        return values(type, cell, rows.column(0)).get(0);
    }

    private static List<Object> values(Type type, Cell cell, Values values) throws Cell.Unfit {
        ArrayBatch batch = new ArrayBatch(List.of(new Column("v", type)), values.count());
        cell.set(values, batch.column(0));
        List<Object> found = new ArrayList<>();
        batch.rows(values.count()).forEach(row -> found.add(row.get(0)));
        return found;
    }

    /** @param values in hexadecimal digits, or null */
    private static byte[] fields(String... values) {
        ByteBuffer row = ByteBuffer.allocate(1 << 21);
        for (String value : values) {
            if (value == null) {
                row.putInt(-1);
            } else {
                row.putInt(value.length() / 2).put(HexFormat.of().parseHex(value));
            }
        }
        return Arrays.copyOf(row.array(), row.position());
    }
}
