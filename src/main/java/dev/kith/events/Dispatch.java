package dev.kith.events;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Sends what a relay has taken from its outbox. Messages of one key leave one after the other, in their order; of those that say the same of it, only the
 * newest leaves, since whoever gets it looks at the present anyway.
 */
@Singleton
public class Dispatch {

    private final Postbox postbox;
    private final Clock clock;
    private final MeterRegistry meters;

    /** What a message is about: those with the same topic stand for each other. */
    public record Topic(String type, String key) {

        public static Topic of(ClaimCheck check) {
            return new Topic(check.type(), check.key());
        }
    }

    /** A message, and since when it waits. */
    public record Note(ClaimCheck check, Instant since) {}

    Dispatch(Postbox postbox, Clock clock, MeterRegistry meters) {
        this.postbox = postbox;
        this.clock = clock;
        this.meters = meters;
    }

    /**
     * Sends messages.
     *
     * @param outbox its name, for the metrics
     * @return the topics of which everything has been sent
     * @throws dev.kith.web.StoreDownException when nothing could be sent at all
     */
    public Set<Topic> send(String outbox, Collection<Note> notes) {
        var newest = new LinkedHashMap<Topic, Note>();
        notes.stream()
                .sorted(Comparator.comparingLong(note -> note.check().id()))
                .forEach(note -> newest.putLast(Topic.of(note.check()), note));
        var byKey = new LinkedHashMap<String, List<ClaimCheck>>();
        newest.values()
                .forEach(note -> byKey.computeIfAbsent(note.check().key(), _ -> new ArrayList<>())
                        .add(note.check()));
        DistributionSummary.builder("kith.outbox.batch")
                .description("How many messages an outbox hands over at once")
                .tag("outbox", outbox)
                .register(meters)
                .record(newest.size());
        var sent = new HashSet<Topic>();
        for (int turn = 0; !byKey.isEmpty(); turn++) {
            var wave = new ArrayList<ClaimCheck>();
            for (var checks : byKey.values()) {
                wave.add(checks.get(turn));
            }
            var gone = post(outbox, wave, newest, sent);
            gone.forEach(check -> sent.add(Topic.of(check)));
            var next = turn + 1;
            byKey.values().removeIf(checks -> checks.size() == next || !gone.contains(checks.get(next - 1)));
        }
        measure(outbox, newest, sent);
        return sent;
    }

    private Set<ClaimCheck> post(String outbox, List<ClaimCheck> wave, Map<Topic, Note> all, Set<Topic> sent) {
        try {
            return postbox.post(wave);
        } catch (RuntimeException failed) {
            measure(outbox, all, sent);
            throw failed;
        }
    }

    private void measure(String outbox, Map<Topic, Note> notes, Set<Topic> sent) {
        var now = clock.instant();
        var lag = Timer.builder("kith.outbox.lag")
                .description("From a change to the message that tells of it")
                .tag("outbox", outbox)
                .register(meters);
        var outcomes = new HashMap<List<String>, Integer>();
        notes.forEach((topic, note) -> {
            var gone = sent.contains(topic);
            outcomes.merge(List.of(Family.of(topic.type()).label(), gone ? "sent" : "failed"), 1, Integer::sum);
            if (gone) {
                var waited = Duration.between(note.since(), now);
                lag.record(waited.isNegative() ? Duration.ZERO : waited);
            }
        });
        outcomes.forEach((tags, count) -> meters.counter(
                        "kith.outbox.messages", "outbox", outbox, "family", tags.getFirst(), "outcome", tags.getLast())
                .increment(count));
    }
}
