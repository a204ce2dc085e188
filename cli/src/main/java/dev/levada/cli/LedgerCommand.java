package dev.levada.cli;

import picocli.CommandLine.Command;

/** {@code levada ledger}; its parts are commands of their own. */
@Command(
        name = "ledger",
        synopsisSubcommandLabel = "COMMAND",
        description = "Look at what tables were made from, interval by interval.")
final class LedgerCommand {}
