package dev.kith.dev;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.Kith;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The service on servers that run already. Reads on its input how it is set, a line each up to an empty one; says on its output where it answers, and
 * ends with its input, or at once when it can't start, whatever threads are left of that.
 */
final class ServiceMain {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceMain.class);

    private ServiceMain() {}

    static void main(String[] arguments) throws IOException {
        var out = System.out;
        System.setOut(System.err);
        Kith.logInOnePlace();
        var in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        var settings = settings(in);
        try (var context =
                ApplicationContext.builder(settings).mainClass(Kith.class).start()) {
            out.println(context.getBean(EmbeddedServer.class).start().getURI());
            in.transferTo(Writer.nullWriter());
        } catch (RuntimeException failed) {
            LOG.error("the service does not start", failed);
            System.exit(1);
        }
    }

    private static Map<String, Object> settings(BufferedReader in) throws IOException {
        var settings = new HashMap<String, Object>();
        for (var line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            var end = line.indexOf('=');
            settings.put(line.substring(0, end), line.substring(end + 1));
        }
        return settings;
    }
}
