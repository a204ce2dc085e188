package dev.levada.cli.terminal;

import dev.levada.problem.Position;
import dev.levada.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Prints what is wrong with a project as compilers do: {@code file:line:col: error: message}, the line itself, a caret
 * under the place, and a count at the end.
 */
public final class ProblemReport {
    private final Terminal terminal;
    private final Path folder;
    private final String prefix;
    private final Optional<Pattern> secret;

    /**
     * @param folder what the problems' files are relative to
     * @param prefix what stands before them, so that an editor started here finds them; empty or ending in a slash
     * @param secretKeys settings whose values are not shown, even where they are written out in a file
     */
    public ProblemReport(Terminal terminal, Path folder, String prefix, Set<String> secretKeys) {
        this.terminal = terminal;
        this.folder = folder;
        this.prefix = prefix;
        this.secret = secretKeys.isEmpty()
                ? Optional.empty()
                : Optional.of(Pattern.compile(secretKeys.stream()
                        .map(Pattern::quote)
                        .collect(Collectors.joining("|", "(\\b(?:", ")[\"']?\\s*:\\s*)[^,}]+"))));
    }

    /** Prints all of them and how many there are. */
    public void print(List<Problem> problems) {
        problems.forEach(this::print);
        terminal.complain(terminal.errorLook().dye(Ink.BOLD, Figures.count(problems.size(), "error")));
    }

    private void print(Problem problem) {
        Look look = terminal.errorLook();
        String[] message = problem.message().strip().split("\n", -1);
        terminal.complain(look.dye(Ink.BOLD, prefix + problem.position() + ":") + " " + look.dye(Ink.BOLD_RED, "error:")
                + " " + message[0]);
        for (int i = 1; i < message.length; i++) {
            terminal.complain("  " + message[i]);
        }
        source(problem.position()).ifPresent(line -> pointAt(line, problem.position()));
    }

    private void pointAt(String line, Position position) {
        int before = Math.min(position.column() - 1, line.length());
        String margin = line.substring(0, before)
                .codePoints()
                .mapToObj(point -> point == '\t' ? "\t" : " ".repeat(TextWidth.of(Character.toString(point))))
                .collect(Collectors.joining());
        terminal.complain("  " + Visible.keepingTabs(masked(line)));
        terminal.complain("  " + margin + terminal.errorLook().dye(Ink.GREEN, "^"));
    }

    private String masked(String line) {
        String hidden = terminal.hide(line);
        return secret.map(keys -> keys.matcher(hidden).replaceAll("$1***")).orElse(hidden);
    }

    /** The line of the file; empty if it cannot be read, which must not hide the problem itself. */
    private Optional<String> source(Position position) {
        Path file = folder.resolve(position.file());
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.skip(Math.max(0, position.line() - 1)).findFirst().filter(line -> !line.isBlank());
        } catch (IOException | UncheckedIOException unreadable) {
            return Optional.empty();
        }
    }
}
