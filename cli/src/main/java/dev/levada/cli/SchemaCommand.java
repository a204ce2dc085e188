package dev.levada.cli;

import dev.levada.project.reference.JsonSchema;
import dev.levada.project.reference.ProjectSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code levada schema} */
@Command(
        name = "schema",
        description = "Print the JSON Schema of a project's files, which editors complete and check from.")
final class SchemaCommand implements Callable<Integer> {
    private final Console console;
    private final Shell shell;

    @Parameters(
            paramLabel = "KIND",
            arity = "0..1",
            description = "project: of levada.yml; asset: of assets/**/*.yml. Default: project.")
    private Kind kind = Kind.PROJECT;

    @Option(names = "--write", paramLabel = "DIR", description = "Write both into this folder.")
    private @Nullable Path folder;

    SchemaCommand(Console console, Shell shell) {
        this.console = console;
        this.shell = shell;
    }

    /** What a schema describes. */
    enum Kind {
        PROJECT,
        ASSET;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public Integer call() throws IOException {
        if (folder == null) {
            console.terminal().print(schema(kind).stripTrailing());
            return 0;
        }
        Map<String, String> files = new TreeMap<>();
        for (Kind each : Kind.values()) {
            files.put(file(each), schema(each));
        }
        TextFiles.write(shell.folder().resolve(folder).normalize(), files, console.terminal());
        return 0;
    }

    private static String schema(Kind kind) {
        ProjectSettings settings = new ProjectSettings(Wiring.connectors());
        return switch (kind) {
            case PROJECT -> JsonSchema.project(settings);
            case ASSET -> JsonSchema.asset(settings);
        };
    }

    private static String file(Kind kind) {
        return switch (kind) {
            case PROJECT -> JsonSchema.PROJECT_FILE;
            case ASSET -> JsonSchema.ASSET_FILE;
        };
    }
}
