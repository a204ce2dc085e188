package dev.levada.cli;

import dev.levada.api.Finding;
import dev.levada.cli.terminal.Ink;
import dev.levada.cli.terminal.Json;
import dev.levada.cli.terminal.Terminal;
import dev.levada.doctor.Doctor;
import dev.levada.doctor.Examined;
import dev.levada.workspace.Workspace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code levada doctor} */
@Command(
        name = "doctor",
        description = {
            "Examine connections and this machine: what can be reached, how safely, with which rights; room and memory.",
            "Reads no data and changes nothing. Ends with 3 if something does not work."
        })
final class DoctorCommand implements Callable<Integer> {
    private final Console console;
    private final Wiring wiring;

    @Parameters(paramLabel = "CONNECTION", arity = "0..*", description = "Connections' names. Default: all.")
    private List<String> connections = new ArrayList<>();

    @Option(names = "--format", paramLabel = "FORMAT", description = "table or json. Default: table.")
    private ReportFormat format = ReportFormat.TABLE;

    DoctorCommand(Console console, Wiring wiring) {
        this.console = console;
        this.wiring = wiring;
    }

    @Override
    public Integer call() {
        try (Workspace workspace = wiring.lookingWorkspace()) {
            Doctor doctor = new Doctor(workspace);
            List<Examined> all = new ArrayList<>();
            List<String> names = connections.isEmpty()
                    ? List.copyOf(workspace.project().connections().keySet())
                    : connections;
            names.forEach(name -> all.add(doctor.connection(name)));
            all.add(doctor.machine());
            if (format == ReportFormat.JSON) {
                console.terminal().print(new Json(console.terminal()::hide).document(document(all)));
            } else {
                all.forEach(this::print);
            }
            return all.stream().mapToInt(Examined::exitCode).max().orElse(0);
        }
    }

    private void print(Examined examined) {
        Terminal terminal = console.terminal();
        String kind = examined.kind().isEmpty() ? "" : " (" + examined.kind() + ")";
        terminal.print(terminal.look().dye(Ink.BOLD, examined.name()) + kind);
        for (Finding finding : examined.findings()) {
            String mark = terminal.look().dye(ink(finding.level()), word(finding.level()));
            terminal.print("  " + mark + "  " + terminal.tame(finding.topic() + ": " + finding.text()));
            if (!finding.advice().isEmpty()) {
                terminal.print("           " + terminal.tame(finding.advice()));
            }
        }
        terminal.print("");
    }

    private static Ink ink(Finding.Level level) {
        return switch (level) {
            case GOOD -> Ink.GREEN;
            case NOTE -> Ink.BOLD;
            case WARNING -> Ink.YELLOW;
            case PROBLEM -> Ink.RED;
        };
    }

    /** Words of one length, so that what follows stands in a column. */
    private static String word(Finding.Level level) {
        return switch (level) {
            case GOOD -> "ok     ";
            case NOTE -> "note   ";
            case WARNING -> "warning";
            case PROBLEM -> "problem";
        };
    }

    private static List<Object> document(List<Examined> all) {
        List<Object> document = new ArrayList<>();
        for (Examined examined : all) {
            List<Object> findings = new ArrayList<>();
            for (Finding finding : examined.findings()) {
                Map<String, Object> entry = new LinkedHashMap<>();
                entry.put("level", finding.level().name().toLowerCase(Locale.ROOT));
                entry.put("topic", finding.topic());
                entry.put("text", finding.text());
                entry.put("advice", finding.advice());
                findings.add(entry);
            }
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("name", examined.name());
            entry.put("type", examined.kind());
            entry.put("findings", findings);
            document.add(entry);
        }
        return document;
    }
}
