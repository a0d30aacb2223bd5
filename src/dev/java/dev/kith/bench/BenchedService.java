package dev.kith.bench;

import dev.kith.dev.DataFolder;
import dev.kith.dev.OwnJvm;
import dev.kith.dev.Terminal;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A service to be measured, in another process than whoever measures: neither has to collect the other's garbage. */
final class BenchedService implements AutoCloseable {
    private static final long SECONDS_TO_STOP = 45;

    private final Path data;
    private final Process process;
    private final URI uri;

    private BenchedService(Path data, Process process, URI uri) {
        this.data = data;
        this.process = process;
        this.uri = uri;
    }

    /**
     * Starts it with servers of its own and returns when it answers.
     *
     * @param data where these keep what they store, emptied before and after
     */
    static BenchedService start(Path data) throws IOException {
        var log = Files.createDirectories(data.resolve("logs")).resolve("kith.log");
        var process = new ProcessBuilder(Terminal.apart(
                        OwnJvm.command(OwnJvm.sameOptions(), BenchedServiceMain.class, List.of(data.toString()))
                                .toArray(String[]::new)))
                .redirectError(log.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process), "end the benched service"));
        var uri = process.inputReader().readLine();
        if (uri == null) {
            end(process);
            throw new BenchFailure("The service did not start, see " + log);
        }
        return new BenchedService(data, process, URI.create(uri));
    }

    URI uri() {
        return uri;
    }

    /** Lets it stop its servers in order; what they stored is of no use any more. */
    @Override
    public void close() throws IOException {
        process.outputWriter().close();
        try {
            if (!process.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
                end(process);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end(process);
        }
        try (var folder = DataFolder.take(data)) {
            folder.empty();
        }
    }

    /** At once; its servers never outlive it. */
    private static void end(Process process) {
        process.destroyForcibly().onExit().join();
    }
}
