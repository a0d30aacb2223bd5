package dev.kith.cli;

import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** The routes under which a running service tells of dead letters. */
final class DeadLetterRoutes {
    private static final String PATH = "/v1/dead-letters";

    private final JsonRoutes routes;

    DeadLetterRoutes(URI service) {
        this.routes = new JsonRoutes(service);
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return routes.get(PATH + path);
    }

    /** All of them when no ids are named. */
    JsonNode redrive(String family, List<String> ids) throws IOException, InterruptedException {
        return routes.post(
                PATH + '/' + JsonRoutes.encoded(family) + "/redrive", ids.isEmpty() ? Map.of() : Map.of("ids", ids));
    }
}
