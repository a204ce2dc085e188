package dev.levada.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void countsHaveThousandsSeparatorsAndNounsAgree() {
        assertThat(Figures.count(0)).isEqualTo("0");
        assertThat(Figures.count(1_234_567)).isEqualTo("1,234,567");
        assertThat(Figures.count(1, "row")).isEqualTo("1 row");
        assertThat(Figures.count(2, "row")).isEqualTo("2 rows");
    }

    @Test
    void durationsChangeTheirUnitWithTheirLength() {
        assertThat(Figures.duration(0.34)).isEqualTo("340 ms");
        assertThat(Figures.duration(0.9996)).isEqualTo("1.0 s");
        assertThat(Figures.duration(1.24)).isEqualTo("1.2 s");
        assertThat(Figures.duration(59.97)).isEqualTo("1 min 0 s");
        assertThat(Figures.duration(123)).isEqualTo("2 min 3 s");
        assertThat(Figures.duration(3720)).isEqualTo("1 h 2 min");
    }

    @Test
    void bytesNeverReadAsAThousandOfAUnit() {
        assertThat(Figures.bytes(512)).isEqualTo("512 B");
        assertThat(Figures.bytes(8_100)).isEqualTo("8.1 kB");
        assertThat(Figures.bytes(999_960)).isEqualTo("1.0 MB");
        assertThat(Figures.bytes(1_130_000_000)).isEqualTo("1.1 GB");
    }

    @Test
    void aSpeedThatIsUnknownIsNotShown() {
        assertThat(Figures.speed(24_000_000, 2)).isEqualTo("12.0 MB/s");
        assertThat(Figures.speed(0, 2)).isEmpty();
        assertThat(Figures.speed(5, 0)).isEmpty();
    }

    @Test
    void perCentIsNotRoundedUpToAll() {
        assertThat(Figures.percent(0.999)).isEqualTo("99 %");
        assertThat(Figures.percent(1.2)).isEqualTo("100 %");
    }
}
