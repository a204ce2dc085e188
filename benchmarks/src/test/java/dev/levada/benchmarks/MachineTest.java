package dev.levada.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {
    @TempDir
    Path folder;

    @Test
    void every_fact_has_a_value_on_any_machine() throws IOException {
        Machine machine = Machine.here(folder, "v1", "levada 1");
        assertThat(machine.facts())
                .extracting(Map.Entry::getKey)
                .containsExactly(
                        "CPU",
                        "cores",
                        "memory",
                        "file system",
                        "OS",
                        "kernel",
                        "JDK",
                        "DuckDB",
                        "Levada",
                        "load before");
        assertThat(machine.facts()).extracting(Map.Entry::getValue).noneMatch(String::isBlank);
    }

    @Test
    void of_several_cores_the_first_tells_the_model() throws IOException {
        Path file = Files.writeString(folder.resolve("cpuinfo"), "model name\t: One @ 2 GHz\n\nmodel name\t: Two\n");
        assertThat(Machine.values(file, ":")).containsEntry("model name", "One @ 2 GHz");
    }

    @Test
    void quotes_around_a_value_are_left_out() throws IOException {
        Path file = Files.writeString(folder.resolve("os-release"), "PRETTY_NAME=\"Some Linux 12\"\n");
        assertThat(Machine.values(file, "=")).containsEntry("PRETTY_NAME", "Some Linux 12");
    }

    @Test
    void a_file_that_is_not_there_has_no_values() throws IOException {
        assertThat(Machine.values(folder.resolve("none"), "=")).isEmpty();
    }
}
