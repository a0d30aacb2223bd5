package dev.kith.relation;

import dev.kith.graph.Neighbour;
import dev.kith.graph.SocialGraph.Listed;
import dev.kith.id.ProfileId;
import dev.kith.profile.ProfileCard;
import dev.kith.profile.Profiles;
import dev.kith.relation.EdgeViews.Related;
import dev.kith.visibility.Actor.Role;
import dev.kith.visibility.Item;
import dev.kith.visibility.Viewers;
import dev.kith.visibility.Visibility;
import dev.kith.web.Acting;
import dev.kith.web.Page;
import dev.kith.web.PageQuery;
import dev.kith.web.Pages;
import dev.kith.web.Pages.Listing;
import dev.kith.web.Pages.Seen;
import dev.kith.web.Problem;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Lists of relations: the graph says who and in what order, the profiles say how they look. */
@Singleton
class RelationLists {

    private final Profiles profiles;
    private final Viewers viewers;
    private final Pages pages;

    /**
     * Which page of which list is asked for.
     *
     * @param name of the list, among those of its owner
     */
    record Wanted(
            HttpRequest<?> request,
            String name,
            ProfileId owner,
            @Nullable ProfileId viewer,
            PageQuery query) {}

    RelationLists(Profiles profiles, Viewers viewers, Pages pages) {
        this.profiles = profiles;
        this.viewers = viewers;
        this.pages = pages;
    }

    /** A list that is shown to all who may see what its owner says; of it, those whom the viewer may see. */
    HttpResponse<Page<Related>> open(Wanted wanted, Listed listed) {
        requireListable(wanted.owner(), wanted.viewer());
        return page(
                wanted,
                listed,
                visible(
                        wanted.viewer(),
                        (neighbour, card) -> new Related(card, neighbour.since(), null, neighbour.until())));
    }

    /** The same as cards, for other features. */
    Listing<Neighbour, ProfileCard> cards(String name, ProfileId owner, @Nullable ProfileId viewer, Listed listed) {
        requireListable(owner, viewer);
        return listing(name, owner, listed, visible(viewer, (neighbour, card) -> card));
    }

    /** A list that is shown to its owner only. Whom one blocks or mutes is in it, blocked as they are. */
    HttpResponse<Page<Related>> own(Wanted wanted, Listed listed, BiFunction<Neighbour, ProfileCard, Related> view) {
        if (profiles.card(Acting.as(wanted.owner(), wanted.viewer())).isEmpty()) {
            throw Problem.notFound("profile", wanted.owner());
        }
        return page(wanted, listed, neighbours -> views(neighbours, card -> true, view));
    }

    void requireListable(ProfileId owner, @Nullable ProfileId viewer) {
        if (!profiles.mayList(owner, viewer)) {
            throw Problem.notFound("profile", owner);
        }
    }

    private HttpResponse<Page<Related>> page(
            Wanted wanted, Listed listed, Function<List<Neighbour>, List<Seen<Neighbour, Related>>> views) {
        return pages.answer(wanted.request(), wanted.query(), listing(wanted.name(), wanted.owner(), listed, views));
    }

    private static <V> Listing<Neighbour, V> listing(
            String name, ProfileId owner, Listed listed, Function<List<Neighbour>, List<Seen<Neighbour, V>>> views) {
        return new Listing<>(name + " " + owner, PageQuery.MAX_OF_EDGES, 2, listed::page, Neighbour::position, views);
    }

    /** Those whom a viewer may see. */
    private <V> Function<List<Neighbour>, List<Seen<Neighbour, V>>> visible(
            @Nullable ProfileId viewer, BiFunction<Neighbour, ProfileCard, V> view) {
        return neighbours -> {
            var looking = viewers.load(
                    viewer, neighbours.stream().map(Neighbour::profile).toList());
            return views(
                    neighbours,
                    card -> Visibility.of(looking, Item.of(card.as(Role.SUBJECT)))
                            .shown(),
                    view);
        };
    }

    private <V> List<Seen<Neighbour, V>> views(
            List<Neighbour> neighbours, Predicate<ProfileCard> visible, BiFunction<Neighbour, ProfileCard, V> view) {
        var cards = profiles.cards(neighbours.stream().map(Neighbour::profile).toList());
        return neighbours.stream()
                .<Seen<Neighbour, V>>mapMulti((neighbour, list) -> {
                    var card = cards.get(neighbour.profile());
                    if (card != null && visible.test(card)) {
                        list.accept(new Seen<>(neighbour, view.apply(neighbour, card)));
                    }
                })
                .toList();
    }
}
