package dev.levada.cli.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.Column;
import dev.levada.api.Type;
import dev.levada.cli.terminal.Paper;
import dev.levada.engine.Rows;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RowPrinterTest {
    private static final List<Column> COLUMNS = List.of(
            new Column("id", Type.Primitive.BIGINT),
            new Column("name", Type.Primitive.VARCHAR),
            new Column("price", new Type.Decimal(9, 2)));

    private final Paper paper = Paper.plain();

    @Test
    void aTableShowsNumbersToTheRightAndNullsAsSuch() {
        print(RowFormat.TABLE, Long.MAX_VALUE, rows());

        assertThat(paper.out()).isEqualTo("""
                         id  name          price
                          1  Lamp           9.90
                        200  say "hi", ok   null
                        """);
    }

    @Test
    void csvQuotesWhatItMustAndTellsNullFromEmpty() {
        print(
                RowFormat.CSV,
                Long.MAX_VALUE,
                List.of(
                        Arrays.asList(1L, "say \"hi\", ok", new BigDecimal("9.90")),
                        Arrays.asList(2L, "", null),
                        Arrays.asList(3L, null, null)));

        assertThat(paper.out()).isEqualTo("id,name,price\r\n1,\"say \"\"hi\"\", ok\",9.90\r\n2,\"\",\r\n3,,\r\n");
    }

    @Test
    void jsonIsOneArrayOfObjectsWithExactNumbers() {
        print(RowFormat.JSON, Long.MAX_VALUE, rows());

        assertThat(paper.out()).isEqualTo("""
                        [
                        {"id":1,"name":"Lamp","price":9.90},
                        {"id":200,"name":"say \\"hi\\", ok","price":null}
                        ]
                        """);
    }

    @Test
    void noRowsAreStillADocument() {
        print(RowFormat.JSON, Long.MAX_VALUE, List.of());

        assertThat(paper.out()).isEqualTo("[]\n");
    }

    @Test
    void nestedValuesAreJsonInACell() {
        print(RowFormat.CSV, 9, List.of(Arrays.asList(1L, List.of("a", Map.of("b", 1)), null)));

        assertThat(paper.out()).endsWith("1,\"[\"\"a\"\",{\"\"b\"\":1}]\",\r\n");
    }

    @Test
    void noMoreRowsThanWantedArePrintedAndItSaysSo() {
        List<List<Object>> many = LongStream.range(0, 5)
                .mapToObj(i -> Arrays.<Object>asList(i, "x", null))
                .toList();

        assertThat(print(RowFormat.CSV, 2, many)).isEqualTo(RowPrinter.End.BEYOND_LIMIT);
        assertThat(paper.out().lines()).hasSize(3);
        assertThat(print(RowFormat.CSV, 5, many)).isEqualTo(RowPrinter.End.REACHED);
    }

    private static List<List<Object>> rows() {
        return List.of(Arrays.asList(1L, "Lamp", new BigDecimal("9.90")), Arrays.asList(200L, "say \"hi\", ok", null));
    }

    private RowPrinter.End print(RowFormat format, long limit, List<List<Object>> rows) {
        Iterator<List<Object>> next = rows.iterator();
        return new RowPrinter(paper.terminal(), format)
                .print(
                        new Rows() {
                            @Override
                            public List<Column> columns() {
                                return COLUMNS;
                            }

                            @Override
                            public List<Object> next() {
                                return next.hasNext() ? next.next() : null;
                            }

                            @Override
                            public void close() {}
                        },
                        limit);
    }
}
