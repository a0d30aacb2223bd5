package dev.kith.cli;

import picocli.CommandLine.Command;

/** Looks after messages that were given up. */
@Command(
        name = "dlq",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        description = "See which messages were given up, and why, and send them again.",
        subcommands = {DeadLettersList.class, DeadLettersShow.class, DeadLettersRedrive.class})
final class DeadLetters {}
