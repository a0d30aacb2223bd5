package dev.kith.console;

import dev.kith.health.Dependencies;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The page that says how the service is. It is there when no store is. */
@Controller("/console")
@ExecuteOn(TaskExecutors.BLOCKING)
@Hidden
class OverviewController {

    private final Templates templates;
    private final Dependencies dependencies;
    private final Depths depths;
    private final Rates rates;
    private final List<Headline.Source> sources;
    private final Clock clock;

    /** What the page says. */
    record Page(
            String at,
            List<Headline> headlines,
            List<Store> stores,
            List<Plot> rates,
            List<Depths.Queue> queues,
            List<Depths.Outbox> outboxes) {}

    /**
     * A store.
     *
     * @param state up or down
     */
    record Store(String name, String state) {}

    OverviewController(
            Templates templates,
            Dependencies dependencies,
            Depths depths,
            Rates rates,
            List<Headline.Source> sources,
            Clock clock) {
        this.templates = templates;
        this.dependencies = dependencies;
        this.depths = depths;
        this.rates = rates;
        this.sources = sources;
        this.clock = clock;
    }

    @Get
    HttpResponse<String> overview(HttpRequest<?> request) {
        var page = new Page(
                Format.time(clock.instant()),
                sources.stream()
                        .flatMap(source -> source.headlines().stream())
                        .sorted(Comparator.comparing(Headline::name))
                        .toList(),
                stores(),
                rates.plots(),
                depths.queues(),
                depths.outboxes());
        return templates.answer(request, "overview", "live", page);
    }

    private List<Store> stores() {
        return dependencies.health().dependencies().stream()
                .map(line -> new Store(line.name(), line.status().name().toLowerCase(Locale.ROOT)))
                .toList();
    }
}
