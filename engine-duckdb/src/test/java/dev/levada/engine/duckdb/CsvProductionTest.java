package dev.levada.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.Column;
import dev.levada.api.Form;
import dev.levada.api.Type;
import dev.levada.contract.Dedup;
import dev.levada.contract.OnFail;
import dev.levada.contract.PartitionField;
import dev.levada.contract.Rule;
import dev.levada.engine.Account;
import dev.levada.engine.Produced;
import dev.levada.store.Staged;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass(name = "{0}")
@MethodSource("lanes")
class CsvProductionTest {
    private static final List<Column> COLUMNS = List.of(
            new Column("id", Type.Primitive.BIGINT),
            new Column("name", Type.Primitive.VARCHAR),
            new Column("amount", Type.Primitive.DOUBLE));

    @TempDir
    Path folder;

    @Parameter
    CsvLanes lanes = CsvLanes.USUAL;

    private Bench bench;

    /**
     * As text; typed, so that what is left out is found by a second reading; as a look at the first rows decides; and typed,
     * so that what is left out is found by its lines wherever that can be done, or unless too many values do not fit.
     */
    static Stream<CsvLanes> lanes() {
        return Stream.of(
                CsvLanes.USUAL,
                new CsvLanes(0, 0, 0, 0),
                new CsvLanes(0, 1000, 0, 0),
                new CsvLanes(0, 1000, 1, 1000),
                new CsvLanes(0, 1000, 1, 2));
    }

