package dev.levada.cli;

import dev.levada.project.reference.ProjectSettings;
import dev.levada.project.reference.ReferencePages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code levada reference}: for those who work on Levada. */
@Command(name = "reference", hidden = true, description = "Write the reference pages of all settings.")
final class ReferenceCommand implements Callable<Integer> {
    private final Console console;
    private final Shell shell;

    @Option(names = "--write", paramLabel = "DIR", required = true, description = "The folder to write to.")
    private Path folder = Path.of("");

    ReferenceCommand(Console console, Shell shell) {
        this.console = console;
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        ProjectSettings settings = new ProjectSettings(Wiring.connectors());
        TextFiles.write(shell.folder().resolve(folder).normalize(), ReferencePages.of(settings), console.terminal());
        return 0;
    }
}
