package dev.levada.benchmarks;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class AgreementTest {

    @Test
    void sums_may_differ_in_their_last_digits() {
        assertThatCode(() -> Agreement.require(
                        Map.of("spend", "968632.3500000001", "users", "9423"),
                        Map.of("spend", "968632.35", "users", "9423")))
                .doesNotThrowAnyException();
    }

    @Test
    void sums_that_differ_by_a_cent_do_not_agree() {
        assertThatThrownBy(() -> Agreement.require(Map.of("spend", "968632.36"), Map.of("spend", "968632.35")))
                .hasMessageContaining("spend is 968632.36 and 968632.35");
    }

    @Test
    void counts_and_digests_are_compared_exactly() {
        assertThatThrownBy(() -> Agreement.require(
                        Map.of("digest", "18446744073709551615"), Map.of("digest", "18446744073709551614")))
                .hasMessageContaining("digest");
    }
}
