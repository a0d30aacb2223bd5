package dev.kith.health;

import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How each store is, asked at once and for three seconds at most. */
@Singleton
public class Dependencies {

    private static final Logger LOG = LoggerFactory.getLogger(Dependencies.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final List<Dependency> dependencies;
    private final ExecutorService executor;

    /** Whether all answer, and each. */
    @Serdeable
    @Schema(name = "Health")
    public record Health(@Schema(example = "UP") State status, List<Line> dependencies) {}

    /** One store. */
    @Serdeable
    public record Line(
            @Schema(example = "neo4j") String name,
            @Schema(example = "UP") State status) {}

    /** Whether one answers. */
    @Schema(name = "HealthState")
    public enum State {
        UP,
        DOWN
    }

    Dependencies(List<Dependency> dependencies, @Named(TaskExecutors.BLOCKING) ExecutorService executor) {
        this.dependencies = dependencies;
        this.executor = executor;
    }

    /** Asks all. */
    public Health health() {
        var answers = new LinkedHashMap<String, Future<?>>();
        for (var dependency : dependencies) {
            answers.put(dependency.name(), executor.submit(() -> {
                dependency.check();
                return dependency;
            }));
        }
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        var lines = answers.entrySet().stream()
                .map(answer -> new Line(answer.getKey(), state(answer.getKey(), answer.getValue(), deadline)))
                .sorted(Comparator.comparing(Line::name))
                .toList();
        var allUp = lines.stream().allMatch(line -> line.status() == State.UP);
        return new Health(allUp ? State.UP : State.DOWN, lines);
    }

    private static State state(String name, Future<?> answer, long deadline) {
        try {
            answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            return State.UP;
        } catch (ExecutionException | TimeoutException silent) {
            LOG.warn("{} does not answer: {}", name, silent.toString());
            return State.DOWN;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return State.DOWN;
        } finally {
            answer.cancel(true);
        }
    }
}
