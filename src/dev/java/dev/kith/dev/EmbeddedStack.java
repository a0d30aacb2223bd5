package dev.kith.dev;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The five servers that the service stands on, each a child process on 127.0.0.1 and a port of its own.
 *
 * <p>What they store lies in one folder, so that a stack started there later finds it again. None of them outlives this
 * process, however it ends.
 */
public final class EmbeddedStack implements AutoCloseable {
    private final DataFolder data;
    private final Watchdog watchdog;
    private final PostgresServer postgres;
    private final Neo4jServer neo4j;
    private final RedisServer redis;
    private final SqsServer sqs;
    private final S3Server s3;

    private EmbeddedStack(DataFolder data) {
        this.data = data;
        Watchdog.awaitFormer(data);
        watchdog = Watchdog.start(data);
        var site = new Site(data, watchdog, Secret.of(data));
        postgres = new PostgresServer(site);
        neo4j = new Neo4jServer(site);
        redis = new RedisServer(site);
        sqs = new SqsServer(site);
        s3 = new S3Server(site);
    }

    /**
     * Starts every server at once and returns when all of them answer.
     *
     * @param data where they keep what they store; made when absent
     * @throws DataFolder.Taken when another process works on that folder
     * @throws ServerFailure when one does not start; the others are stopped then
     */
    public static EmbeddedStack start(Path data) {
        return start(DataFolder.take(data));
    }

    /** The same on a folder already taken, which is given back by {@link #close}. */
    public static EmbeddedStack start(DataFolder data) {
        var stack = new EmbeddedStack(data);
        try {
            stack.each(Server::start);
        } catch (RuntimeException e) {
            stack.servers().forEach(Server::kill);
            stack.leave();
            throw e;
        }
        return stack;
    }

    /** The configuration that makes the service use these servers. */
    public Map<String, Object> properties() {
        var properties = new HashMap<String, Object>();
        servers().forEach(server -> properties.putAll(server.properties()));
        properties.put("kith.web.cursor-secret", Secret.of(data));
        return Map.copyOf(properties);
    }

    /** Postgres, Neo4j, Redis, SQS and S3. */
    public List<Server> servers() {
        return List.of(postgres, neo4j, redis, sqs, s3);
    }

    public Server postgres() {
        return postgres;
    }

    public Server neo4j() {
        return neo4j;
    }

    public Server redis() {
        return redis;
    }

    public Server sqs() {
        return sqs;
    }

    public Server s3() {
        return s3;
    }

    /** Lets every server write what it holds and end; one that takes too long is killed. */
    @Override
    public void close() {
        each(Server::stop);
        leave();
    }

    private void leave() {
        watchdog.close();
        data.close();
    }

    /** Does it to all at once. The first failure cuts the others short, so that it is known early. */
    private void each(Consumer<Server> action) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var done = new ExecutorCompletionService<@Nullable Void>(threads);
            servers().forEach(server -> done.submit(() -> action.accept(server), null));
            try {
                for (var _ : servers()) {
                    done.take().get();
                }
            } catch (ExecutionException e) {
                threads.shutdownNow();
                throw e.getCause() instanceof ServerFailure failure ? failure : new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                threads.shutdownNow();
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while the servers start or stop", e);
            }
        }
    }
}
