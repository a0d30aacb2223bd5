package dev.kith.dev;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Servers, and services on them, that one command starts for itself. They are empty at first, and what they stored is deleted in the end. They are
 * processes of their own: whoever asks them has neither their garbage to collect nor their work to do.
 */
public final class Testbed implements AutoCloseable {
    private final Path data;
    private final EmbeddedStack stack;
    private final List<ServiceProcess> services = new ArrayList<>();
    private boolean kept;

    private Testbed(Path data, EmbeddedStack stack) {
        this.data = data;
        this.stack = stack;
    }

    /**
     * Starts the servers.
     *
     * @param name of the folder for what they store, beside the classes, where everything lies that a build makes
     * @throws ServerFailure when one does not start
     */
    public static Testbed start(String name) {
        var classes = Testbed.class.getProtectionDomain().getCodeSource().getLocation();
        var path =
                Path.of(URI.create(classes.toString())).resolveSibling("kith").resolve(name);
        var data = DataFolder.take(path);
        data.empty();
        return new Testbed(path, EmbeddedStack.start(data));
    }

    public EmbeddedStack stack() {
        return stack;
    }

    /**
     * Starts a service on the servers; it ends with them.
     *
     * @param name of its log
     * @param settings its configuration, beside where the servers are
     * @throws ServerFailure when it does not start
     */
    public ServiceProcess service(String name, Map<String, Object> settings) throws IOException {
        var service = ServiceProcess.start(stack, data.resolve("logs").resolve(name + ".log"), settings);
        services.add(service);
        return service;
    }

    /** Leaves what is stored for whoever wants to look at it. Answers where. */
    public Path keep() {
        kept = true;
        return data;
    }

    @Override
    public void close() throws IOException {
        try {
            for (var service : services) {
                service.close();
            }
        } finally {
            stack.close();
        }
        if (!kept) {
            try (var folder = DataFolder.take(data)) {
                folder.empty();
            }
        }
    }
}
