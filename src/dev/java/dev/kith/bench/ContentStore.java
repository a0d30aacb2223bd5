package dev.kith.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.dev.EmbeddedStack;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/** What lies in Postgres, written and seen past the service. */
final class ContentStore {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration INTERVAL = Duration.ofMillis(50);

    private final Map<String, Object> properties;

    ContentStore(EmbeddedStack stack) {
        properties = stack.properties();
    }

    void load(Content content) throws IOException {
        try (var script = Objects.requireNonNull(ContentStore.class.getResourceAsStream("/bench/content.sql"));
                var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(content.fillIn(new String(script.readAllBytes(), UTF_8)));
            statement.execute("VACUUM ANALYZE");
        } catch (SQLException e) {
            throw new IOException("The posts could not be loaded", e);
        }
    }

    /** Returns when the service has told all there was to tell of changes. */
    void awaitDelivery() throws IOException, InterruptedException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        try (var connection = connect();
                var statement = connection.prepareStatement("SELECT NOT EXISTS (SELECT FROM outbox)")) {
            while (true) {
                try (var answer = statement.executeQuery()) {
                    if (answer.next() && answer.getBoolean(1)) {
                        return;
                    }
                }
                if (System.nanoTime() > end) {
                    throw new BenchFailure("Changes were not told within " + PATIENCE);
                }
                Thread.sleep(INTERVAL);
            }
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(text("url"), text("username"), text("password"));
    }

    private String text(String name) {
        return String.valueOf(properties.get("datasources.default." + name));
    }
}
