package dev.kith.outbox;

import dev.kith.events.ClaimCheck;
import dev.kith.events.Family;
import dev.kith.events.Poison;
import dev.kith.events.Subscriber;
import dev.kith.web.Overloaded;
import dev.kith.web.Problems;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells consumers of the outbox what messages say. */
@Singleton
final class OutboxSubscriber implements Subscriber {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxSubscriber.class);

    private final Map<String, List<OutboxConsumer>> consumers;
    private final List<OutboxListener> listeners;
    private final OutboxRepository records;
    private final OutboxRelay relay;

    OutboxSubscriber(
            List<OutboxConsumer> consumers,
            List<OutboxListener> listeners,
            OutboxRepository records,
            OutboxRelay relay) {
        this.listeners = listeners;
        this.consumers = consumers.stream().collect(Collectors.groupingBy(OutboxConsumer::type));
        this.records = records;
        this.relay = relay;
    }

    @Override
    public boolean takes(String type) {
        return consumers.containsKey(single(type));
    }

    @Override
    public void handle(String type, List<ClaimCheck> checks) {
        if (type.startsWith(Family.BUNDLE)) {
            checks.forEach(this::open);
        } else {
            tell(type, checks.stream().map(OutboxSubscriber::key).distinct().toList());
        }
    }

    /** Where one of a bundle fails, each goes its own way from there. */
    private void open(ClaimCheck bundle) {
        var id = key(bundle);
        try {
            var keys = records.keysOf(id);
            if (!keys.isEmpty()) {
                tell(single(bundle.type()), keys);
                records.removeBundle(id);
            }
        } catch (RuntimeException failed) {
            if (failed instanceof Overloaded || Problems.storeDown(failed).isPresent()) {
                throw failed;
            }
            LOG.warn("bundle {} of type {} is taken apart: {}", id, bundle.type(), failed.toString());
            records.unbundle(id, bundle.traceId());
            relay.wake();
        }
    }

    private void tell(String type, List<Long> keys) {
        listeners.forEach(listener -> listener.changed(type, keys));
        consumers.getOrDefault(type, List.of()).forEach(consumer -> consumer.changed(keys));
    }

    private static String single(String type) {
        return type.startsWith(Family.BUNDLE) ? type.substring(Family.BUNDLE.length()) : type;
    }

    private static Long key(ClaimCheck check) {
        try {
            return Long.valueOf(check.key());
        } catch (NumberFormatException two) {
            throw new Poison("the key of %s must be one id, was %s".formatted(check.type(), check.key()));
        }
    }
}
