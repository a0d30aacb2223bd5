package dev.kith.text;

import dev.kith.community.Communities;
import dev.kith.id.CommunityId;
import dev.kith.id.ItemId;
import dev.kith.id.ProfileId;
import dev.kith.profile.ProfileCard;
import dev.kith.profile.Profiles;
import dev.kith.visibility.Actor.Role;
import dev.kith.visibility.Item;
import dev.kith.visibility.Item.Place;
import dev.kith.visibility.Viewer;
import dev.kith.visibility.Viewers;
import dev.kith.visibility.Visibility;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds what texts refer to, and shows it again. */
@Singleton
public class Texts {

    private final Profiles profiles;
    private final Communities communities;
    private final Viewers viewers;
    private final Hashtags hashtags;

    /**
     * A text that somebody is about to say.
     *
     * @param tags hashtags that it has besides those that stand in it
     */
    public record Draft(ProfileId author, @Nullable String text, List<String> tags) {}

    Texts(Profiles profiles, Communities communities, Viewers viewers, Hashtags hashtags) {
        this.profiles = profiles;
        this.communities = communities;
        this.viewers = viewers;
        this.hashtags = hashtags;
    }

    /**
     * Finds what texts refer to. Handles of profiles that have a block with the author stay words, as do communities that the author can't see:
     * one may not be called by somebody one can't see. Three trips for all, and one for each author who names anybody.
     *
     * @return what each refers to, in the order of the drafts
     */
    public List<Reference> resolve(List<Draft> drafts) {
        var parts = drafts.stream().map(draft -> TextParts.of(draft.text())).toList();
        var cards = profiles.cardsByHandle(
                parts.stream().flatMap(text -> text.handles().stream()).collect(Collectors.toSet()));
        var places = communities.places(parts.stream()
                .flatMap(text -> text.communities().stream())
                .map(CommunityId::new)
                .collect(Collectors.toSet()));
        var tags = new ArrayList<List<String>>();
        for (int i = 0; i < drafts.size(); i++) {
            tags.add(tags(parts.get(i), drafts.get(i)));
        }
        var tagIds = hashtags.ids(tags.stream().flatMap(List::stream).collect(Collectors.toSet()));
        var authors = authors(drafts, parts, cards, places);
        var references = new ArrayList<Reference>();
        for (int i = 0; i < drafts.size(); i++) {
            var author = authors.getOrDefault(drafts.get(i).author(), Viewer.NOBODY);
            references.add(new Reference(
                    parts.get(i).handles().stream()
                            .map(cards::get)
                            .filter(card -> card != null && mayName(author, card))
                            .map(card -> card.id().value())
                            .toList(),
                    parts.get(i).communities().stream()
                            .filter(id -> isShown(author, places.get(new CommunityId(id))))
                            .toList(),
                    tags.get(i).stream()
                            .map(tagIds::get)
                            .filter(Objects::nonNull)
                            .toList(),
                    tags.get(i)));
        }
        return references;
    }

    /** Who and what is named, less what is deleted since and what the viewer can't see: those are words again. */
    public static List<Mention> mentions(
            Collection<Long> named,
            Collection<Long> namedCommunities,
            Map<ProfileId, ProfileCard> cards,
            Map<CommunityId, Place> places,
            Viewer viewer) {
        var profiles = named.stream()
                .map(id -> cards.get(new ProfileId(id)))
                .filter(Objects::nonNull)
                .map(card -> new Mention(new ItemId(card.id().value()), card.handle()));
        var communities = namedCommunities.stream()
                .filter(id -> isShown(viewer, places.get(new CommunityId(id))))
                .map(id -> new Mention(new ItemId(id), "community:" + id));
        return Stream.concat(profiles, communities).toList();
    }

    private static List<String> tags(TextParts parts, Draft draft) {
        var tags = new LinkedHashSet<>(parts.hashtags());
        draft.tags().stream()
                .map(TextParts::hashtag)
                .filter(tag -> !tag.isEmpty())
                .forEach(tags::add);
        return List.copyOf(tags);
    }

    private Map<ProfileId, Viewer> authors(
            List<Draft> drafts, List<TextParts> parts, Map<String, ProfileCard> cards, Map<CommunityId, Place> places) {
        var named = new HashMap<ProfileId, Set<ProfileId>>();
        var entered = new HashMap<ProfileId, Set<Long>>();
        for (int i = 0; i < drafts.size(); i++) {
            var author = drafts.get(i).author();
            parts.get(i).handles().stream()
                    .map(cards::get)
                    .filter(Objects::nonNull)
                    .forEach(card -> named.computeIfAbsent(author, some -> new LinkedHashSet<>())
                            .add(card.id()));
            parts.get(i).communities().stream()
                    .filter(id -> places.containsKey(new CommunityId(id)))
                    .forEach(id -> entered.computeIfAbsent(author, some -> new LinkedHashSet<>())
                            .add(id));
        }
        return Stream.concat(named.keySet().stream(), entered.keySet().stream())
                .distinct()
                .collect(Collectors.toMap(
                        author -> author,
                        author -> viewers.load(
                                author, named.getOrDefault(author, Set.of()), entered.getOrDefault(author, Set.of()))));
    }

    private static boolean mayName(Viewer author, ProfileCard card) {
        return Visibility.of(author, Item.of(card.as(Role.MENTIONED))).shown();
    }

    private static boolean isShown(Viewer viewer, @Nullable Place inside) {
        return inside != null
                && Visibility.of(viewer, new Item(List.of(), inside.outside(), false))
                        .shown();
    }
}
