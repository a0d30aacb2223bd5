package dev.kith.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.dev.EmbeddedStack;
import dev.kith.id.Ids;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.QueryConfig;

/** What lies in the stores of timelines, written and seen past the service. */
final class TimelineStores implements AutoCloseable {

    /** A whole home timeline in one statement, with all that a page shows of a post but its counts, which would cost it more. */
    static final String HOME = """
            MATCH (reader:Profile {id: $reader})-[follow:FOLLOWS {state: 'FOLLOWING'}]->(author:Profile)
            WHERE NOT coalesce(author.deleted, false)
              AND NOT EXISTS { (reader)-[:BLOCKS]-(author) }
              AND NOT EXISTS { (reader)-[:MUTES]->(author) }
            MATCH (author)-[:BENCH_POSTED]->(post:BenchPost)
            RETURN post.id AS id, post.text AS text, post.handle AS handle, post.displayName AS displayName, author.id AS author
            ORDER BY post.id DESC
            LIMIT 20
            """;

    private static final String AUTHORS = """
            MATCH (author:Profile)
            RETURN author.id AS id, count { (author)<-[:FOLLOWS]-() } AS followers
            """;

    private static final String INTO_GRAPH = """
            UNWIND $posts AS post
            MATCH (author:Profile {id: post.author})
            CREATE (author)-[:BENCH_POSTED]->(:BenchPost {id: post.id, text: post.text, handle: post.handle, displayName: post.displayName})
            """;

    private static final long FIRST_POST = Ids.firstAt(Instant.parse("2026-01-15T00:00:00Z"));
    private static final int POSTS_AT_ONCE = 10_000;
    private static final int COMMANDS_AT_ONCE = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Map<String, Object> properties;
    private final Driver driver;
    private final RedisClient redis;

    TimelineStores(EmbeddedStack stack) {
        properties = stack.properties();
        driver = GraphDatabase.driver(
                text("neo4j.uri"), AuthTokens.basic(text("neo4j.username"), text("neo4j.password")));
        var server = RedisURI.create(text("redis.uri"));
        server.setTimeout(PATIENCE);
        redis = RedisClient.create(server);
    }

    Driver driver() {
        return driver;
    }

    /** Lets the profiles that are there write so many posts, or a few more, into Postgres and into the graph: each one at least, and the more the more followers it has. */
    void load(int posts) throws IOException {
        try (var script = Objects.requireNonNull(TimelineStores.class.getResourceAsStream("/bench/timelines.sql"));
                var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute("CREATE TEMPORARY TABLE author (id bigint, followers bigint)");
            authors(connection);
            statement.execute(new String(script.readAllBytes(), UTF_8)
                    .replace("{posts}", Integer.toString(posts))
                    .replace("{post}", Long.toString(FIRST_POST)));
            statement.execute("VACUUM ANALYZE");
            intoGraph(connection);
        } catch (SQLException e) {
            throw new IOException("The posts could not be loaded", e);
        }
    }

    private void authors(Connection connection) throws SQLException {
        var authors = driver.executableQuery(AUTHORS)
                .withConfig(QueryConfig.builder().withDatabase("neo4j").build())
                .execute()
                .records();
        try (var author = connection.prepareStatement("INSERT INTO author VALUES (?, ?)")) {
            for (var found : authors) {
                author.setLong(1, found.get("id").asLong());
                author.setLong(2, found.get("followers").asLong());
                author.addBatch();
            }
            author.executeBatch();
        }
    }

    private void intoGraph(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.setFetchSize(POSTS_AT_ONCE);
            try (var row = statement.executeQuery("""
                    SELECT post.id, author_id, text, handle, display_name
                    FROM post JOIN profile ON profile.id = author_id
                    ORDER BY author_id
                    """)) {
                var some = new ArrayList<Map<String, Object>>();
                while (row.next()) {
                    var post = new HashMap<String, Object>();
                    post.put("id", row.getLong(1));
                    post.put("author", row.getLong(2));
                    post.put("text", row.getString(3));
                    post.put("handle", row.getString(4));
                    post.put("displayName", row.getString(5));
                    some.add(post);
                    if (some.size() == POSTS_AT_ONCE) {
                        write(some);
                    }
                }
                write(some);
            }
        }
    }

    private void write(List<Map<String, Object>> posts) {
        driver.executableQuery(INTO_GRAPH)
                .withParameters(Map.of("posts", posts))
                .withConfig(QueryConfig.builder().withDatabase("neo4j").build())
                .execute();
        posts.clear();
    }

    /** The names of all home timelines that are kept. */
    List<String> homes() {
        try (var connection = redis.connect()) {
            return connection.sync().keys("home:*");
        }
    }

    /** Bytes that a home timeline of this many entries takes; none when there is no such. */
    Optional<Long> memoryOf(int entries, int atMost) {
        try (var connection = redis.connect()) {
            var commands = connection.sync();
            return commands.keys("home:*").stream()
                    .filter(key -> {
                        var length = commands.llen(key);
                        return length > entries && length <= atMost;
                    })
                    .findFirst()
                    .map(commands::memoryUsage);
        }
    }

    /** Pushes an id to each of these lists, so many times, as fast as one connection does it. Answers in how many ns. */
    long push(List<String> keys, int times) throws InterruptedException {
        try (var connection = redis.connect(RedisCodec.of(StringCodec.ASCII, ByteArrayCodec.INSTANCE))) {
            connection.setAutoFlushCommands(false);
            var commands = connection.async();
            var begin = System.nanoTime();
            for (int time = 0; time < times; time++) {
                for (int from = 0; from < keys.size(); from += COMMANDS_AT_ONCE) {
                    var some = IntStream.range(from, Math.min(keys.size(), from + COMMANDS_AT_ONCE))
                            .mapToObj(i -> commands.lpushx(keys.get(i), new byte[Long.BYTES]))
                            .toList();
                    connection.flushCommands();
                    for (var one : some) {
                        if (!one.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                            throw new BenchFailure("Redis did not answer within " + PATIENCE);
                        }
                    }
                }
            }
            return System.nanoTime() - begin;
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                text("datasources.default.url"),
                text("datasources.default.username"),
                text("datasources.default.password"));
    }

    private String text(String name) {
        return String.valueOf(properties.get(name));
    }

    @Override
    public void close() {
        driver.close();
        redis.shutdown();
    }
}
