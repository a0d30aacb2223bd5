package dev.kith.dev;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The service in a process of its own, on servers that run already. It ends with the process that started it. */
public final class ServiceProcess implements AutoCloseable {
    private static final long SECONDS_TO_STOP = 45;

    private final Process process;
    private final URI uri;

    private ServiceProcess(Process process, URI uri) {
        this.process = process;
        this.uri = uri;
    }

    /**
     * Starts it and returns when it answers.
     *
     * @param log what it writes there
     * @param settings its configuration, beside where the servers are
     * @throws ServerFailure when it does not start
     */
    static ServiceProcess start(EmbeddedStack stack, Path log, Map<String, Object> settings) throws IOException {
        var process = new ProcessBuilder(
                        Terminal.apart(OwnJvm.command(OwnJvm.sameOptions(), ServiceMain.class, List.of())
                                .toArray(String[]::new)))
                .redirectError(log.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process), "end the service"));
        var all = new HashMap<>(stack.properties());
        all.put("micronaut.server.host", "127.0.0.1");
        all.put("micronaut.server.port", -1);
        all.putAll(settings);
        tell(process, all);
        var uri = process.inputReader(UTF_8).readLine();
        if (uri == null) {
            end(process);
            throw new ServerFailure("The service did not start, see " + log);
        }
        return new ServiceProcess(process, URI.create(uri));
    }

    /** Not by arguments, which every user of the machine can read: passwords are among them. */
    private static void tell(Process process, Map<String, Object> settings) throws IOException {
        var writer = process.outputWriter(UTF_8);
        for (var setting : settings.entrySet()) {
            writer.write(setting.getKey() + '=' + setting.getValue() + '\n');
        }
        writer.write('\n');
        writer.flush();
    }

    public URI uri() {
        return uri;
    }

    /** Ends it as it is, with all that is under way. */
    public void kill() {
        end(process);
    }

    /** Lets it answer what is under way and end; when that takes too long it is killed. */
    @Override
    public void close() throws IOException {
        process.outputWriter(UTF_8).close();
        try {
            if (process.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        end(process);
    }

    /** At once. */
    private static void end(Process process) {
        process.destroyForcibly().onExit().join();
    }
}
