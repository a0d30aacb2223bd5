package dev.kith.queue;

import dev.kith.events.Family;
import dev.kith.role.Role;
import dev.kith.role.Roles;
import dev.kith.web.Problems;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How many messages lie in the queues, as workers see it, for the metrics. */
@Singleton
class SqsDepths {

    private static final Logger LOG = LoggerFactory.getLogger(SqsDepths.class);

    /** What SQS says of a queue, and what we call it. */
    private static final Map<String, String> STATES = Map.of(
            "ApproximateNumberOfMessages", "waiting",
            "ApproximateNumberOfMessagesNotVisible", "in_hand");

    private static final String DEAD = "dead";

    private final Roles roles;
    private final SqsQueues queues;
    private final SqsDeadLetters deadLetters;
    private final Map<Depth, Double> depths = new ConcurrentHashMap<>();

    private record Depth(Family family, String state) {}

    SqsDepths(Roles roles, SqsQueues queues, SqsDeadLetters deadLetters, MeterRegistry meters) {
        this.roles = roles;
        this.queues = queues;
        this.deadLetters = deadLetters;
        if (roles.has(Role.WORKER)) {
            for (var family : Family.values()) {
                STATES.values().forEach(state -> register(new Depth(family, state), meters));
                register(new Depth(family, DEAD), meters);
            }
        }
    }

    private void register(Depth depth, MeterRegistry meters) {
        Gauge.builder("kith.queue.depth", depths, all -> all.getOrDefault(depth, Double.NaN))
                .description("How many messages wait, are worked on, or are given up")
                .tag("family", depth.family().label())
                .tag("state", depth.state())
                .register(meters);
    }

    @Scheduled(fixedDelay = "${kith.queues.sample:15s}", initialDelay = "1s")
    void sample() {
        if (!roles.has(Role.WORKER)) {
            return;
        }
        try {
            for (var family : Family.values()) {
                var attributes = queues.attributes(queues.of(family).url());
                STATES.forEach((attribute, state) -> depths.put(
                        new Depth(family, state),
                        Double.valueOf(Objects.requireNonNullElse(attributes.get(attribute), "NaN"))));
                depths.put(new Depth(family, DEAD), (double) deadLetters.count(family));
            }
        } catch (RuntimeException failed) {
            depths.clear();
            var store = Problems.storeDown(failed).orElseThrow(() -> failed);
            LOG.debug("what lies in the queues is not known: {} is down", store);
        }
    }
}
