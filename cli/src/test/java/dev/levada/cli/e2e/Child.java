package dev.levada.cli.e2e;

import dev.levada.cli.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The command line in a process of its own: one that can be killed, and whose environment a test can set. */
final class Child implements AutoCloseable {
    private final Process process;
    private final Path own;

    /** @param own a folder for what belongs to the process: who is killed cannot remove the libraries that it unpacked */
    private Child(Process process, Path own) {
        this.process = process;
        this.own = own;
    }

    /** Starts a command that ends its process at once where it reaches a {@link dev.levada.store.CrashPoint}. */
    static Child crashing(String point, Path folder, String... words) {
        return start(List.of("-Dlevada.crash-at=" + point), Map.of(), folder, words);
    }

    static Child start(Path folder, String... words) {
        return start(List.of(), Map.of(), folder, words);
    }

    static Child start(Map<String, String> env, Path folder, String... words) {
        return start(List.of(), env, folder, words);
    }

    /** Starts a command whose JVM is given some options. */
    static Child with(List<String> options, Path folder, String... words) {
        return start(options, Map.of(), folder, words);
    }

    private static Child start(List<String> options, Map<String, String> env, Path folder, String... words) {
        List<String> command = ChildClasses.java();
        try {
            Path own = Files.createTempDirectory("levada-child");
            command.add("-Djava.io.tmpdir=" + own);
            command.addAll(options);
            command.add(Main.class.getName());
            command.addAll(List.of(words));
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectError(errorsIn(own).toFile());
            builder.environment().putAll(env);
            return new Child(builder.start(), own);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path errorsIn(Path own) {
        return own.resolve("errors");
    }

    Process process() {
        return process;
    }

    /** Asks the process to end; what it prints can still be read, unlike after {@link Process#destroy}. */
    void terminate() {
        process.toHandle().destroy();
    }

    /** Returns when the process has printed a line that begins so. */
    void await(String beginning) {
        try {
            BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.strip().startsWith(beginning)) {
                    return;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new AssertionError("the process ended without '" + beginning + "': " + errors());
    }

    /** Returns all that the process prints once it has ended. */
    String out() {
        try {
            StringBuilder text = new StringBuilder();
            BufferedReader rest = process.inputReader(StandardCharsets.UTF_8);
            for (int c = rest.read(); c >= 0; c = rest.read()) {
                text.append((char) c);
            }
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for the end of the process. */
    int code() {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What the process has complained about so far. */
    String errors() {
        try {
            return Files.readString(errorsIn(own));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        code();
        try (Stream<Path> files = Files.walk(own)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
