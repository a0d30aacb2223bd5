package dev.kith.cli;

import picocli.CommandLine.Command;

/** Loads another system's network. */
@Command(
        name = "import",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        description = "Load a network into a running service. Safe to repeat.",
        subcommands = {ImportLdbc.class, ImportEdges.class})
final class Import {}
