package dev.kith.dev;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.util.concurrent.TimeUnit;

/**
 * A shell that waits for this process to end, in whatever way, and then ends the servers that it left running.
 *
 * <p>It notices by the end of its input, which the system closes even for a process killed with -9.
 */
final class Watchdog implements AutoCloseable {
    /**
     * Lines are {@code watch <signal> <pid>} and {@code forget <signal> <pid>}. What has not gone two seconds after its
     * own signal is killed.
     */
    private static final String SCRIPT = """
            trap '' INT TERM HUP
            watched=' '
            while read -r what signal pid; do
              case $what in
                watch) watched="$watched$signal:$pid " ;;
                forget) watched="${watched%% "$signal:$pid "*} ${watched#* "$signal:$pid "}" ;;
              esac
            done
            for one in $watched; do kill -s "${one%:*}" "${one#*:}"; done
            for try in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
              left=
              for one in $watched; do kill -s 0 "${one#*:}" && left=yes; done
              test "$left" || exit 0
              sleep 0.1
            done
            for one in $watched; do kill -s KILL "${one#*:}"; done
            """;

    private final Process process;
    private final Writer input;

    private Watchdog(Process process) {
        this.process = process;
        input = process.outputWriter(UTF_8);
    }

    static Watchdog start(DataFolder data) {
        try {
            var process = new ProcessBuilder(Terminal.apart("sh", "-c", SCRIPT))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            Files.writeString(data.path().resolve("watchdog"), Long.toString(process.pid()));
            return new Watchdog(process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the servers of a process that was killed on this folder a moment ago have gone too. */
    static void awaitFormer(DataFolder data) {
        var file = data.path().resolve("watchdog");
        try {
            if (Files.exists(file)) {
                var former = ProcessHandle.of(Long.parseLong(Files.readString(file)));
                for (int i = 0; i < 200 && former.filter(Watchdog::runs).isPresent(); i++) {
                    Pause.briefly();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Not so when it has ended and nobody took note: it is listed then, but as the process of no program. */
    static boolean runs(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    void watch(Process server, String signal) {
        tell("watch " + signal + ' ' + server.pid());
    }

    void forget(Process server, String signal) {
        tell("forget " + signal + ' ' + server.pid());
    }

    private synchronized void tell(String line) {
        try {
            input.write(line + '\n');
            input.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("The watchdog of the servers has gone", e);
        }
    }

    @Override
    public void close() {
        try {
            process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
