package dev.kith.drill;

import picocli.CommandLine.Command;

/** The group of all drills; each is a command of its own. */
@Command(
        name = "drill",
        synopsisSubcommandLabel = "NAME",
        mixinStandardHelpOptions = true,
        description = "Let something fail under load, and see that nothing is lost.",
        subcommands = {
            Neo4jKillDrill.class,
            PostgresKillDrill.class,
            TimelinesDrill.class,
            BatchDrill.class,
            RestoreDrill.class
        })
public final class Drill {}
