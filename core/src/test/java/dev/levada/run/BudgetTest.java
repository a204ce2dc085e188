package dev.levada.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.project.Project.Limits;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BudgetTest {
    private static final long MACHINE = 10_000_000_000L;

    @ParameterizedTest
    @CsvSource({"1, 2", "2, 2", "3, 3", "4, 4", "64, 4"})
    void tasks_are_two_to_four_by_cores(int cores, int workers) {
        assertThat(workers(Optional.empty(), 0, cores)).isEqualTo(workers);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "16, 4"})
    void a_limit_of_threads_wins_over_cores(int threads, int workers) {
        assertThat(workers(Optional.empty(), threads, 8)).isEqualTo(workers);
    }

    @ParameterizedTest
    @CsvSource({"400MB, 1", "512MB, 2", "900 mb, 2", "1GB, 4", "0.4GiB, 1", "5%, 2", "60%, 4", "2 TiB, 4"})
    void little_memory_means_few_tasks(String memory, int workers) {
        assertThat(workers(Optional.of(memory), 0, 8)).isEqualTo(workers);
    }

    @Test
    void what_is_no_amount_of_memory_is_refused() {
        assertThatThrownBy(() -> workers(Optional.of("lots"), 0, 8))
                .hasMessage("'lots' is not an amount of memory. Write it like 4GB, 512MB or 60%.");
    }

    private static int workers(Optional<String> memory, int threads, int cores) {
        return Budget.of(new Limits(memory, threads), cores, () -> MACHINE).workers();
    }
}
