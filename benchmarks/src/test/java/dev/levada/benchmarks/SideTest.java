package dev.levada.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SideTest {
    @TempDir
    private Path folder;

    @Test
    void what_a_run_made_is_looked_at() {
        Side side = side("exit 0").proven(() -> {
            throw new IOException("a row is missing");
        });
        assertThatThrownBy(side::sample).hasMessage("a row is missing");
    }

    @Test
    void a_run_that_failed_has_made_nothing_to_look_at() {
        AtomicInteger looks = new AtomicInteger();
        Side side = side("echo no room; exit 3").proven(looks::incrementAndGet);
        assertThatThrownBy(side::sample)
                .isInstanceOf(Side.Unfinished.class)
                .hasMessageContaining("exit code 3")
                .hasMessageContaining("no room");
        assertThat(looks).hasValue(0);
    }

    private Side side(String script) {
        return new Side(
                "ours",
                "Ours",
                "family",
                1,
                folder,
                fresh -> {},
                List.of("sh", "-c", script),
                child -> OptionalDouble.empty());
    }
}
