package dev.levada.cli;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.cli.terminal.Commands;
import dev.levada.cli.terminal.Figures;
import dev.levada.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code levada init} */
@Command(name = "init", description = "Make a new project from a template. Overwrites nothing.")
final class InitCommand implements Callable<Integer> {
    /** How many files a refusal names. */
    private static final int SHOWN = 5;

    private final Console console;
    private final Shell shell;

    @Parameters(paramLabel = "DIR", arity = "0..1", description = "The new project's folder. Default: here.")
    private @Nullable Path folder;

    @Option(
            names = "--template",
            paramLabel = "NAME",
            description = {
                "minimal: one file of data, one extract, one transform.",
                "shop: a database, event logs and a catalogue become a table to train a model with.",
                "Default: minimal."
            })
    private Templates.Template template = Templates.Template.MINIMAL;

    InitCommand(Console console, Shell shell) {
        this.console = console;
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException {
        Path root = shell.folder()
                .resolve(Objects.requireNonNullElse(folder, Path.of("")))
                .normalize();
        Map<String, byte[]> files = Templates.files(template);
        refuseToOverwrite(root, files);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path target = root.resolve(file.getKey());
            Files.createDirectories(Objects.requireNonNull(target.getParent()));
            Files.write(target, file.getValue(), StandardOpenOption.CREATE_NEW);
        }
        tell(files.size());
        return 0;
    }

    private static void refuseToOverwrite(Path root, Map<String, byte[]> files) {
        List<String> there = files.keySet().stream()
                .filter(file -> Files.exists(root.resolve(file)))
                .toList();
        if (!there.isEmpty()) {
            throw new LevadaException(
                    "init.exists",
                    Blame.PROJECT,
                    "Nothing was written, for " + root + " has already: "
                            + String.join(", ", there.subList(0, Math.min(there.size(), SHOWN)))
                            + (there.size() > SHOWN ? " and " + (there.size() - SHOWN) + " more" : "")
                            + ". Name a new folder: levada init DIR");
        }
    }

    private void tell(int files) {
        Terminal terminal = console.terminal();
        Commands commands = new Commands(folder == null ? List.of() : List.of("-p", folder.toString()));
        terminal.print("Made a project from the template '" + template + "': " + Figures.count(files, "file")
                + (folder == null ? "" : " in " + folder));
        terminal.print("");
        terminal.print("Next:");
        terminal.print("  " + commands.of("check") + "    read it all, touch nothing");
        terminal.print("  " + commands.of("plan") + "     see what a run would make, and why");
        terminal.print("  " + commands.of("run") + "      make it");
    }
}
