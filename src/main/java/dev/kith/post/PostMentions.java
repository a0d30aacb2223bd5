package dev.kith.post;

import dev.kith.cache.Standings;
import dev.kith.id.ProfileId;
import dev.kith.profile.ProfileCard;
import dev.kith.profile.Profiles;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Whom texts mention. */
@Singleton
final class PostMentions {

    private final Profiles profiles;
    private final Standings standings;

    PostMentions(Profiles profiles, Standings standings) {
        this.profiles = profiles;
        this.standings = standings;
    }

    /**
     * Finds the profiles whose handles stand in texts, less those that have a block with the author: one may not be called by somebody one
     * can't see. One trip for all handles, and one for each author who names anybody.
     *
     * @return their ids, text by text
     */
    List<List<Long>> find(List<ProfileId> authors, List<PostText> texts) {
        var cards = profiles.cardsByHandle(
                texts.stream().flatMap(text -> text.handles().stream()).collect(Collectors.toSet()));
        var named = texts.stream().map(text -> named(text, cards)).toList();
        var blocked = blocked(authors, named);
        var mentions = new ArrayList<List<Long>>();
        for (int i = 0; i < texts.size(); i++) {
            var hidden = blocked.getOrDefault(authors.get(i), Set.of());
            mentions.add(named.get(i).stream()
                    .filter(id -> !hidden.contains(id))
                    .map(ProfileId::value)
                    .toList());
        }
        return mentions;
    }

    private static List<ProfileId> named(PostText text, Map<String, ProfileCard> cards) {
        return text.handles().stream()
                .map(cards::get)
                .filter(Objects::nonNull)
                .map(ProfileCard::id)
                .toList();
    }

    private Map<ProfileId, Set<ProfileId>> blocked(List<ProfileId> authors, List<List<ProfileId>> named) {
        var byAuthor = new HashMap<ProfileId, Set<ProfileId>>();
        for (int i = 0; i < authors.size(); i++) {
            if (!named.get(i).isEmpty()) {
                byAuthor.computeIfAbsent(authors.get(i), author -> new HashSet<>())
                        .addAll(named.get(i));
            }
        }
        byAuthor.replaceAll((author, others) -> standings.of(author, others).entrySet().stream()
                .filter(relation -> relation.getValue().blockedEitherWay())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet()));
        return byAuthor;
    }
}