    @BeforeEach
    void open() {
        bench = new Bench(folder, lanes);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void keepsEveryRowOfACleanFile() {
        Path file = bench.file("a.csv", "id,name,amount\n1,a,1.5\n2,,\n");
        Produced produced = bench.produce(Bench.csv(Map.of(), file), COLUMNS, List.of(Rules.required("id")));
        assertThat(produced.account()).isEqualTo(new Account(2, 2, 0, 0, 0));
        assertThat(kept(produced)).containsExactly("[1, a, 1.5]", "[2, null, null]");
        assertThat(produced.quarantined().files()).isEmpty();
    }

    @Test
    void reportsAllThatIsWrongWithARowTogether() {
        Path file = bench.file("a.csv", "id,name,amount\n1,a,1.5\nzz,,-3\n3,c,xx\n007,d,-1\n");
        Produced produced = bench.produce(
                Bench.csv(Map.of(), file),
                COLUMNS,
                List.of(Rules.required("id"), Rules.required("name"), Rules.min("amount", "0")));
        assertThat(produced.account()).isEqualTo(new Account(4, 1, 3, 0, 0));
        assertThat(quarantined(produced))
                .containsExactly(
                        "[[id.type, name.required, amount.min], a.csv, 3,"
                                + " {\"id\":\"zz\",\"name\":null,\"amount\":\"-3\"}]",
                        "[[amount.type], a.csv, 4, {\"id\":\"3\",\"name\":\"c\",\"amount\":\"xx\"}]",
                        "[[amount.min], a.csv, 5, {\"id\":\"007\",\"name\":\"d\",\"amount\":\"-1\"}]");
        assertThat(produced.reasons())
                .containsOnly(
                        Map.entry("id.type", 1L),
                        Map.entry("name.required", 1L),
                        Map.entry("amount.min", 2L),
                        Map.entry("amount.type", 1L));
    }

    @Test
    void aLineThatCannotBeTakenApartCostsOneRowAndIsKeptRaw() {
        byte[] content = "id,name,amount\n1,a,1.5\n2,b\n3,c,1,9\n4,\u00ff,2\n5,e,-5\n6,f,6\n"
                .getBytes(StandardCharsets.ISO_8859_1);
        Produced produced = bench.produce(
                Bench.csv(Map.of(), bench.file("a.csv", content)), COLUMNS, List.of(Rules.min("amount", "0")));
        assertThat(produced.account()).isEqualTo(new Account(6, 2, 4, 0, 0));
        assertThat(quarantined(produced))
                .containsExactly(
                        "[[malformed.columns], a.csv, 3, {\"_raw\":\"2,b\"}]",
                        "[[malformed.columns], a.csv, 4, {\"_raw\":\"3,c,1,9\"}]",
                        "[[malformed.encoding], a.csv, 5, {\"_raw\":\"4,\\\\xFF,2\"}]",
                        "[[amount.min], a.csv, 6, {\"id\":\"5\",\"name\":\"e\",\"amount\":\"-5\"}]");
    }

    @Test
    void aQuoteThatIsNeverClosedCostsItsOwnLineOnly() {
        Path file = bench.file("a.csv", "id,name,amount\n1,a,1\n2,\"b,2\n3,c,3\n4,\"d\",4\n5,e,-5\n6,\"f,6\n7,g,7\n");
        Produced produced =
                bench.produce(Bench.csv(Map.of("quote", "\""), file), COLUMNS, List.of(Rules.min("amount", "0")));
        assertThat(kept(produced)).containsExactly("[1, a, 1.0]", "[3, c, 3.0]", "[4, d, 4.0]", "[7, g, 7.0]");
        assertThat(quarantined(produced))
                .containsExactly(
                        "[[malformed.quote], a.csv, 3, {\"_raw\":\"2,\\\"b,2\"}]",
                        "[[amount.min], a.csv, 6, {\"id\":\"5\",\"name\":\"e\",\"amount\":\"-5\"}]",
                        "[[malformed.quote], a.csv, 7, {\"_raw\":\"6,\\\"f,6\"}]");
        assertThat(produced.account()).isEqualTo(new Account(7, 4, 3, 0, 0));
    }

    /** Without a quote in it a file is read without regard to quotes; one that comes late must be seen. */
    @Test
    void aQuoteFarBehindTheSampleIsAQuote() {
        StringBuilder lines = new StringBuilder("id,name,amount\n");
        for (int i = 0; i < 200_000; i++) {
            lines.append(i).append(",n,1\n");
        }
        List<Rule> rules = List.of(Rules.min("amount", "0"));
        Produced without =
                bench.produce(Bench.csv(Map.of(), bench.file("a.csv", lines + "7,it's,-1\n")), COLUMNS, rules);
        assertThat(quarantined(without))
                .containsExactly("[[amount.min], a.csv, 200002, {\"id\":\"7\",\"name\":\"it's\",\"amount\":\"-1\"}]");
        assertThat(without.account()).isEqualTo(new Account(200_001, 200_000, 1, 0, 0));
        Produced with = bench.produce(
                Bench.csv(Map.of(), bench.file("b.csv", lines + "7,\"b,\"\"c\"\"\",3\n")), COLUMNS, rules);
        assertThat(texts(with.kept(), "name", "id"))
                .filteredOn(name -> !name.equals("[n]"))
                .containsExactly("[b,\"c\"]");
        assertThat(with.account()).isEqualTo(new Account(200_001, 200_001, 0, 0, 0));
    }

    @Test
    void quotesAreLeftOutOfAccountOnlyIfThereAreNone() {
        Statements statements = ((DuckDbSession) bench.session()).statements();
        Path with = bench.file("a.csv", "id,name\n1,\"a\"\n");
        Path without = bench.file("b.csv", "id,name\n1,a\n");
        assertThat(quote(statements, Map.of(), with)).isEqualTo("'\"'");
        assertThat(quote(statements, Map.of(), without)).isEqualTo("''");
        assertThat(quote(statements, Map.of(), without, with)).isEqualTo("'\"'");
        assertThat(quote(statements, Map.of("quote", "!"), without)).isEqualTo("'!'");
        assertThat(quote(
                        statements,
                        Map.of("encoding", "utf-16"),
                        bench.file("c.csv", "id,name\n1,a\n".getBytes(StandardCharsets.UTF_16LE))))
                .isEqualTo("'\"'");
    }

    private static @Nullable String quote(Statements statements, Map<String, Object> declared, Path... files) {
        Form.Scan scan = (Form.Scan) Bench.csv(declared, files).extent().form();
        List<CsvGroup> groups = CsvGroup.of(statements, scan.files(), declared);
        assertThat(groups).hasSize(1);
        return groups.get(0).withoutQuotesIfNone().dialect().options().get("quote");
    }

    @Test
    void filteredRowsAreCountedAndNotQuarantined() {
        Path file = bench.file("a.csv", "id,name,amount\n1,pt,1\n2,fr,2\n3,pt,-3\nx,pt,4\ny,fr,5\n");
        Produced produced = bench.produce(
                Bench.csv(Map.of(), Optional.of("name = 'pt'"), file), COLUMNS, List.of(Rules.min("amount", "0")));
        assertThat(produced.account()).isEqualTo(new Account(5, 1, 2, 0, 2));
    }

    /** Lines are found again by a number in them, which good ones may have too, and which may be missing. */
    @Test
    void aBrokenRowIsFoundAmongOthersWithItsNumber() {
        Path file = bench.file(
                "a.csv", "id,name,amount\r\n1,a,1\r\n1,b,-1\r\n-2,c,-2\r\n,d,3\r\n +3,e,-3\r\n4,f,xx\r\n5,g,5\r\n");
        Produced produced = bench.produce(
                Bench.csv(Map.of(), file), COLUMNS, List.of(Rules.required("id"), Rules.min("amount", "0")));
        assertThat(kept(produced)).containsExactly("[1, a, 1.0]", "[5, g, 5.0]");
        assertThat(quarantined(produced))
                .containsExactly(
                        "[[amount.min], a.csv, 3, {\"id\":\"1\",\"name\":\"b\",\"amount\":\"-1\"}]",
                        "[[amount.min], a.csv, 4, {\"id\":\"-2\",\"name\":\"c\",\"amount\":\"-2\"}]",
                        "[[id.required], a.csv, 5, {\"id\":null,\"name\":\"d\",\"amount\":\"3\"}]",
                        "[[amount.min], a.csv, 6, {\"id\":\" +3\",\"name\":\"e\",\"amount\":\"-3\"}]",
                        "[[amount.type], a.csv, 7, {\"id\":\"4\",\"name\":\"f\",\"amount\":\"xx\"}]");
        assertThat(produced.account()).isEqualTo(new Account(7, 2, 5, 0, 0));
    }

    /** A line whose number is none after all is not found by it, so the whole file is read again. */
    @Test
    void aNumberThatStandsForNullLosesNoRow() {
        Path file = bench.file("a.csv", "id,name,amount\n1,a,1\n99,b,2\n3,c,-3\n4,d,4\n");
        Produced produced = bench.produce(
                Bench.csv(Map.of("null", List.of("99")), file),
                COLUMNS,
                List.of(Rules.required("id"), Rules.min("amount", "0")));
        assertThat(quarantined(produced))
                .containsExactly(
                        "[[id.required], a.csv, 3, {\"id\":null,\"name\":\"b\",\"amount\":\"2\"}]",
                        "[[amount.min], a.csv, 4, {\"id\":\"3\",\"name\":\"c\",\"amount\":\"-3\"}]");
        assertThat(produced.account()).isEqualTo(new Account(4, 2, 2, 0, 0));
    }

    @Test
    void brokenRowsOfSeveralFilesAreSaidToComeFromTheirs() {
        Path first = bench.file("a.csv", "id,name,amount\n1,a,1\n2,b,-2\n");
        Path second = bench.file("b.csv", "id,name,amount\n3,c,3\n4,d\n5,e,-5\n");
        Produced produced =
                bench.produce(Bench.csv(Map.of(), first, second), COLUMNS, List.of(Rules.min("amount", "0")));
        assertThat(texts(produced.quarantined(), "reasons, source, record", "source, record"))
                .containsExactly(
                        "[[amount.min], a.csv, {\"id\":\"2\",\"name\":\"b\",\"amount\":\"-2\"}]",
                        "[[malformed.columns], b.csv, {\"_raw\":\"4,d\"}]",
                        "[[amount.min], b.csv, {\"id\":\"5\",\"name\":\"e\",\"amount\":\"-5\"}]");
        assertThat(produced.account()).isEqualTo(new Account(5, 2, 3, 0, 0));
    }

    @Test
    void theBestOfRowsWithTheSameKeyStays() {
        Path first = bench.file("a.csv", "id,name,amount\n1,a,1\n2,b,-2\n2,c,2\n,d,1\n,e,1\n1,f,3\n");
        Path second = bench.file("b.csv", "id,name,amount\n1,g,2\n-5,h,1\n-5,h,1\n");
        Produced produced = distinct(first, second);
        assertThat(kept(produced))
                .containsExactlyInAnyOrder(
                        "[-5, h, 1.0]", "[1, f, 3.0]", "[2, c, 2.0]", "[null, d, 1.0]", "[null, e, 1.0]");
        assertThat(produced.account()).isEqualTo(new Account(9, 5, 1, 3, 0));
    }

    /** More than there are bits for. */
    @Test
    void keysThatLieFarApartAreToldApartToo() {
        StringBuilder lines = new StringBuilder("id,name,amount\n");
        for (long i = 0; i < 10_000; i++) {
            lines.append((i % 9_990) << 40).append(",n,").append(i).append('\n');
        }
        Produced produced = distinct(bench.file("a.csv", lines.toString()));
        assertThat(produced.account()).isEqualTo(new Account(10_000, 9_990, 0, 10, 0));
        assertThat(texts(produced.kept(), "amount", "amount DESC LIMIT 1")).containsExactly("[9999.0]");
    }

    private Produced distinct(Path... files) {
        return bench.produce(
                Bench.csv(Map.of(), files),
                COLUMNS,
                List.of(Rules.min("amount", "0")),
                Optional.of(new Dedup(List.of("id"), Dedup.Keep.LAST, Optional.of("amount"))),
                List.of(),
                Optional.empty());
    }

    @Test
    void filesWithOtherOrdersOfColumnsAreReadByName() {
        Path first = bench.file("a.csv", "id,name,amount\n1,a,1\n");
        Path second = bench.file("b.csv", "amount;name;id\n2;b;2\n");
        Path third = bench.file("c.csv", "id,name\n3,c\n");
        Path empty = bench.file("d.csv", "");
        Produced produced = bench.produce(Bench.csv(Map.of(), first, second, third, empty), COLUMNS, List.of());
        assertThat(kept(produced)).containsExactly("[1, a, 1.0]", "[2, b, 2.0]", "[3, c, null]");
    }

    @Test
    void whatTheProjectSaysOfTheFormatWins() {
        Path file = bench.file("a.csv", "NA|x y|1,5\n2|\\N|2,25\n");
        Produced produced = bench.produce(
                Bench.csv(
                        Map.of(
                                "delimiter",
                                "|",
                                "names",
                                List.of("id", "name", "amount"),
                                "null",
                                List.of("NA", "\\N"),
                                "decimal_separator",
                                ","),
                        file),
                COLUMNS,
                List.of());
        assertThat(kept(produced)).containsExactlyInAnyOrder("[null, x y, 1.5]", "[2, null, 2.25]");
    }

    @Test
    void rowsThatOnlyWarnAreKeptAndCounted() {
        Path file = bench.file("a.csv", "id,name,amount\n1,a,-1\n2,b,2\n");
        Produced produced = bench.produce(
                Bench.csv(Map.of(), file), COLUMNS, List.of(Rules.milder(Rules.min("amount", "0"), OnFail.WARN)));
        assertThat(produced.account()).isEqualTo(new Account(2, 2, 0, 0, 0));
        assertThat(produced.warnings()).containsExactly(Map.entry("amount.min", 1L));
    }

    @Test
    void writesFilesByPartitionWithTheirStatistics() {
        List<Column> columns =
                List.of(new Column("id", Type.Primitive.BIGINT), new Column("at", Type.Primitive.TIMESTAMP));
        Path file = bench.file("a.csv", "id,at\n1,2024-01-01 10:00:00\n2,2024-01-02 00:00:00\n3,\n");
        Produced produced = bench.produce(
                Bench.csv(Map.of(), file),
                columns,
                List.of(),
                Optional.empty(),
                List.of(new PartitionField("at", PartitionField.Transform.DAY, 0)),
                Optional.empty());
        assertThat(produced.kept().files())
                .extracting(written -> written.partition().get("at_day"))
                .containsExactlyInAnyOrder(Optional.of("2024-01-01"), Optional.of("2024-01-02"), Optional.empty());
        assertThat(produced.kept().files())
                .filteredOn(written ->
                        Optional.of("2024-01-01").equals(written.partition().get("at_day")))
                .allSatisfy(
                        written -> assertThat(written.statistics().get(1).min()).contains("1"));
    }

    private List<String> kept(Produced produced) {
        return texts(produced.kept(), "id, name, amount", "id NULLS LAST");
    }

    private List<String> quarantined(Produced produced) {
        return texts(produced.quarantined(), "reasons, source, position, record", "source, position");
    }

    private List<String> texts(Staged staged, String columns, String order) {
        return bench.rows(staged, table -> "SELECT " + columns + " FROM " + table + " ORDER BY " + order).stream()
                .map(Object::toString)
                .toList();
    }
}
