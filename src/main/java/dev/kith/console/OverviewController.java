package dev.kith.console;

import dev.kith.health.Dependencies;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import java.util.Locale;

/** The page that says how the service is. */
@Controller("/console")
@ExecuteOn(TaskExecutors.BLOCKING)
@Hidden
class OverviewController {

    private final Templates templates;
    private final Dependencies dependencies;

    /** What the page says. */
    record Page(List<Store> stores) {}

    /**
     * A store.
     *
     * @param state up or down
     */
    record Store(String name, String state) {}

    OverviewController(Templates templates, Dependencies dependencies) {
        this.templates = templates;
        this.dependencies = dependencies;
    }

    @Get
    HttpResponse<String> overview(HttpRequest<?> request) {
        return templates.answer(request, "overview", "live", new Page(stores()));
    }

    private List<Store> stores() {
        return dependencies.health().dependencies().stream()
                .map(line -> new Store(line.name(), line.status().name().toLowerCase(Locale.ROOT)))
                .toList();
    }
}
