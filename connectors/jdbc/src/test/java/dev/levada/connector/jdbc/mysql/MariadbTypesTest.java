package dev.levada.connector.jdbc.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.Column;
import dev.levada.api.Form;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MariadbTypesTest {
    private Maria database;

    @BeforeEach
    void create() throws Exception {
        database = Maria.fresh();
    }

    @Test
    void numbersKeepEachDigit() throws Exception {
        check("tinyint", "-128", "INTEGER", -128L);
        check("boolean", "true", "INTEGER", 1L);
        check("smallint unsigned", "65535", "INTEGER", 65_535L);
        check("mediumint unsigned", "16777215", "INTEGER", 16_777_215L);
        check("int", "-2147483648", "INTEGER", -2_147_483_648L);
        check("int unsigned", "4294967295", "BIGINT", 4_294_967_295L);
        check("bigint", "-9223372036854775808", "BIGINT", Long.MIN_VALUE);
        check("bigint unsigned", "18446744073709551615", "DECIMAL(20,0)", new BigDecimal("18446744073709551615"));
        check("decimal(10,2)", "-12345678.90", "DECIMAL(10,2)", new BigDecimal("-12345678.90"));
        check("decimal(38,38)", "1e-38", "DECIMAL(38,38)", new BigDecimal(BigInteger.ONE, 38));
        check("decimal(65,30)", "1e-30", "VARCHAR", "0.000000000000000000000000000001");
        check("float", "16777217", "FLOAT", 16_777_216.0);
        check("float", "0.1", "FLOAT", (double) 0.1f);
        check("float", "1.17549e-38", "FLOAT", (double) 1.17549e-38f);
        check("double", "0.1", "DOUBLE", 0.1);
        check("double", "1.7976931348623157e308", "DOUBLE", Double.MAX_VALUE);
        check("year", "1901", "INTEGER", 1901L);
        check("bit(1)", "b'1'", "BOOLEAN", true);
        check("bit(1)", "b'0'", "BOOLEAN", false);
        check("bit(9)", "b'100000001'", "DECIMAL(20,0)", new BigDecimal(257));
        check("bit(64)", "0xffffffffffffffff", "DECIMAL(20,0)", new BigDecimal("18446744073709551615"));
    }

    @Test
    void datesAndTimesAreTextsThatTheEngineCasts() throws Exception {
        checkText("date", "'2024-02-29'", "DATE", "2024-02-29");
        checkText("date", "'0000-00-00'", "DATE", "0000-00-00");
        checkText("date", "'2024-00-15'", "DATE", "2024-00-15");
        checkText("datetime", "'0000-00-00 00:00:00'", "TIMESTAMP", "0000-00-00 00:00:00");
        checkText("datetime(6)", "'9999-12-31 23:59:59.999999'", "TIMESTAMP", "9999-12-31 23:59:59.999999");
        checkText("timestamp(3) null", "from_unixtime(1.5)", "TIMESTAMPTZ", "1970-01-01 00:00:01.500000+00:00");
        checkText("timestamp null", "'0000-00-00 00:00:00'", "TIMESTAMPTZ", "0000-00-00 00:00:00+00:00");
        checkText("time", "'838:59:59'", "TIME", "838:59:59");
        checkText("time(6)", "'-12:00:00.5'", "TIME", "-12:00:00.500000");
        checkText("time(2)", "'23:59:59.99'", "TIME", "23:59:59.99");
    }

    @Test
    void textsAndBytesStayWhatTheyAre() throws Exception {
        check("char(5)", "'a'", "VARCHAR", "a");
        check("varchar(20)", "'Ayşe 😀'", "VARCHAR", "Ayşe 😀");
        check("varchar(20) character set latin1", "'Zoë'", "VARCHAR", "Zoë");
        check("longtext", "repeat('ş', 100000)", "VARCHAR", "ş".repeat(100_000));
        check("enum('a','ş')", "'ş'", "VARCHAR", "ş");
        check("set('x','y')", "'y,x'", "VARCHAR", "x,y");
        check("json", "'{\"a\": [1, 2.50]}'", "VARCHAR", "{\"a\": [1, 2.50]}");
        check("inet6", "'::1'", "VARCHAR", "::1");
        check("binary(3)", "'ab'", "BLOB", new byte[] {'a', 'b', 0});
        check("varbinary(9)", "x'00ff'", "BLOB", new byte[] {0, (byte) 0xff});
        check("longblob", "'Zoë'", "BLOB", "Zoë".getBytes(StandardCharsets.UTF_8));
        check(
                "uuid",
                "'123e4567-e89b-12d3-a456-426614174000'",
                "UUID",
                UUID.fromString("123e4567-e89b-12d3-a456-426614174000"));
        check(
                "point",
                "point(1, 2)",
                "BLOB",
                HexFormat.of().parseHex("000000000101000000000000000000f03f0000000000000040"));
    }

    @Test
    void expressionsOfAQueryHaveTypesToo() throws Exception {
        Form.Rows form =
                database.form(Map.of("query", "select 1 as a, 'x' as b, 1.50 as c, now(6) as d, null as e -- all"));
        Map<String, String> types = new LinkedHashMap<>();
        form.suggested()
                .forEach(column -> types.put(column.name(), column.type().sql()));
        assertThat(types)
                .containsEntry("b", "VARCHAR")
                .containsEntry("c", "DECIMAL(3,2)")
                .containsEntry("d", "TIMESTAMP");
        assertThat(database.rows(Map.of("query", "select cast(0.1 as float) as f, 1 as n;")))
                .isEqualTo(List.of(List.of((double) 0.1f, 1L)));
    }

    private void check(String type, String value, String suggested, Object delivered) throws Exception {
        store(type, value);
        Form.Rows form = database.form(Map.of("table", "t"));
        assertThat(form.suggested())
                .first()
                .extracting(Column::type)
                .extracting(t -> t.sql())
                .isEqualTo(suggested);
        assertThat(form.columns()).isEqualTo(form.suggested());
        assertThat(database.rows(Map.of("table", "t")))
                .as(type)
                .usingRecursiveComparison()
                .withComparatorForType(Double::compare, Double.class)
                .isEqualTo(Arrays.asList(List.of(delivered), Arrays.asList((Object) null)));
    }

    private void checkText(String type, String value, String suggested, String delivered) throws Exception {
        store(type, value);
        Form.Rows form = database.form(Map.of("table", "t"));
        assertThat(form.suggested())
                .first()
                .extracting(Column::type)
                .extracting(t -> t.sql())
                .isEqualTo(suggested);
        assertThat(form.columns())
                .first()
                .extracting(Column::type)
                .extracting(t -> t.sql())
                .isEqualTo("VARCHAR");
        assertThat(database.rows(Map.of("table", "t")))
                .isEqualTo(Arrays.asList(List.of(delivered), Arrays.asList((Object) null)));
    }

    private void store(String type, String value) throws Exception {
        database.run(
                "set sql_mode = 'ALLOW_INVALID_DATES'",
                "set time_zone = '+03:00'",
                "create or replace table t (v " + type + ")",
                "insert into t values (" + value + ")",
                "insert into t values (null)");
    }
}
