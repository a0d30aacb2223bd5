package dev.kith.console;

import dev.kith.community.Communities;
import dev.kith.graph.Neighbour;
import dev.kith.graph.SocialGraph;
import dev.kith.id.CommunityId;
import dev.kith.id.ProfileId;
import dev.kith.profile.ProfileCard;
import dev.kith.profile.Profiles;
import dev.kith.web.PageQuery;
import dev.kith.web.Pages;
import dev.kith.web.Pages.Listing;
import dev.kith.web.Pages.Seen;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The relations of a profile, page by page and whoever may see them: those with deleted profiles as well, if any are left. */
@Singleton
class RelationPages {

    private final SocialGraph graph;
    private final Profiles profiles;
    private final Communities communities;
    private final Pages pages;

    /**
     * A part of a list.
     *
     * @param path of the list, below its profile's
     * @param next where to go on; null when nothing follows
     */
    record Part(
            String path,
            String title,
            List<Line> lines,
            @Nullable String next) {}

    /**
     * One of a list.
     *
     * @param href null for a community
     * @param handle null for a community, and for who is gone
     */
    record Line(
            String id,
            String name,
            @Nullable String handle,
            @Nullable String href,
            String since,
            @Nullable String until) {}

    /** The rows of a list. */
    private record Rows(RelationKind kind, List<Neighbour> neighbours) {}

    private record Names(Map<ProfileId, ProfileCard> cards, Map<CommunityId, Communities.Named> communities) {}

    RelationPages(SocialGraph graph, Profiles profiles, Communities communities, Pages pages) {
        this.graph = graph;
        this.profiles = profiles;
        this.communities = communities;
        this.pages = pages;
    }

    /** The first so many of each list that is not empty. Where there are more, there is a {@code next}. */
    List<Part> first(ProfileId profile, int most) {
        var lists = Arrays.stream(RelationKind.values())
                .map(kind -> new Rows(kind, kind.list(graph, profile).page(null, most + 1)))
                .filter(rows -> !rows.neighbours().isEmpty())
                .toList();
        var names = names(lists);
        return lists.stream()
                .map(rows -> new Part(
                        rows.kind().path(),
                        rows.kind().title(),
                        rows.neighbours().stream()
                                .limit(most)
                                .map(row -> line(rows.kind(), row, names))
                                .toList(),
                        rows.neighbours().size() > most ? "" : null))
                .toList();
    }

    Part page(ProfileId profile, RelationKind kind, @Nullable String cursor, int limit) {
        var listing = new Listing<Neighbour, Line>(
                "console " + kind.path() + " " + profile,
                PageQuery.MAX_OF_EDGES,
                2,
                kind.list(graph, profile)::page,
                Neighbour::position,
                rows -> {
                    var names = names(List.of(new Rows(kind, rows)));
                    return rows.stream()
                            .map(row -> new Seen<>(row, line(kind, row, names)))
                            .toList();
                });
        var page = pages.page(listing, cursor, 0, limit);
        return new Part(kind.path(), kind.title(), page.items(), page.nextCursor());
    }

    private Names names(List<Rows> lists) {
        var places = new HashSet<CommunityId>();
        var people = new HashSet<ProfileId>();
        for (var rows : lists) {
            for (var row : rows.neighbours()) {
                if (rows.kind() == RelationKind.COMMUNITIES) {
                    places.add(row.community());
                } else {
                    people.add(row.profile());
                }
            }
        }
        return new Names(profiles.cards(people), communities.named(places));
    }

    private static Line line(RelationKind kind, Neighbour row, Names names) {
        var since = Format.time(row.since());
        var until = row.until() == null ? null : Format.time(row.until());
        if (kind == RelationKind.COMMUNITIES) {
            var place = names.communities().get(row.community());
            return new Line(
                    row.community().toString(),
                    place == null ? "deleted community" : place.name(),
                    null,
                    null,
                    since,
                    until);
        }
        var who = Who.of(row.profile(), names.cards().get(row.profile()));
        return new Line(who.id(), who.name(), who.handle(), who.href(), since, until);
    }
}
