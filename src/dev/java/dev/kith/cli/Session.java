package dev.kith.cli;

import dev.kith.Kith;
import dev.kith.dev.DataFolder;
import dev.kith.dev.EmbeddedStack;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** One run of the service, from the start of its servers to their end. */
final class Session {
    private static final Duration TIME_TO_STOP = Duration.ofSeconds(45);

    private final DataFolder data;
    private final String host;
    private final int port;
    private final PrintWriter out;
    private volatile boolean startingServers;
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);

    Session(DataFolder data, String host, int port, PrintWriter out) {
        this.data = data;
        this.host = host;
        this.port = port;
        this.out = out;
    }

    /** Returns when this process was asked to end and everything has been put away. */
    void run() throws IOException, InterruptedException {
        var runner = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(runner), "stop"));
        RunningKith.erase(data);
        logToFile();
        try (var stack = startServers();
                var context = ApplicationContext.builder(configuration(stack))
                        .mainClass(Kith.class)
                        .start()) {
            var service = context.getBean(EmbeddedServer.class).start();
            var running = new RunningKith(ProcessHandle.current().pid(), urlOf(service));
            running.write(data);
            out.println(announcement(running, stack));
            asked.await();
            RunningKith.erase(data);
        } catch (RuntimeException e) {
            if (asked.getCount() > 0) {
                throw e;
            }
        } finally {
            done.countDown();
        }
    }

    /** The terminal is for people. To be called before anything is logged. */
    private void logToFile() {
        System.setProperty("kith.log", log().toString());
        System.setProperty("logback.configurationFile", "up-logback.xml");
        Kith.logInOnePlace();
    }

    private Path log() {
        return data.path().resolve("logs").resolve("kith.log");
    }

    private EmbeddedStack startServers() {
        startingServers = true;
        try {
            return EmbeddedStack.start(data);
        } finally {
            startingServers = false;
        }
    }

    private void stop(Thread runner) {
        asked.countDown();
        if (startingServers) {
            runner.interrupt();
        }
        try {
            if (!done.await(TIME_TO_STOP.toSeconds(), TimeUnit.SECONDS)) {
                System.err.println("Kith did not stop in time; its servers are killed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Map<String, Object> configuration(EmbeddedStack stack) {
        var configuration = new HashMap<>(stack.properties());
        configuration.put("micronaut.server.host", host);
        configuration.put("micronaut.server.port", port == 0 ? -1 : port);
        return configuration;
    }

    private URI urlOf(EmbeddedServer service) {
        var everywhere = host.equals("0.0.0.0") || host.equals("::");
        var name = everywhere ? "127.0.0.1" : host.contains(":") ? '[' + host + ']' : host;
        return URI.create("http://" + name + ':' + service.getPort());
    }

    private String announcement(RunningKith running, EmbeddedStack stack) {
        var servers = stack.servers().stream()
                .map(server -> "  %-9s %s".formatted(server.name(), server.address()))
                .collect(Collectors.joining("\n"));
        return """

                Kith runs at %s
                  %-9s %s/swagger
                %s
                  %-9s %s (the servers' password is in the file `secret`)
                  %-9s %s
                  %-9s Ctrl-C or `kith down`
                """.formatted(
                        running.url(), "try it", running.url(), servers, "data", data.path(), "log", log(), "stop");
    }
}
