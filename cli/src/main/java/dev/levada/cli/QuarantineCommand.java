package dev.levada.cli;

import picocli.CommandLine.Command;

/** {@code levada quarantine}; its parts are commands of their own. */
@Command(
        name = "quarantine",
        synopsisSubcommandLabel = "COMMAND",
        description = "Look at rows that broke a contract, and try them again.")
final class QuarantineCommand {}
