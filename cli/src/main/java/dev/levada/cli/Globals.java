package dev.levada.cli;

import dev.levada.cli.terminal.Commands;
import dev.levada.cli.terminal.Look;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Options that every command takes. */
final class Globals {
    @Option(
            names = {"-p", "--project"},
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "The project's folder. Default: here, or the nearest folder above with a levada.yml.")
    @Nullable
    Path project;

    @Option(
            names = {"-e", "--env"},
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            description = "The environment, as levada.yml names it.")
    @Nullable
    String environment;

    @Option(
            names = "--log-format",
            paramLabel = "FORMAT",
            scope = ScopeType.INHERIT,
            description = "text, or json: one JSON object a line on the error stream.")
    LogFormat logFormat = LogFormat.TEXT;

    @Option(names = "--color", paramLabel = "WHEN", scope = ScopeType.INHERIT, description = "auto, always or never.")
    Look.Wish color = Look.Wish.AUTO;

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "Show stack traces and what libraries log.")
    boolean verbose;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    boolean help;

    /** How a run is told. */
    enum LogFormat {
        TEXT,
        JSON;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Commands to type next, with the options that lead to the same project. */
    Commands commands() {
        List<String> options = new ArrayList<>();
        if (project != null) {
            options.addAll(List.of("-p", project.toString()));
        }
        if (environment != null) {
            options.addAll(List.of("-e", environment));
        }
        return new Commands(options);
    }
}
