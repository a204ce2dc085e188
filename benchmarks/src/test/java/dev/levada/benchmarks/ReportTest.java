package dev.levada.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final Comparison RATIO = new Comparison(
            "load",
            "load",
            "ours",
            Optional.of("theirs"),
            Measure.RATIO,
            1,
            OptionalDouble.of(1.35),
            "One against\nthe other.");
    private static final Comparison SECONDS = new Comparison(
            "check", "check", "ours", Optional.empty(), Measure.SECONDS, 1, OptionalDouble.of(1.5), "Alone.");

    @Test
    void a_ratio_within_its_target_is_reached() {
        String text = report(RATIO, samples(1.3), samples(1.0)).markdown();
        assertThat(text).contains("| load | 1.30 s | 1.00 s | 1.30 | ≤ 1.35 | reached |");
        assertThat(text).contains("**load** — One against the other. The target, ≤ 1.35, is reached.");
    }

    @Test
    void a_missed_target_is_said_plainly() {
        String text = report(RATIO, samples(2.0), samples(1.0)).markdown();
        assertThat(text).contains("| 2.00 | ≤ 1.35 | **missed** |");
        assertThat(text).contains("**The target, ≤ 1.35, is missed**: it is 2.00.");
    }

    @Test
    void seconds_are_judged_without_a_yardstick() {
        String text = report(SECONDS, samples(1.6, 1.2, 1.3), samples(1.0)).markdown();
        assertThat(text).contains("| check | 1.30 s |  |  | ≤ 1.50 s | reached |");
    }

    @Test
    void a_side_that_did_not_finish_misses_its_target_and_says_why() {
        Samples failed = new Samples(List.of(), Optional.of("exit code 3:\nout of memory"));
        String text = report(RATIO, failed, samples(1.0)).markdown();
        assertThat(text).contains("| load | – | 1.00 s | – | ≤ 1.35 | **missed** |");
        assertThat(text).contains("It did not finish: exit code 3: out of memory");
    }

    @Test
    void all_runs_are_listed_with_the_peak_memory() {
        String text = report(RATIO, samples(1.3, 1.1, 1.2), samples(1.0)).markdown();
        assertThat(text).contains("| `ours`: Ours | 1.20 s | 1.00 s | 1.30 · 1.10 · 1.20 | 1,024 MiB |");
    }

    @Test
    void the_machine_comes_first() {
        String text = report(RATIO, samples(1.0), samples(1.0)).markdown();
        assertThat(text).contains("| CPU | Abacus |\n| date | 2024-07-01 |");
    }

    private static Report report(Comparison comparison, Samples ours, Samples theirs) {
        return new Report(
                new Machine(List.of(Map.entry("CPU", "Abacus"))),
                LocalDate.of(2024, 7, 1),
                "much",
                List.of(side("ours", "Ours"), side("theirs", "Theirs")),
                List.of(comparison),
                Map.of("ours", ours, "theirs", theirs));
    }

    private static Side side(String name, String title) {
        return new Side(
                name, title, "family", 1, Path.of("."), folder -> {}, List.of(), child -> OptionalDouble.empty());
    }

    private static Samples samples(double... seconds) {
        List<Sample> runs = java.util.Arrays.stream(seconds)
                .mapToObj(value -> new Sample(value, OptionalDouble.of(1.0), OptionalLong.of(1L << 30)))
                .toList();
        return new Samples(runs, Optional.empty());
    }
}
