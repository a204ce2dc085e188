package dev.levada.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class IntervalTest {
    private static Interval days(int from, int to) {
        return new Interval(
                LocalDate.of(2024, 1, from).atStartOfDay(),
                LocalDate.of(2024, 1, to).atStartOfDay());
    }

    @Test
    void mergingJoinsWhatOverlapsOrMeetsAndKeepsTheRestApart() {
        List<Interval> scattered =
                List.of(days(9, 10), days(2, 5), days(1, 3), days(5, 6), days(3, 4), days(11, 12), days(9, 10));
        assertThat(Interval.merged(scattered)).containsExactly(days(1, 6), days(9, 10), days(11, 12));
        assertThat(Interval.merged(List.of())).isEmpty();
    }
}
