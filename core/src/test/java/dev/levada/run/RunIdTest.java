package dev.levada.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RunIdTest {
    @Test
    void an_id_begins_with_the_time_in_utc_and_ends_with_four_letters_or_digits() {
        assertThat(RunId.at(Instant.parse("2024-07-01T09:30:15.999Z"), new Random(1)))
                .matches("20240701-093015-[0-9a-z]{4}")
                .hasSizeLessThanOrEqualTo(24);
    }

    @Test
    void a_part_of_a_run_tells_its_run() {
        assertThat(RunId.part("20240701-093015-x7k2", 0)).isEqualTo("20240701-093015-x7k2");
        assertThat(RunId.part("20240701-093015-x7k2", 1)).isEqualTo("20240701-093015-x7k2.2");
        assertThat(RunId.ofPart("20240701-093015-x7k2.2")).isEqualTo("20240701-093015-x7k2");
        assertThat(RunId.ofPart("20240701-093015-x7k2")).isEqualTo("20240701-093015-x7k2");
    }
}
