package dev.kith.bench;

import picocli.CommandLine.Command;

/** The group of all benchmarks; each is a command of its own. */
@Command(
        name = "bench",
        synopsisSubcommandLabel = "NAME",
        mixinStandardHelpOptions = true,
        description = "Measure the service.",
        subcommands = {
            SkeletonBench.class,
            GraphBench.class,
            ContentBench.class,
            TimelinesBench.class,
            BatchBench.class,
            RecommendationsBench.class,
            SandboxBench.class
        })
public final class Bench {}
