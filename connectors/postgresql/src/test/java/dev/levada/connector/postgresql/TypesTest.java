package dev.levada.connector.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypesTest {
    private Database database;

    @BeforeEach
    void create() throws SQLException {
        database = Database.fresh();
    }

    @Test
    void numbersAreExact() throws Exception {
        demand("smallint", "INTEGER", "-32768", -32768L);
        demand("integer", "INTEGER", "2147483647", 2147483647L);
        demand("bigint", "BIGINT", "-9223372036854775808", Long.MIN_VALUE);
        demand("oid", "BIGINT", "4294967295", 4294967295L);
        demand("bigserial", "BIGINT", "7", 7L);
        demand("real", "FLOAT", "0.1", (double) 0.1f);
        demand("double precision", "DOUBLE", "1e-300", 1e-300);
        demand("double precision", "DOUBLE", "'NaN'", Double.NaN);
        demand("double precision", "DOUBLE", "'-infinity'", Double.NEGATIVE_INFINITY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "0.00",
                "1",
                "-1.5",
                "10000",
                "99999999.99",
                "-0.0001",
                "0.00000000000000000001",
                "123456789012345678.00012",
                "100000000000000000000000000000000000",
                "-98765432109876543210.123456789",
                "12345678901234567890123456789012345678901234567890.5"
            })
    void numericsKeepEachDigit(String digits) throws Exception {
        demand("numeric", "VARCHAR", digits, digits);
        BigDecimal value = new BigDecimal(digits);
        if (value.precision() - value.scale() <= 18 && value.scale() <= 20) {
            demand("numeric(38,20)", "DECIMAL(38,20)", digits, value.setScale(20));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1,0", "4,4", "5,2", "9,4", "10,0", "16,2", "18,0", "18,1", "18,9", "18,18", "19,0", "19,19", "38,0", "38,37"
    })
    void decimalsReachAsFarAsTheirColumn(int precision, int scale) throws Exception {
        String type = precision + "," + scale;
        for (String digits : List.of("9".repeat(precision), "1", "1" + "0".repeat(precision - 1))) {
            BigDecimal value = new BigDecimal(new BigInteger(digits), scale);
            demand("numeric(" + type + ")", "DECIMAL(" + type + ")", value.toPlainString(), value);
            demand("numeric(" + type + ")", "DECIMAL(" + type + ")", "-" + value.toPlainString(), value.negate());
        }
        demand("numeric(" + type + ")", "DECIMAL(" + type + ")", "0", BigDecimal.valueOf(0, scale));
    }

    @Test
    void batchesTellNullsFromValues() throws Exception {
        database.run(
                "create table t (i int, v numeric(9,2), s text)",
                "insert into t select i,"
                        + " case when i % 3 > 0 then i / 100.0 end, case when i % 7 > 0 then 's' || i end"
                        + " from generate_series(1, 1234) i");
        List<List<Object>> rows = database.rows(Map.of("query", "select * from t order by i"));
        assertThat(rows).hasSize(1234);
        for (int i = 1; i <= rows.size(); i++) {
            BigDecimal value = i % 3 > 0 ? BigDecimal.valueOf(i, 2) : null;
            assertThat(rows.get(i - 1)).isEqualTo(Arrays.asList((long) i, value, i % 7 > 0 ? "s" + i : null));
        }
    }

    @Test
    void numericsThatNoDecimalHoldsAreText() throws Exception {
        demand("numeric", "VARCHAR", "'NaN'", "NaN");
        demand("numeric", "VARCHAR", "'-Infinity'", "-Infinity");
        demand("numeric(39,2)", "VARCHAR", "1.5", "1.50");
        demand("numeric(5,-2)", "DECIMAL(7,0)", "1234567", new BigDecimal("1234600"));
        demand("numeric(2,4)", "DECIMAL(4,4)", "0.0012", new BigDecimal("0.0012"));
        demand("numeric(10)", "DECIMAL(10,0)", "42", new BigDecimal("42"));
    }

    @Test
    void textsAndBytes() throws Exception {
        demand("text", "VARCHAR", "'Ayşe 😀 ''\n'", "Ayşe 😀 '\n");
        demand("varchar(10)", "VARCHAR", "''", "");
        demand("char(3)", "VARCHAR", "'a'", "a  ");
        demand("boolean", "BOOLEAN", "true", true);
        demand("boolean", "BOOLEAN", "false", false);
        demand("bytea", "BLOB", "'\\x00ff41'", new byte[] {0, (byte) 0xff, 'A'});
        UUID uuid = UUID.fromString("f81d4fae-7dec-11d0-a765-00a0c91e6bf6");
        demand("uuid", "UUID", "'" + uuid + "'", uuid);
    }

    @Test
    void times() throws Exception {
        demand("date", "DATE", "'2024-02-29'", LocalDate.of(2024, 2, 29));
        demand("date", "DATE", "'4713-01-01 BC'", LocalDate.of(-4712, 1, 1));
        demand("date", "DATE", "'5874897-12-31'", LocalDate.of(5874897, 12, 31));
        demand("time", "TIME", "'23:59:59.999999'", LocalTime.of(23, 59, 59, 999_999_000));
        demand(
                "timestamp",
                "TIMESTAMP",
                "'1999-12-31 23:59:59.000001'",
                LocalDateTime.of(1999, 12, 31, 23, 59, 59, 1000));
        demand("timestamp", "TIMESTAMP", "'0044-03-15 12:00 BC'", LocalDateTime.of(-43, 3, 15, 12, 0));
        demand("timestamptz", "TIMESTAMPTZ", "'1970-01-01 02:00:00.5+02'", 500_000L);
        demand("timestamptz", "TIMESTAMPTZ", "'1969-12-31 23:59:59.999999Z'", -1L);
    }

    @ParameterizedTest
    @CsvSource({
        "date,infinity",
        "date,-infinity",
        "timestamp,infinity",
        "timestamptz,-infinity",
        "'numeric(5,2)',NaN",
        "time,24:00:00"
    })
    void whatATypeCannotHoldIsAnErrorWithAWayOut(String type, String value) throws Exception {
        database.run("create table t (id int, v " + type + ")", "insert into t values (1, '" + value + "')");
        assertThatThrownBy(() -> database.rows(Map.of("table", "t")))
                .isInstanceOfSatisfying(LevadaException.class, e -> {
                    assertThat(e.code()).isEqualTo("source.value");
                    assertThat(e.blame()).isEqualTo(Blame.DATA);
                })
                .hasMessageContaining("crm.t: column 'v' holds " + value + ", which a ")
                .hasMessageContaining("(\"v\"::text)")
                .hasMessageContaining("(nullif(\"v\", '" + value + "'))");
        assertThat(database.rows(Map.of("query", "select \"v\"::text from t"))).isEqualTo(List.of(List.of(value)));
        assertThat(database.rows(Map.of("query", "select nullif(\"v\", '" + value + "') as v from t")))
                .isEqualTo(List.of(Arrays.asList((Object) null)));
    }

    @Test
    void aTimestampPastTheLastMicrosecondIsAnError() throws Exception {
        database.run("create table t (v timestamp)", "insert into t values ('294276-12-31')");
        assertThatThrownBy(() -> database.rows(Map.of("table", "t")))
                .hasMessageContaining("column 'v' holds a time after the year 294246");
    }

    @Test
    void whatLevadaHasNoTypeForArrivesAsText() throws Exception {
        database.run(
                "create type mood as enum ('sad', 'ok')",
                "create type place as (street text, number int)",
                "create domain email as varchar(20) check (value like '%@%')",
                "create domain cents as numeric(8,2)");
        demand("mood", "VARCHAR", "'ok'", "ok");
        demand("email", "VARCHAR", "'a@b'", "a@b");
        demand("cents", "DECIMAL(8,2)", "1.5", new BigDecimal("1.50"));
        demand("json", "VARCHAR", "'{\"a\":  1}'", "{\"a\":  1}");
        demand("jsonb", "VARCHAR", "'{\"a\":  1.10}'", "{\"a\": 1.10}");
        demand("interval", "VARCHAR", "'1 year 2 days 3.5 seconds'", "1 year 2 days 00:00:03.5");
        demand("timetz", "VARCHAR", "'12:00+02'", "12:00:00+02");
        demand("inet", "VARCHAR", "'10.0.0.1/8'", "10.0.0.1/8");
        demand("macaddr", "VARCHAR", "'08:00:2b:01:02:03'", "08:00:2b:01:02:03");
        demand("int4range", "VARCHAR", "'[1,5)'", "[1,5)");
        demand("bit(3)", "VARCHAR", "b'101'", "101");
        demand("xml", "VARCHAR", "'<a/>'", "<a/>");
        demand("point", "VARCHAR", "'(1,2)'", "(1,2)");
        demand("int[]", "VARCHAR", "'{1,null,3}'", "[1,null,3]");
        demand("text[]", "VARCHAR", "array['a,\"b', null]", "[\"a,\\\"b\",null]");
        demand("numeric(40,20)[]", "VARCHAR", "'{1.00000000000000000001}'", "[1.00000000000000000001]");
        demand("int[][]", "VARCHAR", "'{{1,2},{3,4}}'", "[[1,2],[3,4]]");
        demand("place", "VARCHAR", "('High St', 5)", "{\"street\":\"High St\",\"number\":5}");
    }

    @Test
    void textDoesNotDependOnHowTheDatabaseIsSetUp() throws Exception {
        database.run(
                "alter database " + database.name() + " set datestyle = 'German'",
                "alter database " + database.name() + " set intervalstyle = 'iso_8601'",
                "alter database " + database.name() + " set timezone = 'Asia/Tokyo'",
                "alter database " + database.name() + " set bytea_output = 'escape'",
                "create table t (v text)",
                "insert into t values ('x')");
        Map<String, Object> query = Map.of(
                "query",
                "select array['2024-01-02 03:04:05Z'::timestamptz]::text as a, interval '1 day' as b,"
                        + " '\\x00'::bytea::text as c, date '2024-01-02'::text as d");
        assertThat(database.rows(query))
                .isEqualTo(List.of(List.of("{\"2024-01-02 03:04:05+00\"}", "1 day", "\\x00", "2024-01-02")));
    }

    /** A value of a type arrives as this, and null as null. */
    private void demand(String type, String delivered, String sql, Object expected) throws SQLException, IOException {
        database.run(
                "drop table if exists t",
                "create table t (v " + type + ")",
                type.endsWith("serial") ? "alter table t alter v drop not null" : "select 1",
                "insert into t values (" + sql + "), (null)");
        Map<String, Object> table = Map.of("table", "t");
        assertThat(database.form(table).columns().get(0).type().sql()).as(type).isEqualTo(delivered);
        List<List<Object>> rows = database.rows(table);
        assertThat(comparable(rows.get(0).get(0))).as(type).isEqualTo(comparable(expected));
        assertThat(rows.subList(1, rows.size())).as(type).isEqualTo(List.of(Arrays.asList((Object) null)));
    }

    private static Object comparable(Object value) {
        return value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value;
    }
}
