package dev.kith.item;

import dev.kith.community.Communities;
import dev.kith.count.Counts;
import dev.kith.count.Tally;
import dev.kith.id.CommunityId;
import dev.kith.id.MediaId;
import dev.kith.id.ProfileId;
import dev.kith.media.Media;
import dev.kith.media.MediaView;
import dev.kith.profile.ProfileCard;
import dev.kith.profile.Profiles;
import dev.kith.text.Hashtags;
import dev.kith.text.Mention;
import dev.kith.text.Texts;
import dev.kith.visibility.Item.Place;
import dev.kith.visibility.Viewer;
import dev.kith.visibility.Viewers;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All that posts and comments are shown with, whoever looks at which of them. */
public record Surroundings(
        Map<ProfileId, ProfileCard> cards,
        Map<CommunityId, Place> places,
        Viewer viewer,
        Map<Long, String> hashtags,
        Map<Long, Tally> counts,
        Map<MediaId, MediaView> media) {

    /** Learns it: a trip for each kind, whatever the number of items. */
    @Singleton
    public static class Loader {

        private final Profiles profiles;
        private final Communities communities;
        private final Viewers viewers;
        private final Hashtags hashtags;
        private final Counts counts;
        private final Media media;

        Loader(
                Profiles profiles,
                Communities communities,
                Viewers viewers,
                Hashtags hashtags,
                Counts counts,
                Media media) {
            this.profiles = profiles;
            this.communities = communities;
            this.viewers = viewers;
            this.hashtags = hashtags;
            this.counts = counts;
            this.media = media;
        }

        public Surroundings load(Needs needs, @Nullable ProfileId viewer) {
            var places = communities.places(needs.communities);
            var entered = new HashSet<>(needs.entered);
            places.keySet().forEach(community -> entered.add(community.value()));
            return new Surroundings(
                    needs.copies ? profiles.copiedCards(needs.profiles) : profiles.cards(needs.profiles),
                    places,
                    viewers.load(viewer, needs.profiles, entered),
                    hashtags.tags(needs.hashtags),
                    counts.of(needs.counted),
                    media.views(needs.media));
        }
    }

    public Optional<ProfileCard> card(ProfileId profile) {
        return Optional.ofNullable(cards.get(profile));
    }

    public Tally count(long item) {
        return counts.getOrDefault(item, Tally.NONE);
    }

    public List<String> tags(Collection<Long> wanted) {
        return wanted.stream().map(hashtags::get).filter(Objects::nonNull).toList();
    }

    public List<MediaView> media(Collection<Long> wanted) {
        return wanted.stream()
                .map(id -> media.get(new MediaId(id)))
                .filter(Objects::nonNull)
                .toList();
    }

    /** Who and what is named, less what is deleted since and what the viewer can't see: those are words again. */
    public List<Mention> mentions(Collection<Long> named, Collection<Long> namedCommunities) {
        return Texts.mentions(named, namedCommunities, cards, places, viewer);
    }
}
