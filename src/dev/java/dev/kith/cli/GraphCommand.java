package dev.kith.cli;

import dev.kith.load.BrokenOff;
import dev.kith.load.GraphExport;
import dev.kith.load.GraphExport.Range;
import dev.kith.load.GraphFile;
import dev.kith.load.GraphFile.Contents;
import dev.kith.load.GraphImport;
import dev.kith.load.GraphRoutes;
import dev.kith.load.Unsound;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes all edges to a file, and brings them back: they stand nowhere else. */
@Command(
        name = "graph",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        description = "Back up all edges of a running service, and restore them.",
        subcommands = {GraphCommand.Export.class, GraphCommand.Import.class})
final class GraphCommand {
    private static final Duration BETWEEN_WORDS = Duration.ofSeconds(2);

    private GraphCommand() {}

    /** What both can be told. */
    static final class Options {
        @Option(
                names = "--retries",
                description = "how often in a row a service that fails is asked again (default: ${DEFAULT-VALUE})")
        private int retries = 8;

        @Mixin
        private ServiceOption service = new ServiceOption();

        GraphRoutes routes(CommandLine line) {
            if (retries < 0) {
                throw new ParameterException(line, "--retries must be 0 or more, was " + retries);
            }
            return new GraphRoutes(service.url(line), retries);
        }
    }

    /** Makes the file. */
    @Command(
            name = "export",
            mixinStandardHelpOptions = true,
            description = {
                "Write all nodes and edges to FILE, as they were in one moment; packed if its name ends with .gz.",
                "Broken off, the same command goes on."
            })
    static final class Export implements Callable<Integer> {
        @Parameters(paramLabel = "FILE", description = "a file that is not there yet")
        private Path file = Path.of("");

        @Option(
                names = "--looks",
                description =
                        "how often to look whether anything has changed meanwhile, and to read that again (default: ${DEFAULT-VALUE})")
        private int looks = 20;

        @Option(names = "--after", paramLabel = "ID", description = "only of what has greater ids")
        private long after = Range.ALL.after();

        @Option(names = "--to", paramLabel = "ID", description = "only of what has ids up to this one")
        private long to = Range.ALL.to();

        @Mixin
        private Options options = new Options();

        @Spec
        private CommandSpec command = CommandSpec.create();

        @Override
        public Integer call() throws IOException {
            var line = command.commandLine();
            if (after < 0 || after >= to) {
                throw new ParameterException(line, "--after must be 0 or more, and less than --to");
            }
            if (looks < 1) {
                throw new ParameterException(line, "--looks must be 1 or more, was " + looks);
            }
            if (Files.exists(file)) {
                throw new Refusal(file + " is there already");
            }
            var begun = System.nanoTime();
            try (var routes = options.routes(line)) {
                var outcome = new GraphExport(
                                routes, file, new Range(after, to), looks, Clock.systemUTC(), now(line.getOut()))
                        .run();
                show(line.getOut(), outcome.contents(), begun);
                return 0;
            } catch (BrokenOff brokenOff) {
                line.getErr().println("Broken off: " + brokenOff.getMessage());
                line.getErr().println("To go on, run the same command again.");
                return 1;
            }
        }
    }

    /** Reads the file. */
    @Command(
            name = "import",
            mixinStandardHelpOptions = true,
            description = {
                "Bring back all nodes and edges of FILE, once it was read to its end and is sound. A graph that has edges is refused without --merge.",
                "Broken off, the same command goes on."
            })
    static final class Import implements Callable<Integer> {
        @Parameters(paramLabel = "FILE", description = "which `kith graph export` has made")
        private Path file = Path.of("");

        @Option(
                names = "--merge",
                description =
                        "bring in what is missing, and what is newer; edges that are there and contradict it stay")
        private boolean merge;

        @Option(names = "--check", description = "only read the file, and say whether it is sound")
        private boolean check;

        @Mixin
        private Options options = new Options();

        @Spec
        private CommandSpec command = CommandSpec.create();

        @Override
        public Integer call() throws IOException {
            var line = command.commandLine();
            if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
                throw new Refusal("There is no file " + file);
            }
            var begun = System.nanoTime();
            try {
                if (check) {
                    show(line.getOut(), GraphFile.verify(file), begun);
                    return 0;
                }
                try (var routes = options.routes(line)) {
                    show(line.getOut(), new GraphImport(routes, file, merge, now(line.getOut())).run(), begun);
                    return 0;
                }
            } catch (Unsound unsound) {
                throw new Refusal("Nothing was done: " + unsound.getMessage());
            } catch (BrokenOff brokenOff) {
                line.getErr().println("Broken off: " + brokenOff.getMessage());
                line.getErr().println("To go on, run the same command again.");
                return 1;
            }
        }
    }

    private static Consumer<String> now(PrintWriter out) {
        var last = new long[] {System.nanoTime()};
        return words -> {
            if (System.nanoTime() - last[0] > BETWEEN_WORDS.toNanos()) {
                last[0] = System.nanoTime();
                out.println(words);
                out.flush();
            }
        };
    }

    private static void show(PrintWriter out, Contents contents, long begun) {
        contents.kinds().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(kind -> out.printf(Locale.ROOT, "%-12s %,12d%n", kind.getKey(), kind.getValue()));
        out.printf(
                Locale.ROOT,
                "%,d lines in %.1f s, as of %s, fingerprint %s%n",
                contents.total(),
                (System.nanoTime() - begun) / 1e9,
                contents.at(),
                contents.fingerprint());
        out.flush();
    }
}
