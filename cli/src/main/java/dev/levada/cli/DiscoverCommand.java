package dev.levada.cli;

import dev.levada.api.Column;
import dev.levada.api.LevadaException;
import dev.levada.api.Offer;
import dev.levada.cli.terminal.Ink;
import dev.levada.cli.terminal.Table;
import dev.levada.cli.terminal.Terminal;
import dev.levada.plan.Extracting;
import dev.levada.project.AssetName;
import dev.levada.project.Project;
import dev.levada.run.Discovery;
import dev.levada.workspace.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code levada discover} */
@Command(name = "discover", description = "List what a connection offers, and write asset files for it.")
final class DiscoverCommand implements Callable<Integer> {
    private static final String DEFAULT_SCHEMA = "raw";

    private final Console console;
    private final Wiring wiring;

    @Parameters(paramLabel = "CONNECTION", description = "The connection's name in levada.yml.")
    private String connection = "";

    @Option(
            names = "--write",
            description = "Write assets/SCHEMA/NAME.yml for each offer. A file that is there stays as it is.")
    private boolean write;

    @Option(names = "--schema", paramLabel = "SCHEMA", description = "The schema to write to. Default: raw.")
    private String schema = DEFAULT_SCHEMA;

    DiscoverCommand(Console console, Wiring wiring) {
        this.console = console;
        this.wiring = wiring;
    }

    @Override
    public Integer call() throws IOException {
        try (Workspace workspace = wiring.lookingWorkspace()) {
            Discovery discovery = new Discovery(workspace);
            List<Offer> offers = discovery.offers(connection);
            if (offers.isEmpty()) {
                console.terminal().print("The connection '" + connection + "' offers nothing that could be extracted.");
            }
            int failed = 0;
            for (Offer offer : offers) {
                failed = Math.max(failed, tell(workspace.project(), discovery, offer));
            }
            if (!write && !offers.isEmpty()) {
                console.terminal()
                        .print("Write asset files: "
                                + console.globals().commands().of(toWrite()));
            }
            return failed;
        }
    }

    private List<String> toWrite() {
        List<String> words = new ArrayList<>(List.of("discover", connection, "--write"));
        if (!schema.equals(DEFAULT_SCHEMA)) {
            words.addAll(List.of("--schema", schema));
        }
        return words;
    }

    /** Tells or writes one offer. One that cannot be looked into does not keep the others from being told. */
    private int tell(Project project, Discovery discovery, Offer offer) throws IOException {
        try {
            List<Column> columns = discovery.columns(connection, offer);
            if (write) {
                write(project.folder(), offer, columns);
            } else {
                print(offer, Extracting.of(project, connection, offer), columns);
            }
            return 0;
        } catch (LevadaException unreadable) {
            console.terminal().complain(offer.title() + ": " + unreadable.getMessage());
            return unreadable.blame().exitCode();
        }
    }

    private void print(Offer offer, List<AssetName> extracting, List<Column> columns) {
        Terminal terminal = console.terminal();
        terminal.print(terminal.look().dye(Ink.BOLD, offer.name()) + "  " + terminal.tame(offer.title())
                + (extracting.isEmpty()
                        ? ", extracted by no asset"
                        : ", extracted by "
                                + extracting.stream().map(AssetName::toString).collect(Collectors.joining(", "))));
        Table table = new Table(List.of(Table.left("column"), Table.left("type"))).indent(2);
        columns.forEach(column -> table.add(column.name(), column.type().sql()));
        terminal.print(table);
        terminal.print("");
    }

    private void write(Path folder, Offer offer, List<Column> columns) throws IOException {
        Path file = Path.of("assets", schema, offer.name() + ".yml");
        String shown = file.toString().replace('\\', '/');
        Path target = folder.resolve(file);
        if (Files.exists(target)
                || Files.exists(folder.resolve("assets").resolve(schema).resolve(offer.name() + ".sql"))) {
            console.terminal().print(Ink.YELLOW, "there already: " + shown);
            return;
        }
        Files.createDirectories(Objects.requireNonNull(target.getParent()));
        Files.writeString(
                target,
                console.terminal().hide(new AssetDraft().text(connection, offer, columns)),
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE_NEW);
        console.terminal().print("wrote " + shown);
    }
}
