package dev.kith.bench;

import dev.kith.Kith;
import dev.kith.dev.DataFolder;
import dev.kith.dev.EmbeddedStack;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The service on servers of its own, as `kith up` runs it, but empty and with a static answer beside its routes. Says on its output
 * where it answers, and ends with its input.
 */
final class BenchedServiceMain {
    private BenchedServiceMain() {}

    static void main(String[] arguments) throws IOException {
        var out = System.out;
        System.setOut(System.err);
        var data = DataFolder.take(Path.of(arguments[0]));
        data.empty();
        try (var stack = EmbeddedStack.start(data);
                var context = ApplicationContext.builder(configuration(stack))
                        .mainClass(Kith.class)
                        .start()) {
            out.println(context.getBean(EmbeddedServer.class).start().getURI());
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }

    private static Map<String, Object> configuration(EmbeddedStack stack) {
        var configuration = new HashMap<>(stack.properties());
        configuration.put("micronaut.server.host", "127.0.0.1");
        configuration.put("micronaut.server.port", -1);
        configuration.put(StaticAnswerController.SWITCH, true);
        return configuration;
    }
}
