package dev.levada.cli;

import dev.levada.api.Blame;
import dev.levada.api.Names;
import dev.levada.cli.terminal.Ink;
import dev.levada.cli.terminal.JsonLog.Level;
import dev.levada.cli.terminal.ProblemReport;
import dev.levada.cli.terminal.Terminal;
import dev.levada.problem.Problem;
import dev.levada.problem.ProjectException;
import dev.levada.report.Failure;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells what went wrong, and turns it into an exit code: the one that {@link Blame} names for whose fault it is. */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
    /** Picocli shows the constants of an enumeration by their names, not as they are typed. */
    private static final Pattern CHOICES = Pattern.compile("(?<=expected one of )\\[[^\\]]*]");

    private final Shell shell;
    private final Console console;
    private final Wiring wiring;

    Failures(Shell shell, Console console, Wiring wiring) {
        this.shell = shell;
        this.console = console;
        this.wiring = wiring;
    }

    @Override
    public int handleExecutionException(Exception thrown, CommandLine command, ParseResult parsed) {
        if (thrown instanceof ProjectException wrong) {
            tell(wrong.problems());
        } else {
            tell(failure(thrown));
        }
        if (console.globals().verbose) {
            StringWriter trace = new StringWriter();
            thrown.printStackTrace(new PrintWriter(trace));
            console.terminal().complain(trace.toString().stripTrailing());
        }
        return failure(thrown).blame().exitCode();
    }

    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) {
        Terminal terminal = console.terminal();
        CommandLine command = wrong.getCommandLine();
        if (arguments.length == 0) {
            terminal.complain(command.getUsageMessage().stripTrailing());
            return Blame.PROJECT.exitCode();
        }
        terminal.complain(error()
                + (wrong instanceof UnmatchedArgumentException unmatched
                        ? unmatched(unmatched.getUnmatched().get(0), command.getCommandSpec())
                        : CHOICES.matcher(String.valueOf(wrong.getMessage()))
                                .replaceAll(choices -> choices.group().toLowerCase(Locale.ROOT))));
        terminal.complain("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return Blame.PROJECT.exitCode();
    }

    private static String unmatched(String word, CommandSpec command) {
        String name = word.replaceFirst("=.*", "");
        if (word.startsWith("-")) {
            return "Unknown option '" + name + "'. "
                    + Names.hint(name, longest(command.optionsMap().keySet()));
        }
        return command.subcommands().isEmpty()
                ? "'" + command.qualifiedName() + "' does not know what to do with '" + word + "'."
                : "Unknown command '" + word + "'. " + Names.hint(word, shown(command));
    }

    /** One-letter options are near to everything. */
    private static List<String> longest(Set<String> options) {
        return options.stream()
                .filter(option -> option.startsWith("--"))
                .sorted()
                .toList();
    }

    private static List<String> shown(CommandSpec command) {
        return command.subcommands().entrySet().stream()
                .filter(entry ->
                        !entry.getValue().getCommandSpec().usageMessage().hidden())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Tells problems in a project's files. */
    void tell(List<Problem> problems) {
        if (console.speaksJson()) {
            problems.forEach(problem -> console.log().write(Level.ERROR, "problem", fields(problem)));
            return;
        }
        Path folder = wiring.folder();
        new ProblemReport(console.terminal(), folder, prefix(folder), Wiring.secretKeys()).print(problems);
    }

    private void tell(Failure failure) {
        if (console.speaksJson()) {
            console.log()
                    .write(
                            Level.ERROR,
                            "failure",
                            Map.of(
                                    "code", failure.code(),
                                    "blame", failure.blame().name(),
                                    "message", failure.message()));
            return;
        }
        console.terminal().complain(error() + console.globals().commands().within(failure.message()));
        if (failure.blame() == Blame.LEVADA && !console.globals().verbose) {
            console.terminal().complain("This is a defect of Levada. With --verbose it shows where it happened.");
        }
    }

    private static Failure failure(Exception thrown) {
        if (thrown instanceof IOException || thrown instanceof UncheckedIOException) {
            return new Failure("io", Blame.RESOURCES, "Reading or writing failed: " + thrown.getMessage());
        }
        return Failure.of(thrown);
    }

    private String error() {
        return console.terminal().errorLook().dye(Ink.BOLD_RED, "error:") + " ";
    }

    private static Map<String, Object> fields(Problem problem) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("code", problem.code());
        fields.put("file", problem.position().file().toString().replace('\\', '/'));
        fields.put("line", problem.position().line());
        fields.put("column", problem.position().column());
        fields.put("message", problem.message());
        return fields;
    }

    /** The project's folder as seen from here. */
    private String prefix(Path folder) {
        if (folder.equals(shell.folder())) {
            return "";
        }
        Path shown = folder.startsWith(shell.folder()) ? shell.folder().relativize(folder) : folder;
        return shown.toString().replace('\\', '/') + "/";
    }
}
