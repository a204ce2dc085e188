package dev.levada.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SamplesTest {

    @Test
    void the_median_of_an_odd_number_of_values_is_the_one_in_the_middle() {
        assertThat(Samples.median(3, 1, 2)).hasValue(2);
    }

    @Test
    void the_median_of_an_even_number_of_values_lies_between_the_two_in_the_middle() {
        assertThat(Samples.median(4, 1, 2, 10)).hasValue(3);
    }

    @Test
    void no_values_have_no_median() {
        assertThat(Samples.median()).isEmpty();
    }

    @Test
    void the_peak_is_the_highest_of_all_runs() {
        Samples samples = new Samples(List.of(sample(1, 10), sample(2, 30), sample(3, 20)), Optional.empty());
        assertThat(samples.peakBytes()).hasValue(30);
        assertThat(samples.seconds()).hasValue(2);
    }

    @Test
    void a_side_that_did_not_finish_once_has_no_seconds() {
        Samples samples = new Samples(List.of(sample(1, 10)), Optional.of("out of memory"));
        assertThat(samples.seconds()).isEmpty();
    }

    private static Sample sample(double seconds, long peak) {
        return new Sample(seconds, OptionalDouble.empty(), OptionalLong.of(peak));
    }
}
