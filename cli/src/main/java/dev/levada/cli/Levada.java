package dev.levada.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The root of all commands. */
@Command(
        name = "levada",
        description = "Takes data from where it is, checks it, and keeps it as tables people can trust.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit codes: 0 done, 1 a run or a check failed or rows differ, 2 the project or the command line",
            "is wrong, 3 an outside system failed, 130 interrupted."
        })
final class Levada {
    @Mixin
    final Globals globals;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version.")
    boolean version;

    private Levada(Globals globals) {
        this.globals = globals;
    }

    /**
     * The commands, ready to be executed in a shell. Setting one up takes a while, so that only those are there that the
     * words may mean; all of them if no word is the name of one.
     */
    static CommandLine commandLine(Shell shell, Clock clock, String... words) {
        Globals globals = new Globals();
        Console console = new Console(shell, globals, clock);
        Wiring wiring = new Wiring(shell, console, clock);
        Failures failures = new Failures(shell, console, wiring);
        CommandLine line = new CommandLine(new Levada(globals));
        line.getCommandSpec().version("levada " + Main.version());
        Map<String, Supplier<Object>> commands = commands(shell, console, wiring, failures);
        Set<String> meant = new LinkedHashSet<>(commands.keySet());
        meant.retainAll(List.of(words));
        boolean all = meant.isEmpty() || meant.contains("completion");
        commands.forEach((name, command) -> {
            if (all || meant.contains(name)) {
                line.addSubcommand(command.get());
            }
        });
        return set(line, shell, failures);
    }

    private static CommandLine set(CommandLine line, Shell shell, Failures failures) {
        return line.setOut(new PrintWriter(shell.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(shell.err(), true, StandardCharsets.UTF_8))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setAllowSubcommandsAsOptionParameters(true)
                .setUsageHelpWidth(100)
                .setExecutionExceptionHandler(failures)
                .setParameterExceptionHandler(failures);
    }

    private static Map<String, Supplier<Object>> commands(
            Shell shell, Console console, Wiring wiring, Failures failures) {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("init", () -> new InitCommand(console, shell));
        commands.put("check", () -> new CheckCommand(console, wiring, failures));
        commands.put("plan", () -> new PlanCommand(console, wiring));
        commands.put("run", () -> new RunCommand(console, wiring, shell));
        commands.put("backfill", () -> new BackfillCommand(console, wiring));
        commands.put("reconcile", () -> new ReconcileCommand(console, wiring));
        commands.put("show", () -> new ShowCommand(console, wiring));
        commands.put("query", () -> new QueryCommand(console, wiring, shell));
        commands.put("runs", () -> new RunsCommand(console, wiring));
        commands.put(
                "quarantine",
                () -> new CommandLine(new QuarantineCommand())
                        .addSubcommand(new QuarantineListCommand(console, wiring))
                        .addSubcommand(new QuarantineShowCommand(console, wiring))
                        .addSubcommand(new QuarantineReplayCommand(console, wiring)));
        commands.put(
                "ledger",
                () -> new CommandLine(new LedgerCommand())
                        .addSubcommand(new LedgerShowCommand(console, wiring))
                        .addSubcommand(new LedgerRebuildCommand(console, wiring)));
        commands.put(
                "lake",
                () -> new CommandLine(new LakeCommand())
                        .addSubcommand(new LakeHistoryCommand(console, wiring))
                        .addSubcommand(new LakeDiffCommand(console, wiring))
                        .addSubcommand(new LakeRollbackCommand(console, wiring))
                        .addSubcommand(new LakeMaintainCommand(console, wiring)));
        commands.put("discover", () -> new DiscoverCommand(console, wiring));
        commands.put("doctor", () -> new DoctorCommand(console, wiring));
        commands.put("schema", () -> new SchemaCommand(console, shell));
        commands.put("completion", () -> new CompletionCommand(console));
        commands.put("reference", () -> new ReferenceCommand(console, shell));
        return commands;
    }
}
