package dev.levada.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MacrosTest {
    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void open() {
        bench = new Bench(folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void oneHotIsOneForItsCategoryOnly() {
        assertThat(bench.query("select one_hot(v, 'a') from (values ('a'), ('b'), (null)) t(v)"))
                .hasToString("[[1], [0], [0]]");
    }

    @Test
    void labelsAreEncodedByTheirPlaceFromZero() {
        assertThat(bench.query("select label_encode(v, ['x', 'y']) from (values ('x'), ('y'), ('z'), (null)) t(v)"))
                .hasToString("[[0], [1], [null], [null]]");
    }

    @Test
    void scalingUsesTheWholeTable() {
        assertThat(bench.query(
                        "select standard_scale(v), min_max_scale(v) from (values (1), (3), (5)) t(v) order by v"))
                .hasToString("[[-1.224744871391589, 0.0], [0.0, 0.5], [1.224744871391589, 1.0]]");
        assertThat(bench.query("select standard_scale(v), min_max_scale(v) from (values (2), (2)) t(v)"))
                .hasToString("[[null, null], [null, null]]");
    }

    @Test
    void binsAreHalfOpenAndOpenEndedWithOneLabelMore() {
        assertThat(bench.query("select bin(v, [0, 10, 20], ['low', 'high']) from"
                        + " (values (-1), (0), (9), (10), (19), (20), (null)) t(v)"))
                .hasToString("[[null], [low], [low], [high], [high], [null], [null]]");
        assertThat(bench.query("select bin(v, [10], ['small', 'big']) from (values (9.9), (10)) t(v)"))
                .hasToString("[[small], [big]]");
        assertThatThrownBy(() -> bench.query("select bin(v, [10], ['a', 'b', 'c']) from (values (1)) t(v)"))
                .hasMessageContaining("but got 1 edges and 3 labels");
    }

    @Test
    void daysBetweenAreWholeDays() {
        assertThat(bench.query("select days_between(date '2024-01-01', date '2024-03-01'),"
                        + " days_between(timestamp '2024-01-01 12:00', timestamp '2024-01-02 11:00')"))
                .hasToString("[[60, 0]]");
    }

    @Test
    void eventsInAWindowAreThoseOfTheKeyWithinTheWidth() {
        assertThat(bench.query("select events_in_window(k, ts, '7 days') from (values ('a', timestamp '2024-01-01'),"
                        + " ('a', timestamp '2024-01-07'), ('a', timestamp '2024-01-08'), ('b', timestamp '2024-01-08'))"
                        + " t(k, ts) order by k, ts"))
                .hasToString("[[1], [2], [2], [1]]");
    }

    @Test
    void bucketsAreHashedAsIcebergSays() {
        // The examples of Iceberg's specification, appendix B.
        assertThat(BucketFunction.hash("iceberg".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(1210000089);
        assertThat(bench.query("select levada_hash_long(34), levada_hash_text('iceberg'), levada_hash_long(17486)"))
                .hasToString("[[2017239379, 1210000089, -653330422]]");
    }
}
