package dev.kith.profile;

import dev.kith.id.Ids;
import dev.kith.id.MalformedId;
import dev.kith.id.ProfileId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Profiles as they lie in Postgres, whoever may see them and deleted or not: for who inspects them. */
@Singleton
public class ProfileRecords {

    private final ProfileRepository rows;
    private final PostCount posts;

    /** What the profile table holds of an id. */
    public sealed interface ProfileRecord {

        /** Raised by each change. */
        int version();

        /**
         * A profile.
         *
         * @param postsCount counted from the entries of posts
         */
        record Present(
                ProfileCard card,
                int version,
                String userId,
                String accountType,
                @Nullable String description,
                List<String> tags,
                @Nullable String gender,
                @Nullable String college,
                long postsCount,
                Instant createdAt)
                implements ProfileRecord {}

        /** What is left of a deleted one. */
        record Tombstone(int version) implements ProfileRecord {}
    }

    ProfileRecords(ProfileRepository rows, PostCount posts) {
        this.rows = rows;
        this.posts = posts;
    }

    /** None when there never was such a profile. */
    public Optional<ProfileRecord> find(ProfileId id) {
        var present = rows.find(id.value()).<ProfileRecord>map(this::present);
        return present.isPresent()
                ? present
                : rows.tombstones(new Long[] {id.value()}).stream()
                        .findFirst()
                        .map(tombstone -> new ProfileRecord.Tombstone(tombstone.version()));
    }

    /** Those that an id, a handle, or the beginning of a handle or a display name may mean, the most exact first. */
    public List<ProfileCard> search(String written, int most) {
        var text = written.strip();
        if (text.isEmpty()) {
            return List.of();
        }
        var found = new LinkedHashMap<Long, ProfileCard>();
        id(text).ifPresent(id -> add(rows.cards(new Long[] {id}), found));
        var handle = (text.startsWith("@") ? text.substring(1) : text).toLowerCase(Locale.ROOT);
        add(rows.withHandle(handle, most), found);
        if (found.size() < most) {
            add(rows.withName(text, most), found);
        }
        return found.values().stream().limit(most).toList();
    }

    private ProfileRecord present(ProfileRow row) {
        var id = new ProfileId(row.id());
        return new ProfileRecord.Present(
                new ProfileCard(id, row.handle(), row.displayName(), row.isPrivate()),
                row.version(),
                row.userId(),
                row.accountType().name(),
                row.description(),
                row.tags(),
                row.gender(),
                row.college(),
                posts.of(id),
                Ids.timeOf(row.id()));
    }

    private static void add(List<ProfileRepository.Card> cards, Map<Long, ProfileCard> found) {
        cards.forEach(card -> found.putIfAbsent(card.id(), ProfileCard.of(card)));
    }

    private static Optional<Long> id(String text) {
        try {
            return Optional.of(ProfileId.of(text).value());
        } catch (MalformedId other) {
            return Optional.empty();
        }
    }
}
