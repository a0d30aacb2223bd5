package dev.kith.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.dev.OwnJvm;
import dev.kith.dev.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A service that goes on when the command which started it has returned. */
final class Detached {
    private static final int LINES_SHOWN = 20;

    private Detached() {}

    /** Starts another process for it and returns once that is ready. */
    static int up(Path data, PrintWriter out, List<String> arguments) throws IOException, InterruptedException {
        var log = Files.createDirectories(data.resolve("logs")).resolve("kith.log");
        var before = Files.exists(log) ? Files.size(log) : 0;
        var process = new ProcessBuilder(Terminal.apart(OwnJvm.command(OwnJvm.sameOptions(), Cli.class, arguments)
                        .toArray(String[]::new)))
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log.toFile()))
                .start();
        var givenUp = new Thread(process::destroy, "give up");
        Runtime.getRuntime().addShutdownHook(givenUp);
        while (!process.waitFor(100, TimeUnit.MILLISECONDS)) {
            var running = RunningKith.written(data).filter(found -> found.pid() == process.pid());
            if (running.isPresent()) {
                Runtime.getRuntime().removeShutdownHook(givenUp);
                out.printf(
                        "Kith runs at %s (process %d, log %s); `kith down` stops it%n",
                        running.get().url(), process.pid(), log);
                return 0;
            }
        }
        throw new Refusal(tail(log, before));
    }

    private static String tail(Path log, long from) throws IOException {
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(from);
            var bytes = new byte[(int) Math.min(file.length() - from, 1 << 20)];
            file.readFully(bytes);
            var lines = new String(bytes, UTF_8).lines().toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
        }
    }
}
