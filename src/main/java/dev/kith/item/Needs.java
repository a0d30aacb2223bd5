package dev.kith.item;

import dev.kith.id.CommunityId;
import dev.kith.id.MediaId;
import dev.kith.id.ProfileId;
import dev.kith.visibility.Item.Place;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** What has to be known to show some items. */
public final class Needs {

    final Set<ProfileId> profiles = new HashSet<>();
    final Set<CommunityId> communities = new HashSet<>();
    final Set<Long> entered = new HashSet<>();
    final Set<Long> counted = new HashSet<>();
    final Set<Long> hashtags = new HashSet<>();
    final Set<MediaId> media = new HashSet<>();
    final boolean copies;

    private Needs(boolean copies) {
        this.copies = copies;
    }

    /** As of now, whatever the caller's transaction has done. */
    public static Needs fresh() {
        return new Needs(false);
    }

    /** From copies, where there are any: for who reads much, and outside of transactions. */
    public static Needs copied() {
        return new Needs(true);
    }

    /** An item of which the counts are needed. */
    public void counts(long id) {
        counted.add(id);
    }

    /** What an item carries. */
    public void carried(Collection<Long> itsHashtags, Collection<Long> itsMedia) {
        hashtags.addAll(itsHashtags);
        itsMedia.forEach(medium -> media.add(new MediaId(medium)));
    }

    public void profile(ProfileId profile) {
        profiles.add(profile);
    }

    public void community(CommunityId community) {
        communities.add(community);
    }

    /** A place that is known already; whether the viewer is a member of it is not. */
    public void place(Place place) {
        entered.add(place.community());
    }
}
