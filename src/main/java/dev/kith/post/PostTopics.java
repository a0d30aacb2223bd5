package dev.kith.post;

import dev.kith.community.Topics;
import dev.kith.id.CommunityId;
import dev.kith.id.TopicId;
import dev.kith.text.Reference;
import dev.kith.web.Problem;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which topics of its community a post has: those that are named, and those that its hashtags name. */
@Singleton
final class PostTopics {

    private final Topics topics;

    /** What is known of the topics that some posts could have. */
    record Known(Map<TopicId, CommunityId> communities, Map<CommunityId, Map<String, TopicId>> named) {

        /** Why these can't be the topics of a post, if so. */
        Optional<Problem> refusal(@Nullable CommunityId community, Collection<TopicId> wanted) {
            var strange = wanted.stream()
                    .filter(topic -> community == null || !community.equals(communities.get(topic)))
                    .findFirst();
            return strange.map(topic -> Problem.unprocessable(
                    "not-a-topic", "Topic " + topic + " is none of the community that the post belongs to."));
        }

        List<Long> of(@Nullable CommunityId community, Collection<TopicId> wanted, Reference reference) {
            var all = new LinkedHashSet<Long>();
            wanted.forEach(topic -> all.add(topic.value()));
            if (community != null) {
                var names = named.getOrDefault(community, Map.of());
                reference.tags().stream()
                        .map(names::get)
                        .filter(Objects::nonNull)
                        .forEach(topic -> all.add(topic.value()));
            }
            return List.copyOf(all);
        }
    }

    PostTopics(Topics topics) {
        this.topics = topics;
    }

    /** Learns in two trips what there is of the topics and tags of some posts. */
    Known find(Collection<TopicId> wanted, Map<CommunityId, Set<String>> tags) {
        return new Known(topics.communities(wanted), topics.named(tags));
    }

    Known find(@Nullable CommunityId community, Collection<TopicId> wanted, Reference reference) {
        return find(wanted, community == null ? Map.of() : Map.of(community, Set.copyOf(reference.tags())));
    }

    Known find(List<NewPost> posts, List<Reference> references) {
        var wanted = new HashSet<TopicId>();
        var tags = new HashMap<CommunityId, Set<String>>();
        for (int i = 0; i < posts.size(); i++) {
            wanted.addAll(PostContent.of(posts.get(i)).topicIds());
            var target = posts.get(i).target();
            if (target != null && target.kind() == Target.Kind.COMMUNITY) {
                tags.computeIfAbsent(target.community(), community -> new HashSet<>())
                        .addAll(references.get(i).tags());
            }
        }
        return find(wanted, tags);
    }
}
