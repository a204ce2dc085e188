package dev.levada.connector.jdbc.h2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.Column;
import dev.levada.api.Form;
import dev.levada.api.LevadaException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class H2TypesTest {
    private final Memory database = Memory.fresh();

    @Test
    void numbersKeepEachDigit() throws Exception {
        check("tinyint", "-128", "INTEGER", -128L);
        check("smallint", "32767", "INTEGER", 32_767L);
        check("integer", "-2147483648", "INTEGER", -2_147_483_648L);
        check("bigint", "9223372036854775807", "BIGINT", Long.MAX_VALUE);
        check("numeric(38, 2)", "12.34", "DECIMAL(38,2)", new BigDecimal("12.34"));
        check(
                "numeric(39, 2)",
                "1234567890123456789012345678901234567.89",
                "VARCHAR",
                "1234567890123456789012345678901234567.89");
        check("decfloat", "1.23E-30", "VARCHAR", "1.23E-30");
        check("real", "0.1", "FLOAT", (double) 0.1f);
        check("double precision", "'NaN'", "DOUBLE", Double.NaN);
        check("double precision", "'-Infinity'", "DOUBLE", Double.NEGATIVE_INFINITY);
        check("boolean", "true", "BOOLEAN", true);
    }

    @Test
    void datesAndTimesKeepEachDigit() throws Exception {
        check("date", "date '-0044-03-15'", "DATE", LocalDate.of(-44, 3, 15));
        check("time(6)", "time '23:59:59.999999'", "TIME", LocalTime.of(23, 59, 59, 999_999_000));
        check("time(9)", "time '23:59:59.999999999'", "VARCHAR", "23:59:59.999999999");
        check(
                "timestamp",
                "timestamp '2024-02-29 12:00:00.000001'",
                "TIMESTAMP",
                LocalDateTime.of(2024, 2, 29, 12, 0, 0, 1000));
        check("timestamp(9)", "timestamp '2024-02-29 12:00:00.000000001'", "VARCHAR", "2024-02-29 12:00:00.000000001");
        check(
                "timestamp with time zone",
                "timestamp with time zone '2024-02-29 12:00:00.5+05:30'",
                "TIMESTAMPTZ",
                "2024-02-29 12:00:00.5+05:30");
        check("time with time zone", "time with time zone '12:00:00+02'", "VARCHAR", "12:00:00+02");
        check(
                "interval day to second",
                "interval '1 02:03:04.5' day to second",
                "VARCHAR",
                "INTERVAL '1 02:03:04.5' DAY TO SECOND");
    }

    @Test
    void textsBytesAndNestedValuesStayWhatTheyAre() throws Exception {
        check("char(3)", "'a'", "VARCHAR", "a  ");
        check("varchar", "'Ayşe 😀'", "VARCHAR", "Ayşe 😀");
        check("clob", "repeat('ş', 100000)", "VARCHAR", "ş".repeat(100_000));
        check("enum('a', 'ş')", "'ş'", "VARCHAR", "ş");
        check("json", "json '{\"a\": [1, 2.50]}'", "VARCHAR", "{\"a\":[1,2.50]}");
        check("varbinary", "x'00ff'", "BLOB", new byte[] {0, (byte) 0xff});
        check("blob", "x'00ff'", "BLOB", new byte[] {0, (byte) 0xff});
        check(
                "uuid",
                "uuid '123e4567-e89b-12d3-a456-426614174000'",
                "UUID",
                UUID.fromString("123e4567-e89b-12d3-a456-426614174000"));
        check("integer array", "array[1, null, 3]", "VARCHAR", "[1,null,3]");
        check("varchar array", "array['a\"b', 'ş']", "VARCHAR", "[\"a\\\"b\",\"ş\"]");
        check("geometry", "'SRID=4326;POINT (1 2)'", "VARCHAR", "SRID=4326;POINT (1 2)");
    }

    @Test
    void whatNoTypeHoldsFailsWithColumnValueAndWayOut() throws Exception {
        unfit(
                "timestamp",
                "timestamp '290001-01-01 00:00:00'",
                "column 'V' holds +290001-01-01T00:00, which a TIMESTAMP cannot");
        unfit("date", "date '5000001-01-01'", "column 'V' holds +5000001-01-01, which a DATE cannot");
        unfit(
                "varchar",
                "'a' || char(55357)",
                "column 'V' holds half a character (U+D83D at place 2), which a VARCHAR cannot");
    }

    private void unfit(String type, String value, String message) throws Exception {
        store(type, value);
        assertThatThrownBy(() -> database.rows(Map.of("table", "T")))
                .isInstanceOfSatisfying(
                        LevadaException.class, e -> assertThat(e.code()).isEqualTo("source.value"))
                .hasMessageContaining("crm.T: " + message)
                .hasMessageContaining("Read the table with a `query` that casts the column or leaves the value out.");
    }

    private void check(String type, String value, String suggested, Object delivered) throws Exception {
        store(type, value);
        Form.Rows form = database.form(Map.of("table", "t"));
        assertThat(form.suggested())
                .as(type)
                .first()
                .extracting(Column::type)
                .extracting(known -> known.sql())
                .isEqualTo(suggested);
        assertThat(database.rows(Map.of("table", "t")))
                .as(type)
                .usingRecursiveComparison()
                .withComparatorForType(Double::compare, Double.class)
                .isEqualTo(Arrays.asList(List.of(delivered), Arrays.asList((Object) null)));
    }

    private void store(String type, String value) throws Exception {
        database.run(
                "drop table if exists t",
                "create table t (v " + type + ")",
                "insert into t values (" + value + ")",
                "insert into t values (null)");
    }
}
