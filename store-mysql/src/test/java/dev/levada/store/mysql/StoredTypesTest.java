package dev.levada.store.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.Column;
import dev.levada.api.Type;
import dev.levada.contract.WriteMode;
import dev.levada.store.Scope;
import dev.levada.store.StoredColumn;
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
        assertThat(thereAndBack("double", -0.0, Double.MIN_VALUE, Double.MAX_VALUE, 0.1))
                .containsExactly(-0.0, Double.MIN_VALUE, Double.MAX_VALUE, 0.1);
        assertThat(thereAndBack("float", 0.1f, Float.MIN_NORMAL, Float.MAX_VALUE, 16_777_217f, null))
                .containsExactly((double) 0.1f, (double) Float.MIN_NORMAL, (double) Float.MAX_VALUE, 16_777_216d, null);
        assertThat(thereAndBack("boolean", true, false, null)).containsExactly(true, false, null);
    }

    @Test
    void decimals_of_all_lengths_are_exact() throws IOException {
        for (int scale : new int[] {0, 1, 2, 9, 10, 18, 30, 38}) {
            List<Object> values = new ArrayList<>();
            for (int digits = 1; digits <= 38; digits++) {
                BigDecimal value =
                        new BigDecimal("1234567890".repeat(4).substring(0, digits)).scaleByPowerOfTen(-scale);
                values.add(value.setScale(scale));
                values.add(value.setScale(scale).negate());
            }
            values.add(BigDecimal.ZERO.setScale(scale));
            assertThat(thereAndBack("decimal(38," + scale + ")", values.toArray()))
                    .as("scale %s", scale)
                    .isEqualTo(values);
        }
    }

    @Test
    void times_are_exact() throws IOException {
        long days = LocalDate.of(2024, 2, 29).toEpochDay();
        long first = LocalDate.of(1, 1, 1).toEpochDay();
        long last = LocalDate.of(9999, 12, 31).toEpochDay();
        assertThat(thereAndBack("date", days, -1L, first, last))
                .containsExactly(
                        LocalDate.of(2024, 2, 29),
                        LocalDate.of(1969, 12, 31),
                        LocalDate.of(1, 1, 1),
                        LocalDate.of(9999, 12, 31));
        assertThat(thereAndBack("timestamp", days * DAY + 1, -1L, first * DAY, last * DAY + DAY - 1))
                .containsExactly(
                        LocalDateTime.of(2024, 2, 29, 0, 0, 0, 1000),
                        LocalDateTime.of(1969, 12, 31, 23, 59, 59, 999_999_000),
                        LocalDateTime.of(1, 1, 1, 0, 0),
                        LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_000));
        assertThat(thereAndBack("timestamptz", days * DAY, -1L, last * DAY, first * DAY + 1))
                .containsExactly(days * DAY, -1L, last * DAY, first * DAY + 1);
        assertThat(warehouse.value("select v from mart__users limit 1")).isEqualTo("2024-02-29 00:00:00.000000");
        assertThat(thereAndBack("time", 0L, DAY - 1))
                .containsExactly(LocalTime.MIDNIGHT, LocalTime.of(23, 59, 59, 999_999_000));
    }

    @Test
    void texts_bytes_and_nested_values_come_back() throws IOException {
        List<String> texts =
                List.of("", "ação 🦊", "a\tb\n\\N", "a\0b", "\\N", "'\"`", "a ", "\r\n", "x".repeat(200_000));
        assertThat(thereAndBack("varchar", texts.toArray())).isEqualTo(texts);
        assertThat((byte[]) thereAndBack("blob", new byte[] {0, -1, 10, 9, 92}).get(0))
                .containsExactly(0, -1, 10, 9, 92);
        UUID uuid = UUID.fromString("f81d4fae-7dec-11d0-a765-00a0c91e6bf6");
        assertThat(thereAndBack("uuid", uuid.toString())).containsExactly(uuid);
        assertThat(thereAndBack("struct(a integer, b varchar[])", "{\"a\":1,\"b\":[\"x\\n\",null]}", null))
                .containsExactly("{\"a\":1,\"b\":[\"x\\n\",null]}", null);
        assertThat(warehouse.value("select json_value(v, '$.a') from mart__users limit 1"))
                .isEqualTo("1");
    }

    @Test
    void more_than_one_load_brings_all_rows() throws IOException {
        String text = "y".repeat(3 << 20);
        assertThat(thereAndBack("varchar", text, "a", text, "b", text, "c"))
                .containsExactly(text, "a", text, "b", text, "c");
    }

    @Test
    void names_may_have_capitals_blanks_and_quotes() throws IOException {
        List<Column> columns = List.of(ID, new Column("Full `Name\" x", Type.Primitive.VARCHAR));
        publish(staged("r1", columns, Scope.INCREMENT, List.of(List.of(1L, "Ana"))), WriteMode.OVERWRITE);
        assertThat(read(remote(), "Full `Name\" x").get(0)).startsWith("Ana");
    }

    @Test
    void what_the_database_cannot_hold_is_refused_by_column() {
        assertThatThrownBy(() -> thereAndBack("double", 1.5, Double.NaN))
                .hasMessageContaining("mart.users: column 'v' has NaN, which is no number to MySQL and MariaDB");
        assertThatThrownBy(() -> thereAndBack("float", Float.NEGATIVE_INFINITY))
                .hasMessageContaining("column 'v' has -infinity");
        assertThatThrownBy(() -> thereAndBack("date", LocalDate.of(10_000, 1, 1).toEpochDay()))
                .hasMessageContaining("+10000-01-01, and MySQL and MariaDB know the years 1 to 9999");
        assertThatThrownBy(() -> thereAndBack("timestamp", Long.MAX_VALUE)).hasMessageContaining("an infinite time");
        assertThatThrownBy(() -> thereAndBack("time", DAY)).hasMessageContaining("24:00:00");
        assertThat(store().head(USERS)).isEmpty();
        assertThat(warehouse.value("select count(*) from levada_stagings")).isEqualTo("0");
    }

    @Test
    void what_the_database_cannot_name_or_declare_is_refused_before_anything_is_read() {
        String longest = "c".repeat(65);
        assertThatThrownBy(() -> staged("r1", List.of(new Column(longest, Type.Primitive.DATE)), Scope.ANEW, List.of()))
                .hasMessageContaining(
                        "the name of the column '" + longest + "' has 65 characters, and 64 are the most");
        assertThatThrownBy(() ->
                        staged("r1", List.of(new Column("Levada_Row", Type.Primitive.DATE)), Scope.ANEW, List.of()))
                .hasMessageContaining("the column 'Levada_Row' is Levada's own");
        List<StoredColumn> fine =
                List.of(new StoredColumn(1, new Column("v", Type.parse("decimal(38,31)")), List.of()));
        new Names(MysqlStoreKind.MARIADB, USERS).demandBearable(fine);
        assertThatThrownBy(() -> new Names(MysqlStoreKind.MYSQL, USERS).demandBearable(fine))
                .hasMessageContaining(
                        "mart.users cannot be kept in MySQL: column 'v' has 31 digits behind the point, and 30 are the most");
    }
}
