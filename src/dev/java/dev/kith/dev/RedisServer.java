package dev.kith.dev;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import redis.embedded.core.ExecutableProvider;

/** Redis, the installed one where there is one. It keeps nothing: what it holds can always be worked out again. */
final class RedisServer extends Server {
    private static final Duration TIME_TO_CLOSE = Duration.ofSeconds(10);

    private final DataFolder data;
    private final String password;
    private final Path configuration;

    RedisServer(Site site) {
        super("Redis", site);
        data = site.data();
        password = site.secret();
        configuration = data.folder("redis").resolve("redis.conf");
    }

    @Override
    public String address() {
        return "redis://127.0.0.1:" + port();
    }

    @Override
    Map<String, Object> properties() {
        return Map.of("redis.uri", "redis://:" + password + "@127.0.0.1:" + port());
    }

    @Override
    void prepare() throws IOException {
        Files.writeString(configuration, """
                bind 127.0.0.1
                port %d
                requirepass %s
                dir %s
                save ""
                appendonly no
                """.formatted(port(), password, quoted(data.folder("redis"))));
    }

    @Override
    List<String> command() {
        return List.of(program().toString(), configuration.toString());
    }

    private Path program() {
        return Terminal.onPath("redis-server").orElseGet(this::unpacked);
    }

    private Path unpacked() {
        var programs = data.programs();
        var program = programs.resolve("redis-server");
        try {
            if (!Files.exists(program)) {
                var unpacking = Files.createTempDirectory(programs, "unpacking");
                var unpacked = ExecutableProvider.newJarResourceProvider(unpacking.toFile())
                        .get();
                awaitClosed(unpacked.toPath());
                Files.move(unpacked.toPath(), program, StandardCopyOption.ATOMIC_MOVE);
                DataFolder.delete(unpacking);
            }
            return program;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns when the program can be run. A process that this one started while it wrote the file has it open too, for the moment until it becomes another program, and as long
     * as anybody could write to it the system runs it for nobody.
     */
    private static void awaitClosed(Path program) throws IOException {
        var end = System.nanoTime() + TIME_TO_CLOSE.toNanos();
        while (true) {
            try {
                new ProcessBuilder(program.toString(), "--version")
                        .start()
                        .onExit()
                        .join();
                return;
            } catch (IOException busy) {
                if (System.nanoTime() > end) {
                    throw busy;
                }
                Pause.briefly();
            }
        }
    }

    @Override
    void ask() throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout(2_000);
            socket.getOutputStream()
                    .write("AUTH %s\r\nPING\r\nQUIT\r\n".formatted(password).getBytes(US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), US_ASCII);
            if (!answer.contains("+PONG")) {
                throw new IOException(answer.strip());
            }
        }
    }

    private static String quoted(Path path) {
        return '"' + path.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
