package dev.levada.project.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;

class ScalarsTest {
    @Test
    void lengthsOfTimeAreNumbersWithUnits() {
        assertThat(Scalars.span("3 days")).contains(Duration.ofDays(3));
        assertThat(Scalars.span("90 SECONDS")).contains(Duration.ofSeconds(90));
        assertThat(Scalars.span("1 MIN")).contains(Duration.ofMinutes(1));
        assertThat(Scalars.span("1h 30m")).contains(Duration.ofMinutes(90));
        assertThat(Scalars.span("2 weeks")).contains(Duration.ofDays(14));
        assertThat(Scalars.span("3")).isEmpty();
        assertThat(Scalars.span("days")).isEmpty();
        assertThat(Scalars.span("")).isEmpty();
        assertThat(Scalars.span("3 days ago")).isEmpty();
        assertThat(Scalars.span("999999999999 weeks 999999999999 weeks")).isPresent();
    }

    @Test
    void sharesArePercentOrFractions() {
        assertThat(Scalars.share("1%")).contains(0.01);
        assertThat(Scalars.share("0.07")).contains(0.07);
        assertThat(Scalars.share("7 %")).contains(0.07);
        assertThat(Scalars.share("101%")).isEmpty();
        assertThat(Scalars.share("-1%")).isEmpty();
        assertThat(Scalars.share("half")).isEmpty();
    }

    @Test
    void wholeNumbersStayWithinALong() {
        assertThat(Scalars.whole("9223372036854775807")).contains(Long.MAX_VALUE);
        assertThat(Scalars.whole("9223372036854775808")).isEmpty();
        assertThat(Scalars.whole("1.0")).isEmpty();
    }

    @Test
    void datesMayHaveATime() {
        assertThat(Scalars.dateTime("2024-02-29")).contains(LocalDateTime.of(2024, 2, 29, 0, 0));
        assertThat(Scalars.dateTime("2024-02-29 06:30")).contains(LocalDateTime.of(2024, 2, 29, 6, 30));
        assertThat(Scalars.dateTime("2023-02-29")).isEmpty();
    }
}
