package dev.levada.cli;

import dev.levada.report.Failure;
import java.time.Clock;
import java.util.Objects;

/** Starts the command line. */
public final class Main {

    private Main() {}

    /** Runs one command and exits with its code. */
    public static void main(String[] args) {
        if (args.length == 1 && (args[0].equals("--version") || args[0].equals("-V"))) {
            // Before anything else is loaded: scripts ask this often, and nobody wants to wait for it.
            System.out.println("levada " + version());
            return;
        }
        Shell shell = Shell.ofProcess();
        int exitCode = execute(shell, args);
        shell.out().flush();
        shell.err().flush();
        System.exit(exitCode);
    }

    /** Memory that runs out within a task is told by the run; anywhere else it ends up here. */
    private static int execute(Shell shell, String... args) {
        try {
            return Levada.commandLine(shell, Clock.systemUTC(), args).execute(args);
        } catch (OutOfMemoryError exhausted) {
            Failure failure = Failure.of(exhausted);
            shell.err().println("error: " + failure.message());
            return failure.blame().exitCode();
        }
    }

    /** The version that the jar was built as. */
    static String version() {
        return Objects.requireNonNullElse(Main.class.getPackage().getImplementationVersion(), "(not packaged)");
    }
}
