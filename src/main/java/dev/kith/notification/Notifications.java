package dev.kith.notification;

import dev.kith.id.Ids;
import dev.kith.id.ProfileId;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Notifications, for the other features: what is taken over from elsewhere is history, of which nobody is told. */
@Singleton
public class Notifications {

    private final Hushed hushed;
    private final NotificationConfiguration configuration;
    private final Clock clock;

    /**
     * A reaction that is about to be taken over.
     *
     * @param givenAt when it was given elsewhere; null for now
     */
    public record TakenOver(
            long item, ProfileId profile, @Nullable Instant givenAt) {}

    Notifications(Hushed hushed, NotificationConfiguration configuration, Clock clock) {
        this.hushed = hushed;
        this.configuration = configuration;
        this.clock = clock;
    }

    /** Says that these posts or comments were made elsewhere. To be called in the transaction that makes them. */
    public void hush(Collection<Long> items) {
        hushed.hush(items.stream().filter(item -> isRecent(Ids.timeOf(item))).toList());
    }

    /** Says that these reactions were given elsewhere. To be called before they are written. */
    public void hushReactions(Collection<TakenOver> reactions) {
        var items = new ArrayList<Long>();
        var profiles = new ArrayList<Long>();
        for (var reaction : reactions) {
            if (reaction.givenAt() == null || isRecent(reaction.givenAt())) {
                items.add(reaction.item());
                profiles.add(reaction.profile().value());
            }
        }
        hushed.hush(items, profiles);
    }

    /** What is older is history by itself. */
    private boolean isRecent(Instant time) {
        return time.isAfter(clock.instant().minus(configuration.history().plusHours(1)));
    }
}
