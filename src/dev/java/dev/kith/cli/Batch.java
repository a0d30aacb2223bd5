package dev.kith.cli;

import dev.kith.load.BatchClient;
import dev.kith.load.BatchClient.Refused;
import dev.kith.load.BatchClient.Status;
import dev.kith.load.BatchProgress;
import dev.kith.load.BrokenOff;
import dev.kith.load.PackedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Has many pairs of profiles follow, or no longer follow, and shows how far that is. */
@Command(
        name = "batch",
        mixinStandardHelpOptions = true,
        description = {
            "Let many profiles follow others: the pairs of a file, CSV (sourceId,targetId) or NDJSON, packed with gzip or not.",
            "Ends with 0 when all pairs are done, 1 when some are not, 2 when the file or the command was not understood."
        })
final class Batch implements Callable<Integer> {
    private static final int NOT_ALL = 1;
    private static final int NOT_UNDERSTOOD = 2;
    private static final Set<String> UNDONE = Set.of("blocked", "notFound", "limit", "failed");

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "whose first character says which of the two it is")
    private @Nullable Path file;

    @Option(names = "--unfollow", description = "end these follows, and withdraw requests")
    private boolean unfollow;

    @Option(names = "--watch", paramLabel = "ID", description = "show how far a batch is that has begun before")
    private @Nullable String batch;

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            description = "for how long the service may not answer (default: ${DEFAULT-VALUE})")
    private int patience = 300;

    @Mixin
    private ServiceOption service = new ServiceOption();

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        if ((file == null) == (batch == null)) {
            throw new ParameterException(command.commandLine(), "either FILE or --watch ID is needed");
        }
        if (file != null && !(Files.isRegularFile(file) && Files.isReadable(file))) {
            throw new Refusal("There is no file " + file);
        }
        try (var client = new BatchClient(service.url(command.commandLine()))) {
            var begun = file == null ? client.status(String.valueOf(batch)) : upload(client, file);
            return follow(client, begun);
        } catch (Refused refused) {
            say(refused.getMessage());
            return refused.isForGood() ? NOT_UNDERSTOOD : NOT_ALL;
        } catch (IOException | UncheckedIOException lost) {
            say("Kith does not answer: " + lost.getMessage());
            return NOT_ALL;
        }
    }

    private int follow(BatchClient client, Status begun) throws InterruptedException {
        var out = command.commandLine().getOut();
        out.printf(Locale.ROOT, "Batch %s: %,d pairs%n", begun.id(), begun.total());
        out.flush();
        try {
            var ended = new BatchProgress(
                            client,
                            out,
                            command.commandLine().getErr(),
                            ImportOptions.onTerminal(),
                            Duration.ofSeconds(patience))
                    .follow(begun);
            ended.outcomes().forEach((outcome, count) -> out.printf(Locale.ROOT, "  %-10s %,10d%n", outcome, count));
            if (ended.pending() > 0) {
                out.printf(Locale.ROOT, "  %-10s %,10d, since it was cancelled%n", "undone", ended.pending());
            }
            out.flush();
            return isDone(ended) ? 0 : NOT_ALL;
        } catch (BrokenOff brokenOff) {
            say("Broken off: " + brokenOff.getMessage());
            say("The batch goes on by itself. To look at it again: kith batch --watch " + begun.id());
            return NOT_ALL;
        }
    }

    private static boolean isDone(Status ended) {
        return ended.pending() == 0
                && UNDONE.stream().allMatch(outcome -> ended.outcomes().getOrDefault(outcome, 0) == 0);
    }

    private Status upload(BatchClient client, Path pairs) throws IOException, InterruptedException {
        String type;
        try (var input = PackedFile.open(pairs)) {
            type = input.read() == '{' ? "application/x-ndjson" : "text/csv";
        }
        return client.upload(unfollow ? "unfollows" : "follows", type, BodyPublishers.ofInputStream(() -> {
            try {
                return PackedFile.open(pairs);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }));
    }

    private void say(@Nullable String what) {
        command.commandLine().getErr().println(what);
        command.commandLine().getErr().flush();
    }
}
