package dev.levada.cli;

import dev.levada.cli.terminal.Look.Device;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * What became of one command that was run within this process, for tests in other packages.
 *
 * @param code the exit code
 */
public record Invocation(int code, String out, String err) {

    /** Runs one command as {@link Main} would, away from any screen. */
    public static Invocation of(Path folder, Map<String, String> env, Clock clock, String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Shell shell = new Shell(
                InputStream.nullInputStream(), stream(out), Device.OTHER, stream(err), Device.OTHER, env::get, folder);
        int code = Levada.commandLine(shell, clock, words).execute(words);
        shell.out().flush();
        shell.err().flush();
        return new Invocation(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, false, StandardCharsets.UTF_8);
    }
}
