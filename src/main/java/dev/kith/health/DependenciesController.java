package dev.kith.health;

import dev.kith.health.Dependencies.Health;
import dev.kith.health.Dependencies.State;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

/** The route that tells how each store is. */
@Controller("/health/dependencies")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Operations")
class DependenciesController {

    private final Dependencies dependencies;

    DependenciesController(Dependencies dependencies) {
        this.dependencies = dependencies;
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
        var health = dependencies.health();
        return HttpResponse.status(health.status() == State.UP ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .body(health);
    }
}
