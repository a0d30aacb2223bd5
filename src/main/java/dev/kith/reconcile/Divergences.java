package dev.kith.reconcile;

import dev.kith.id.Ids;
import dev.kith.id.ReconciliationId;
import dev.kith.web.Problems;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How much differed in each place when all of it was looked at last, wherever that was done: for metrics and whoever shows it. */
@Singleton
public class Divergences {

    private static final Logger LOG = LoggerFactory.getLogger(Divergences.class);

    private final ReconciliationRepository rows;
    private final Map<Place, Divergence> last = new ConcurrentHashMap<>();

    /**
     * How much differed in a place.
     *
     * @param looked at how much
     * @param truncated whether there was more than is looked at
     * @param reconciliation which found it
     */
    public record Divergence(
            Place place, long divergent, long looked, boolean truncated, Instant at, ReconciliationId reconciliation) {}

    Divergences(ReconciliationRepository rows, Clock clock, MeterRegistry meters) {
        this.rows = rows;
        for (var place : Place.values()) {
            gauge(
                    meters,
                    place,
                    "kith.reconcile.divergent",
                    "How much differed in a place when it was last compared",
                    Divergence::divergent);
            gauge(
                    meters,
                    place,
                    "kith.reconcile.looked",
                    "At how much was looked in a place when it was last compared",
                    Divergence::looked);
            gauge(
                    meters,
                    place,
                    "kith.reconcile.age",
                    "How many seconds ago a place was last compared",
                    divergence ->
                            Duration.between(divergence.at(), clock.instant()).toSeconds());
        }
    }

    /** Of each place that was ever compared, as of a minute ago or later; nothing is asked of any store. */
    public List<Divergence> last() {
        return last.values().stream()
                .sorted((one, other) -> one.place().compareTo(other.place()))
                .toList();
    }

    @Scheduled(fixedDelay = "${kith.reconcile.sample:1m}", initialDelay = "10s")
    void sample() {
        try {
            Arrays.stream(Place.values())
                    .forEach(place -> rows.last(place.name())
                            .ifPresent(found -> last.put(
                                    place,
                                    new Divergence(
                                            place,
                                            found.divergent(),
                                            found.looked(),
                                            found.truncated(),
                                            Ids.timeOf(found.runId()),
                                            new ReconciliationId(found.runId())))));
        } catch (RuntimeException failed) {
            var store = Problems.storeDown(failed).orElseThrow(() -> failed);
            LOG.debug("what differs is not known: {} is down", store);
        }
    }

    private void gauge(
            MeterRegistry meters, Place place, String name, String description, ToDoubleFunction<Divergence> value) {
        Gauge.builder(name, last, all -> {
                    var known = all.get(place);
                    return known == null ? Double.NaN : value.applyAsDouble(known);
                })
                .description(description)
                .tag("place", place.label())
                .register(meters);
    }
}
