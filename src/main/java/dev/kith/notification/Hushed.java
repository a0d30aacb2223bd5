package dev.kith.notification;

import dev.kith.id.ProfileId;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** What nobody is to be told of, since it was taken over from elsewhere. */
@Singleton
final class Hushed {

    private static final Long ITSELF = 0L;

    private final HushRepository rows;

    Hushed(HushRepository rows) {
        this.rows = rows;
    }

    /** Those of these posts and comments. */
    Set<Long> items(Collection<Long> items) {
        if (items.isEmpty()) {
            return Set.of();
        }
        var hushed = new HashSet<Long>();
        rows.among(items.toArray(Long[]::new), new Long[] {ITSELF}).forEach(row -> hushed.add(row.itemId()));
        return hushed;
    }

    /** Those who have reacted to an item. */
    Set<ProfileId> reactors(long item, Collection<ProfileId> profiles) {
        if (profiles.isEmpty()) {
            return Set.of();
        }
        var asked = profiles.stream().map(ProfileId::value).toArray(Long[]::new);
        return rows.among(new Long[] {item}, asked).stream()
                .map(row -> new ProfileId(row.profileId()))
                .collect(Collectors.toSet());
    }

    void hush(Collection<Long> items) {
        if (!items.isEmpty()) {
            rows.add(
                    items.toArray(Long[]::new),
                    Collections.nCopies(items.size(), ITSELF).toArray(Long[]::new));
        }
    }

    void hush(Collection<Long> items, Collection<Long> profiles) {
        if (!items.isEmpty()) {
            rows.add(items.toArray(Long[]::new), profiles.toArray(Long[]::new));
        }
    }
}
