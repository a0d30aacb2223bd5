package dev.kith.dev;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Config;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Logging;
import org.neo4j.driver.QueryConfig;

/** Neo4j Community, reached over Bolt only. */
final class Neo4jServer extends Server {
    private final DataFolder data;
    private final String password;
    private final Path store;
    private final Path whole;

    Neo4jServer(Site site) {
        super("Neo4j", site);
        data = site.data();
        password = site.secret();
        store = data.path().resolve("neo4j");
        whole = store.resolve("whole");
    }

    @Override
    public String address() {
        return "bolt://127.0.0.1:" + port();
    }

    @Override
    Map<String, Object> properties() {
        return Map.of(
                "neo4j.uri",
                address(),
                "neo4j.username",
                "neo4j",
                "neo4j.password",
                password,
                "neo4j.database",
                "neo4j");
    }

    @Override
    void prepare() throws IOException {
        if (!Files.exists(whole)) {
            DataFolder.delete(store);
        }
        data.folder("neo4j");
    }

    @Override
    void discard() throws IOException {
        Files.deleteIfExists(whole);
    }

    @Override
    List<String> command() {
        return OwnJvm.command(
                List.of(
                        "-Xmx" + System.getProperty("kith.neo4j.heap", "1g"),
                        "-XX:+UseParallelGC",
                        "-XX:TieredStopAtLevel=" + System.getProperty("kith.neo4j.tier", "4"),
                        "-XX:+ExitOnOutOfMemoryError",
                        "--add-opens=java.base/java.nio=ALL-UNNAMED",
                        "--add-opens=java.base/java.io=ALL-UNNAMED",
                        "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
                        "-Dlogback.configurationFile=server-logback.xml",
                        "-Dslf4j.provider=ch.qos.logback.classic.spi.LogbackServiceProvider"),
                Neo4jMain.class,
                List.of(
                        store.toString(),
                        Integer.toString(port()),
                        System.getProperty("kith.neo4j.page-cache", "512m")));
    }

    @Override
    Map<String, String> environment() {
        return Files.exists(whole) ? Map.of() : Map.of(Neo4jMain.PASSWORD, password);
    }

    @Override
    void ask() throws IOException {
        new Socket(InetAddress.getLoopbackAddress(), port()).close();
        try (var driver = driver()) {
            driver.executableQuery("RETURN 1")
                    .withConfig(QueryConfig.builder().withDatabase("neo4j").build())
                    .execute();
        }
    }

    /** From now on the store is worth keeping; one that never answered is made anew. */
    @Override
    void furnish() throws IOException {
        if (!Files.exists(whole)) {
            Files.createFile(whole);
        }
    }

    @SuppressWarnings("deprecation") // the only way to spare the reader the failures of a server that is still starting
    private Driver driver() {
        return GraphDatabase.driver(
                address(),
                AuthTokens.basic("neo4j", password),
                Config.builder()
                        .withLogging(Logging.none())
                        .withConnectionTimeout(2, TimeUnit.SECONDS)
                        .withMaxTransactionRetryTime(0, TimeUnit.MILLISECONDS)
                        .build());
    }
}
