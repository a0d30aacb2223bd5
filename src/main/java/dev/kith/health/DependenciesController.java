package dev.kith.health;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.inject.Named;
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
@Controller("/health/dependencies")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Operations")
class DependenciesController {

    private static final Logger LOG = LoggerFactory.getLogger(DependenciesController.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final List<Dependency> dependencies;
    private final ExecutorService executor;

    /** Whether all answer, and each. */
    @Serdeable
    @Schema(name = "Health")
    record Health(@Schema(example = "UP") State status, List<Line> dependencies) {}

    @Serdeable
    record Line(
            @Schema(example = "neo4j") String name,
            @Schema(example = "UP") State status) {}

    @Schema(name = "HealthState")
    enum State {
        UP,
        DOWN
    }

    DependenciesController(List<Dependency> dependencies, @Named(TaskExecutors.BLOCKING) ExecutorService executor) {
        this.dependencies = dependencies;
        this.executor = executor;
    }

    @Get
    @Operation(
            operationId = "getDependencies",
            summary = "Whether each store answers",
            description = "503 when one does not.")
    @ApiResponse(responseCode = "200", description = "All answer.")
    @ApiResponse(
            responseCode = "503",
            description = "At least one does not.",
            content = @Content(schema = @Schema(implementation = Health.class)))
    HttpResponse<Health> dependencies() {
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
        return HttpResponse.status(allUp ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .body(new Health(allUp ? State.UP : State.DOWN, lines));
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
