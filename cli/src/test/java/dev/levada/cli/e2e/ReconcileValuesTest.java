package dev.levada.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.cli.e2e.ReconcileProject.Comparison;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values of every type, and the corners of each. */
class ReconcileValuesTest {
    private static final String COLUMNS = """
            k1 integer, k2 varchar, flag boolean, n bigint, d decimal(38,10), f float, r double, day date, t time,
            ts timestamp, tz timestamptz, txt varchar, raw blob, id uuid,
            list varchar[], item struct(a integer, b varchar[]), dict map(varchar, integer)
            """;
    private static final String ROWS = """
            (1, 'a', true, 9223372036854775807, 1234567890123456789012345678.0123456789, 0.1, 'nan', '0044-03-15 (BC)',
             '23:59:59.999999', '2024-01-01 00:00:00.000001', '2024-01-01 00:00:00.000001+05', e'tab\\tnew\\nline',
             '\\x00\\xFF', '00000000-0000-0000-0000-00000000000a', ['a, b', null, ''], {a: 1, b: ['x']},
             map {'x': 1, 'y': null}),
            (1, null, false, 0, 0, '-0.0', '-0.0', '1970-01-01', '00:00:00', '1969-12-31 23:59:59', 'epoch',
             'Käse ' || chr(128512) || ' ' || chr(7) || chr(0) || ' e' || chr(769), '', '00000000-0000-0000-0000-00000000000b',
             [], {a: null, b: []}, map {}),
            (null, 'a', null, null, null, null, null, null, null, null, null, null, null, null, null, null, null),
            (null, null, null, -1, -0.5, 'infinity', '-infinity', '9999-12-31', '12:00:00', '9999-12-31 00:00:00',
             '9999-12-31 00:00:00+00', '', 'x', '00000000-0000-0000-0000-00000000000c', [null], null, null),
            (2, 'O''Brien "x"', true, 2, 2.5, 2.5, 2.5, '2024-02-29', '01:02:03', '2024-02-29 01:02:03',
             '2024-02-29 01:02:03+00', 'same', 'same', '00000000-0000-0000-0000-00000000000d', ['same'],
             {a: 2, b: ['same']}, map {'b': 2, 'a': 1})
            """;

    @TempDir
    Path folder;

    private Cli cli = new Cli(Path.of(""));

    @BeforeEach
    void load() {
        cli = Folder.withDrops(folder)
                .file(
                        "assets/raw/types.yml",
                        "extract: {from: drops, files: \"*.parquet\"}",
                        "write: {mode: overwrite}")
                .cli();
        write("select * from rows");
        cli.run().demandBalance();
    }

    /** Writes the source's file. */
    private void write(String query) {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("set TimeZone = 'UTC'");
            statement.execute("create table rows (" + COLUMNS + ")");
            statement.execute("insert into rows values " + ROWS);
            statement.execute(
                    "copy (" + query + ") to '" + folder.resolve("data/types.parquet") + "' (format parquet)");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private Comparison compare(String... options) {
        return ReconcileProject.compare(cli, "raw.types", options);
    }

    @Test
    void allValuesAgreeWithThemselvesByKeyAndWithoutOne() {
        compare("--key", "k1,k2", "--chunk-rows", "2").demandAgreement();
        compare("--chunk-rows", "2").demandAgreement();
        for (String key : new String[] {"flag", "n", "d", "f", "r", "day", "t", "ts", "tz", "txt", "raw", "id"}) {
            compare("--key", key, "--chunk-rows", "1").demandAgreement();
        }
    }

    @Test
    void zerosAreEqualAndTheOrderOfAMapMeansNothing() {
        write(
                "select * replace (case when r = 0 then 0.0 else r end as r, case when f = 0 then 0.0 else f end::float as f,"
                        + " case when k1 = 2 then map {'a': 1, 'b': 2} else dict end as dict) from rows");
        compare("--key", "k1,k2").demandAgreement();
        compare("--key", "r").demandAgreement();
        compare().demandAgreement();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    flag | not flag                                        | 1 a
                    n    | n - 1                                           | 1 a
                    d    | d + 0.0000000001                                | 1 a
                    f    | (f + 0.00000001)::float                         | 1 a
                    r    | 1.7976931348623157e308                          | 1 a
                    r    | 'infinity'::double                              | null null
                    day  | day + 1                                         | 1 a
                    t    | t - interval 1 microsecond                      | 1 a
                    ts   | ts + interval 1 microsecond                     | 1 null
                    tz   | tz + interval 1 microsecond                     | 1 null
                    txt  | replace(txt, concat('e', chr(769)), chr(233))   | 1 null
                    txt  | replace(txt, chr(0), '')                        | 1 null
                    txt  | coalesce(txt, '')                               | null a
                    txt  | nullif(txt, '')                                 | null null
                    raw  | '\\x00\\xFE'::blob                              | 1 a
                    raw  | nullif(raw, ''::blob)                           | 1 null
                    id   | '00000000-0000-0000-0000-0000000000aa'::uuid    | 1 a
                    list | ['a', 'b', null, '']                            | 1 a
                    list | ['a, b', '', null]                              | 1 a
                    list | nullif(list, [])                                | 1 null
                    list | case when list = [null] then [] else list end   | null null
                    item | {a: 1, b: ['x', null]}                          | 1 a
                    item | case when item.a is null then null else item end | 1 null
                    dict | map {'x': 1}                                    | 1 a
                    dict | map {'x': null, 'y': 1}                         | 1 a
                    """)
    void theSlightestChangeIsFoundInItsRowAndColumn(String column, String changed, String key) {
        String[] parts = key.split(" ");
        write("select * replace (case when k1 is not distinct from " + literal(parts[0])
                + " and k2 is not distinct from " + literal(parts[1]) + " then " + changed + " else " + column
                + " end as "
                + column + ") from rows");
        Comparison found = compare("--key", "k1,k2", "--chunk-rows", "2");
        assertThat(found.keys()).containsExactly("different " + key);
        assertThat(found.values(0)).hasSize(1).allMatch(value -> value.startsWith(column + " "));
        assertThat(compare().keys()).containsExactlyInAnyOrder("missing_in_table", "missing_at_source");
    }

    private static String literal(String text) {
        return text.equals("null") ? "null" : "'" + text + "'";
    }
}
