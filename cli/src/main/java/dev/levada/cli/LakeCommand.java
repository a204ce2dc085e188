package dev.levada.cli;

import picocli.CommandLine.Command;

/** {@code levada lake} */
@Command(
        name = "lake",
        description = "Look at the past of tables, go back to it, and keep tables small and quick.",
        synopsisSubcommandLabel = "COMMAND")
final class LakeCommand {}
