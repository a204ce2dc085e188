package dev.levada.store.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.Column;
import dev.levada.api.Type;
import dev.levada.contract.WriteMode;
import dev.levada.store.Scope;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Values of all types, there and back. */
class StoredTypesTest extends Fixture {
    private static final long DAY = 86_400_000_000L;

    private List<Object> thereAndBack(String type, Object... values) throws IOException {
        Column column = new Column("v", Type.parse(type));
        List<List<Object>> written = new ArrayList<>();
        for (Object value : values) {
            written.add(Arrays.asList(value));
        }
        publish(staged("r" + type.hashCode(), List.of(column), Scope.ANEW, written), WriteMode.OVERWRITE);
        return read(remote(), "v").stream().map(row -> row.get(0)).toList();
    }

    @Test
    void numbers_are_exact() throws IOException {
        assertThat(thereAndBack("integer", (long) Integer.MIN_VALUE, -1L, null, (long) Integer.MAX_VALUE))
                .containsExactly((long) Integer.MIN_VALUE, -1L, null, (long) Integer.MAX_VALUE);
        assertThat(thereAndBack("bigint", Long.MIN_VALUE, 0L, Long.MAX_VALUE))
                .containsExactly(Long.MIN_VALUE, 0L, Long.MAX_VALUE);
        assertThat(thereAndBack("double", -0.0, Double.MIN_VALUE, Double.POSITIVE_INFINITY, Double.NaN))
                .containsExactly(-0.0, Double.MIN_VALUE, Double.POSITIVE_INFINITY, Double.NaN);
        assertThat(thereAndBack("float", 0.1f, Float.NEGATIVE_INFINITY))
                .containsExactly((double) 0.1f, Double.NEGATIVE_INFINITY);
        assertThat(thereAndBack("boolean", true, false, null)).containsExactly(true, false, null);
    }

    @Test
    void decimals_of_all_lengths_are_exact() throws IOException {
        for (int scale : new int[] {0, 1, 2, 3, 4, 5, 18, 37}) {
            List<BigDecimal> values = new ArrayList<>();
            for (int digits = 1; digits <= 38; digits++) {
                BigDecimal value =
                        new BigDecimal("1234567890".repeat(4).substring(0, digits)).scaleByPowerOfTen(-scale);
                values.add(value.setScale(scale));
                values.add(value.setScale(scale).negate());
            }
            values.add(BigDecimal.ZERO.setScale(scale));
            values.add(BigDecimal.ONE.movePointLeft(scale).setScale(scale));
            values.add(new BigDecimal("10000").movePointLeft(scale).setScale(scale));
            values.add(new BigDecimal("9999".repeat(9)).movePointLeft(scale).setScale(scale));
            assertThat(thereAndBack("decimal(38," + scale + ")", values.toArray()))
                    .as("scale %s", scale)
                    .isEqualTo(List.copyOf(values));
            assertThat(warehouse.value("select string_agg(v::text, ',' order by ctid) from mart.users"))
                    .isEqualTo(String.join(
                            ",", values.stream().map(BigDecimal::toPlainString).toList()));
        }
    }

    @Test
    void times_are_exact_and_may_be_infinite() throws IOException {
        long days = LocalDate.of(2024, 2, 29).toEpochDay();
        assertThat(thereAndBack(
                        "date",
                        days,
                        -1L,
                        Long.MAX_VALUE,
                        -Long.MAX_VALUE,
                        LocalDate.of(1, 1, 1).toEpochDay()))
                .containsExactly(
                        LocalDate.of(2024, 2, 29),
                        LocalDate.of(1969, 12, 31),
                        LocalDate.MAX,
                        LocalDate.MIN,
                        LocalDate.of(1, 1, 1));
        assertThat(warehouse.value("select string_agg(v::text, ',' order by ctid) from mart.users"))
                .isEqualTo("2024-02-29,1969-12-31,infinity,-infinity,0001-01-01");
        assertThat(thereAndBack("timestamp", days * DAY + 1, -1L, Long.MAX_VALUE, -Long.MAX_VALUE))
                .containsExactly(
                        LocalDateTime.of(2024, 2, 29, 0, 0, 0, 1000),
                        LocalDateTime.of(1969, 12, 31, 23, 59, 59, 999_999_000),
                        LocalDateTime.MAX,
                        LocalDateTime.MIN);
        assertThat(thereAndBack("timestamptz", days * DAY, Long.MAX_VALUE, -Long.MAX_VALUE))
                .containsExactly(days * DAY, Long.MAX_VALUE, -Long.MAX_VALUE);
        assertThat(thereAndBack("time", 0L, DAY - 1))
                .containsExactly(LocalTime.MIDNIGHT, LocalTime.of(23, 59, 59, 999_999_000));
    }

    @Test
    void texts_bytes_and_nested_values_come_back() throws IOException {
        assertThat(thereAndBack("varchar", "", "ação 🦊", "a\tb\n\\", "x".repeat(200_000)))
                .containsExactly("", "ação 🦊", "a\tb\n\\", "x".repeat(200_000));
        assertThat((byte[]) thereAndBack("blob", new byte[] {0, -1, 10}).get(0)).containsExactly(0, -1, 10);
        UUID uuid = UUID.fromString("f81d4fae-7dec-11d0-a765-00a0c91e6bf6");
        assertThat(thereAndBack("uuid", uuid.toString())).containsExactly(uuid);
        assertThat(thereAndBack("struct(a integer, b varchar[])", "{\"a\":1,\"b\":[\"x\",null]}", null))
                .containsExactly("{\"a\": 1, \"b\": [\"x\", null]}", null);
        assertThat(warehouse.value("select v ->> 'a' from mart.users limit 1")).isEqualTo("1");
    }

    @Test
    void what_the_database_cannot_hold_is_refused_by_column() {
        assertThatThrownBy(() -> thereAndBack("varchar", "a\0b"))
                .hasMessageContaining("mart.users: column 'v' has a text with the character of code 0");
        assertThatThrownBy(() -> thereAndBack("date", LocalDate.of(-4800, 1, 1).toEpochDay()))
                .hasMessageContaining("-4800-01-01, which is before the first day that PostgreSQL knows");
        assertThat(store().head(USERS)).isEmpty();
        assertThat(warehouse.value("select count(*) from levada.stagings")).isEqualTo("0");
    }
}
