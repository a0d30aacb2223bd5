package dev.kith.dev;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A server of the stack. It can be killed and started again on the same port and the same data. */
public abstract sealed class Server permits PostgresServer, Neo4jServer, RedisServer, SqsServer, S3Server {
    private static final Duration TIME_TO_START = Duration.ofMinutes(5);
    private static final Duration TIME_TO_STOP = Duration.ofSeconds(20);
    private static final Duration TIME_TO_VANISH = Duration.ofSeconds(3);
    private static final int LINES_SHOWN = 15;

    /** Waits for a word before it becomes the server: a child must not exist before the watchdog knows it. */
    private static final String HELD = "read -r go || exit 1; exec \"$@\" </dev/null";

    private final String name;
    private final int port = FreePort.next();
    private final Path log;
    private final Watchdog watchdog;
    private @Nullable Process process;
    private boolean startedBefore;

    Server(String name, Site site) {
        this.name = name;
        this.watchdog = site.watchdog();
        this.log = site.data().log(name.toLowerCase(Locale.ROOT));
    }

    public final String name() {
        return name;
    }

    public final int port() {
        return port;
    }

    /** Where it is reached, without the password. */
    public abstract String address();

    /** The configuration that makes the service use this server. */
    abstract Map<String, Object> properties();

    /** Makes ready what the command needs: programs, folders, an empty store. Before each start. */
    abstract void prepare() throws IOException;

    abstract List<String> command() throws IOException;

    Map<String, String> environment() {
        return Map.of();
    }

    /** Returns when the server answers as it should. */
    abstract void ask() throws Exception;

    /** Once it answers for the first time in this process. */
    void furnish() throws Exception {}

    String signalToStop() {
        return "TERM";
    }

    /** What ends it at once, with the processes it started itself. */
    String signalToEnd() {
        return "KILL";
    }

    final synchronized void start() {
        try {
            if (!startedBefore) {
                Files.deleteIfExists(log);
                startedBefore = true;
            }
            prepare();
            process = launch();
            await(process);
            furnish();
        } catch (ServerFailure e) {
            throw e;
        } catch (Exception e) {
            throw new ServerFailure(name + " did not start: " + e.getMessage() + '\n' + tail(), e);
        }
    }

    private Process launch() throws IOException {
        var held = new ArrayList<>(List.of("sh", "-c", HELD, name));
        held.addAll(Terminal.apart(command().toArray(String[]::new)));
        var builder = new ProcessBuilder(held)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment());
        var started = builder.start();
        watchdog.watch(started, signalToEnd());
        try (var word = started.outputWriter(UTF_8)) {
            word.write("go\n");
        }
        return started;
    }

    private void await(Process started) throws InterruptedException {
        var end = System.nanoTime() + TIME_TO_START.toNanos();
        while (true) {
            try {
                ask();
                return;
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                if (!started.isAlive()) {
                    throw new ServerFailure(name + " ended while starting.\n" + tail(), e);
                }
                if (System.nanoTime() > end) {
                    throw new ServerFailure(name + " does not answer: " + e.getMessage() + '\n' + tail(), e);
                }
                Pause.briefly();
            }
        }
    }

    private String tail() {
        try {
            var lines = Files.exists(log) ? Files.readString(log).lines().toList() : List.<String>of();
            return "The end of " + log + ":\n  "
                    + String.join("\n  ", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
        } catch (IOException e) {
            return "See " + log;
        }
    }

    /** Ends it as {@code kill -9} does and returns when it and its own children have gone. */
    public final synchronized void kill() {
        if (process != null) {
            var all = new ArrayList<>(process.descendants().toList());
            process.destroyForcibly().onExit().join();
            all.forEach(ProcessHandle::destroyForcibly);
            awaitEnd(all);
            gone(process);
        }
    }

    /**
     * Starts it again where it was, or as if the machine had come back when it was killed.
     *
     * @throws ServerFailure when it does not come back
     */
    public final synchronized void restart() {
        stop();
        start();
    }

    /**
     * Starts it again where it was, as if nothing had ever been stored.
     *
     * @throws ServerFailure when it does not come back
     */
    public final synchronized void restartEmpty() {
        stop();
        try {
            discard();
        } catch (IOException e) {
            throw new ServerFailure(name + " keeps what it stored: " + e.getMessage(), e);
        }
        start();
    }

    /** Has what is stored left out of account at the next start. */
    void discard() throws IOException {
        throw new IOException("nobody needs that yet");
    }

    /** Lets it write what it holds and end. */
    final synchronized void stop() {
        if (process == null) {
            return;
        }
        var pid = process.pid();
        if (process.isAlive()) {
            signal(pid, signalToStop());
        }
        try {
            if (process.waitFor(TIME_TO_STOP.toSeconds(), TimeUnit.SECONDS)) {
                gone(process);
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        kill();
    }

    private void gone(Process ended) {
        watchdog.forget(ended, signalToEnd());
        process = null;
    }

    private static void signal(long pid, String signal) {
        try {
            new ProcessBuilder("sh", "-c", "kill -s \"$1\" \"$2\"", "sh", signal, Long.toString(pid))
                    .start()
                    .onExit()
                    .join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void awaitEnd(List<ProcessHandle> processes) {
        var end = System.nanoTime() + TIME_TO_VANISH.toNanos();
        while (processes.stream().anyMatch(Watchdog::runs) && System.nanoTime() < end) {
            Pause.briefly();
        }
    }
}
