package dev.kith.post;

import dev.kith.cache.Copies;
import dev.kith.count.Counts;
import dev.kith.count.Tally;
import io.micronaut.core.type.Argument;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What posts say and how often they were reacted to, whoever looks. */
@Singleton
final class PostBodies {

    private static final Copies.Kind<Body> BODIES = new Copies.Kind<>("post", Argument.of(Body.class));

    private final PostRepository posts;
    private final Counts counts;
    private final Copies copies;

    /** A post, and its numbers. */
    @Serdeable
    record Body(PostRow row, Tally reactions) {}

    PostBodies(PostRepository posts, Counts counts, Copies copies) {
        this.posts = posts;
        this.counts = counts;
        this.copies = copies;
    }

    /**
     * The posts with these ids that are not deleted, and what the reposts among them pass on.
     *
     * @param copied whether copies will do, where there are any: for who reads much, and outside of transactions
     */
    Map<Long, Body> of(List<Long> wanted, boolean copied) {
        var bodies = new HashMap<>(find(wanted, copied));
        var originals = bodies.values().stream()
                .map(body -> body.row().originalId())
                .filter(original -> original != null && !bodies.containsKey(original))
                .collect(Collectors.toSet());
        bodies.putAll(find(originals, copied));
        return bodies;
    }

    private Map<Long, Body> find(Collection<Long> wanted, boolean copied) {
        return copied ? copies.of(BODIES, wanted, this::read) : read(wanted);
    }

    private Map<Long, Body> read(Collection<Long> wanted) {
        if (wanted.isEmpty()) {
            return Map.of();
        }
        var tallies = counts.of(wanted);
        var bodies = new HashMap<Long, Body>();
        posts.findAll(wanted.toArray(Long[]::new))
                .forEach(row -> bodies.put(row.id(), new Body(row, tallies.getOrDefault(row.id(), Tally.NONE))));
        return bodies;
    }
}
