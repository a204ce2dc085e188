package dev.levada.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OptionsTest {

    @Test
    void without_options_everything_is_measured_at_full_size() {
        Options options = Options.parse();
        assertThat(options.users()).isEqualTo(1_000_000);
        assertThat(options.events()).isEqualTo(20_000_000);
        assertThat(options.sales()).isEqualTo(10_000_000);
        assertThat(options.complete()).isTrue();
    }

    @Test
    void a_smaller_scale_or_a_part_is_a_trial() {
        assertThat(Options.parse("--scale", "0.02").users()).isEqualTo(20_000);
        assertThat(Options.parse("--scale", "0.02").complete()).isFalse();
        assertThat(Options.parse("--only", "load,check").complete()).isFalse();
        assertThat(Options.parse("--runs", "1").complete()).isFalse();
    }

    @Test
    void an_unknown_comparison_is_refused_with_the_known_ones() {
        assertThatThrownBy(() -> Options.parse("--only", "lode"))
                .hasMessage(
                        "--only lode: known are pipeline, load, memory, check, idle, upsert, read, backfill, late, plan,"
                                + " postgres-read, postgres-write");
    }

    @Test
    void an_unknown_option_is_refused() {
        assertThatThrownBy(() -> Options.parse("--fast", "yes")).hasMessageContaining("unknown option --fast");
    }
}
