package dev.kith.recommendation;

import dev.kith.cache.Standings;
import dev.kith.graph.SocialGraph;
import dev.kith.id.CommunityId;
import dev.kith.id.ProfileId;
import dev.kith.profile.Profiles;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;

/** What profiles have in common besides follows: communities and tags. */
@Singleton
class Affinities {

    /** At most so many of a profile's communities are looked at, and of each so many of the newest members. */
    private static final int COMMUNITIES = 10;

    private static final int MEMBERS = 100;

    private final Standings standings;
    private final SocialGraph graph;
    private final Profiles profiles;

    /**
     * What one has in common with another.
     *
     * @param communities how many, of those looked at
     * @param communityWeight the sum of 1 / ln(2 + how many members each has): a small one says more
     * @param tags how many
     */
    record Affinity(int communities, double communityWeight, int tags) {

        static final Affinity NONE = new Affinity(0, 0, 0);

        Affinity plus(Affinity other) {
            return new Affinity(
                    communities + other.communities, communityWeight + other.communityWeight, tags + other.tags);
        }
    }

    Affinities(Standings standings, SocialGraph graph, Profiles profiles) {
        this.standings = standings;
        this.graph = graph;
        this.profiles = profiles;
    }

    /**
     * Those who have something in common with a profile, by their ids.
     *
     * @param most with tags
     */
    Map<Long, Affinity> of(ProfileId profile, int most) {
        var found = new HashMap<Long, Affinity>();
        var communities = standings.feedSources(profile).communities().toList().stream()
                .map(CommunityId::new)
                .limit(COMMUNITIES)
                .toList();
        var members = graph.membersCounts(communities);
        for (var community : communities) {
            var weight = 1 / Math.log(2 + members.getOrDefault(community, 0L).doubleValue());
            for (var member : graph.members(community).page(null, MEMBERS)) {
                found.merge(member.id(), new Affinity(1, weight, 0), Affinity::plus);
            }
        }
        profiles.sharingTags(profile, most)
                .forEach((id, tags) -> found.merge(id.value(), new Affinity(0, 0, tags), Affinity::plus));
        found.remove(profile.value());
        return found;
    }
}
