package dev.kith.queue;

import dev.kith.events.Backoff;
import dev.kith.events.ClaimCheck;
import dev.kith.events.Family;
import dev.kith.events.Poison;
import dev.kith.events.Subscriber;
import dev.kith.queue.Outcome.Dead;
import dev.kith.queue.Outcome.Done;
import dev.kith.queue.Outcome.Failed;
import dev.kith.queue.Outcome.Released;
import dev.kith.web.Overloaded;
import dev.kith.web.Problems;
import dev.kith.web.TraceFilter;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads messages and tells their subscribers, and says what came of each. Knows nothing of how they came here. */
@Singleton
class Deliveries {

    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

    /** While a store is down, messages are held rather than given back: it is not their fault, and each time they came again would count. */
    private static final Backoff STORE_DOWN = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(5));

    private static final int LONGEST_REASON = 240;

    private final List<Subscriber> subscribers;
    private final RandomGenerator random;

    /** A message that could be read, and its place among those that came with it. */
    private record Placed(int place, ClaimCheck check) {}

    Deliveries(List<Subscriber> subscribers, RandomGenerator random) {
        this.subscribers = subscribers;
        this.random = random;
    }

    /**
     * Tells of messages.
     *
     * @param open whether this instance goes on
     * @return what came of each, in their order
     */
    List<Outcome> handle(Family family, List<String> bodies, BooleanSupplier open) {
        var outcomes = new ArrayList<Outcome>(Collections.nCopies(bodies.size(), new Released()));
        var groups = new LinkedHashMap<String, List<Placed>>();
        for (int i = 0; i < bodies.size(); i++) {
            try {
                var check = read(family, bodies.get(i));
                groups.computeIfAbsent(check.type(), _ -> new ArrayList<>()).add(new Placed(i, check));
            } catch (Poison poison) {
                outcomes.set(i, dead(poison.reason()));
            }
        }
        groups.forEach((type, messages) -> tell(type, messages, open, outcomes));
        return outcomes;
    }

    private ClaimCheck read(Family family, String body) {
        var check = ClaimCheck.read(body);
        if (Family.of(check.type()) != family) {
            throw new Poison("type %s does not belong here".formatted(check.type()));
        }
        if (subscribers.stream().noneMatch(subscriber -> subscriber.takes(check.type()))) {
            throw new Poison("type %s is not known".formatted(check.type()));
        }
        return check;
    }

    /**
     * Those that say the same kind of thing are told of at once, whoever's they are: that is what keeps up with many. Where all fail together each is tried alone, so that a
     * bad one takes no other with it, and what is logged of it bears its trace.
     */
    private void tell(String type, List<Placed> messages, BooleanSupplier open, List<Outcome> outcomes) {
        var outcome = traced(type, messages, open);
        if (messages.size() == 1 || outcome instanceof Done || outcome instanceof Released) {
            messages.forEach(message -> outcomes.set(message.place(), outcome));
            return;
        }
        messages.forEach(message -> outcomes.set(message.place(), traced(type, List.of(message), open)));
    }

    /** Under the trace of all of them, if they have one. */
    private Outcome traced(String type, List<Placed> messages, BooleanSupplier open) {
        var traces = messages.stream()
                .map(message -> Optional.ofNullable(message.check().traceId()))
                .distinct()
                .toList();
        var trace = traces.size() == 1 ? traces.getFirst().orElse(null) : null;
        var outcome = new AtomicReference<Outcome>();
        TraceFilter.within(trace, () -> outcome.set(attempt(type, messages, open)));
        return outcome.get();
    }

    private Outcome attempt(String type, List<Placed> messages, BooleanSupplier open) {
        var checks = messages.stream().map(Placed::check).toList();
        for (int failures = 1; open.getAsBoolean(); failures++) {
            try {
                subscribers.stream()
                        .filter(subscriber -> subscriber.takes(type))
                        .forEach(subscriber -> subscriber.handle(type, checks));
                return new Done();
            } catch (Poison poison) {
                return dead(poison.reason());
            } catch (ConstraintViolationException invalid) {
                return dead("not valid: " + invalid.getMessage());
            } catch (RuntimeException failed) {
                var store = failed instanceof Overloaded
                        ? "one that is busy"
                        : Problems.storeDown(failed).orElse(null);
                if (store == null) {
                    LOG.warn("{} messages of type {} failed", messages.size(), type, failed);
                    return new Failed(cut(failed.toString()));
                }
                LOG.warn(
                        "{} messages of type {} wait for a store: {}: {}",
                        messages.size(),
                        type,
                        store,
                        failed.toString());
                pause(STORE_DOWN.after(failures, random), open);
            }
        }
        return new Released();
    }

    private static void pause(Duration time, BooleanSupplier open) {
        var end = System.nanoTime() + time.toNanos();
        try {
            while (open.getAsBoolean() && System.nanoTime() < end) {
                Thread.sleep(Duration.ofMillis(50));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static Dead dead(String reason) {
        return new Dead(cut(reason));
    }

    private static String cut(String reason) {
        return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON) + "…";
    }
}
