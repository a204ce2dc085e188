package dev.levada.cli;

import dev.levada.cli.terminal.Look.Device;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the process was started in.
 *
 * @param env environment variables by name
 * @param folder the working folder, absolute
 */
record Shell(
        InputStream in,
        PrintStream out,
        Device outDevice,
        PrintStream err,
        Device errDevice,
        Function<String, @Nullable String> env,
        Path folder) {

    /** Output is buffered and in UTF-8, whatever the locale says: data must not turn into question marks. */
    static Shell ofProcess() {
        return new Shell(
                System.in,
                stream(FileDescriptor.out),
                device(1),
                stream(FileDescriptor.err),
                device(2),
                System::getenv,
                here());
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(
                new BufferedOutputStream(new FileOutputStream(descriptor), 1 << 16), false, StandardCharsets.UTF_8);
    }

    private static Path here() {
        return Path.of("").toAbsolutePath();
    }

    /** Linux tells what a descriptor leads to; elsewhere Java tells it of all three standard streams together. */
    private static Device device(int descriptor) {
        Path link = Path.of("/proc/self/fd/" + descriptor);
        try {
            String target = Files.readSymbolicLink(link).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console")
                    ? Device.SCREEN
                    : Device.OTHER;
        } catch (IOException | UnsupportedOperationException elsewhere) {
            return consoleDevice();
        }
    }

    /** Since Java 22 there is a console even where there is no terminal, and it says so itself. */
    @SuppressWarnings("SystemConsoleNull") // up to Java 21 it is null where there is no terminal
    private static Device consoleDevice() {
        java.io.Console console = System.console();
        if (console == null) {
            return Device.OTHER;
        }
        try {
            Object isTerminal = java.io.Console.class.getMethod("isTerminal").invoke(console);
            return Boolean.TRUE.equals(isTerminal) ? Device.SCREEN : Device.OTHER;
        } catch (ReflectiveOperationException older) {
            return Device.SCREEN;
        }
    }

    /** How many columns the terminal has now; 80 where it does not tell. */
    static int columns() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(Path.of("/dev/tty").toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String[] size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                    .strip()
                    .split(" ", -1);
            int columns = size.length == 2 ? Integer.parseInt(size[1]) : 0;
            return columns > 0 ? columns : 80;
        } catch (IOException | NumberFormatException unknown) {
            return 80;
        }
    }
}
