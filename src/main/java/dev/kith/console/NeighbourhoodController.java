package dev.kith.console;

import dev.kith.id.CommunityId;
import dev.kith.id.ProfileId;
import dev.kith.profile.Profiles;
import dev.kith.relation.Paths.Way;
import dev.kith.web.Problem;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The page on which what is around a profile is drawn, and the parts of the graph that it draws. */
@Controller("/console/neighbourhood")
@ExecuteOn(TaskExecutors.BLOCKING)
@Hidden
class NeighbourhoodController {

    private final Templates templates;
    private final Chosen chosen;
    private final Profiles profiles;
    private final Neighbourhoods neighbourhoods;

    /**
     * What the page says.
     *
     * @param graph where it is read from; null while nobody is looked at
     * @param path null unless a way to somebody was asked for
     */
    record Page(
            Chosen.One from,
            Chosen.One to,
            int depth,
            @Nullable String graph,
            @Nullable Path path,
            int most) {

        public List<Chosen.One> asked() {
            return List.of(from, to);
        }
    }

    /**
     * A way along follows.
     *
     * @param told in words
     * @param steps those on it; none when there is none
     */
    record Path(String told, List<Who> steps) {}

    NeighbourhoodController(Templates templates, Chosen chosen, Profiles profiles, Neighbourhoods neighbourhoods) {
        this.templates = templates;
        this.chosen = chosen;
        this.profiles = profiles;
        this.neighbourhoods = neighbourhoods;
    }

    @Get
    HttpResponse<String> page(
            @QueryValue @Nullable String profileId,
            @QueryValue @Nullable String targetId,
            @QueryValue @Nullable Integer depth) {
        var from = chosen.read(profileId);
        var to = chosen.read(targetId);
        var steps = depth(depth);
        return templates.answer(
                "neighbourhood",
                new Page(
                        from,
                        to,
                        steps,
                        graph(from, to, steps),
                        from.card() == null || to.card() == null
                                ? null
                                : path(from.card().id(), to.card().id()),
                        Neighbourhoods.MOST_NODES));
    }

    /** What is drawn first. */
    @Get("/graph")
    @Produces(MediaType.APPLICATION_JSON)
    NeighbourhoodView graph(
            @QueryValue ProfileId profileId,
            @QueryValue @Nullable ProfileId targetId,
            @QueryValue @Nullable Integer depth) {
        require(profileId);
        var way = targetId != null && neighbourhoods.path(profileId, targetId) instanceof Way.Found(var found)
                ? found
                : List.<ProfileId>of();
        return neighbourhoods.around(profileId, depth(depth), way, Neighbourhoods.MOST_NODES);
    }

    /** What comes to it when a node is expanded. */
    @Get("/around")
    @Produces(MediaType.APPLICATION_JSON)
    NeighbourhoodView around(@QueryValue @Nullable ProfileId profileId, @QueryValue @Nullable CommunityId communityId) {
        if (communityId != null) {
            return neighbourhoods.around(communityId, Neighbourhoods.MOST_NODES);
        }
        if (profileId == null) {
            throw Problem.malformed("profileId", "is required, or communityId");
        }
        require(profileId);
        return neighbourhoods.around(profileId, 1, List.of(), Neighbourhoods.MOST_NODES);
    }

    private static @Nullable String graph(Chosen.One from, Chosen.One to, int depth) {
        if (from.card() == null) {
            return null;
        }
        return "/console/neighbourhood/graph?profileId=" + from.card().id() + "&depth=" + depth
                + (to.card() == null ? "" : "&targetId=" + to.card().id());
    }

    private Path path(ProfileId source, ProfileId target) {
        return switch (neighbourhoods.path(source, target)) {
            case Way.Found(var way) -> {
                var cards = profiles.cards(way);
                yield new Path(
                        Format.count(way.size() - 1L, "follow", "follows"),
                        way.stream().map(id -> Who.of(id, cards.get(id))).toList());
            }
            case Way.None() -> new Path("No follows lead there within six steps.", List.of());
            case Way.TooWide(var budget) ->
                new Path("More than " + Format.count(budget) + " follows would have to be read.", List.of());
        };
    }

    private static int depth(@Nullable Integer depth) {
        var wanted = depth == null ? 1 : depth;
        if (wanted < 1 || wanted > Neighbourhoods.MOST_DEPTH) {
            throw Problem.malformed("depth", "must be 1 to " + Neighbourhoods.MOST_DEPTH);
        }
        return wanted;
    }

    /** A deleted one has edges no more, or not for long. */
    private void require(ProfileId profile) {
        if (profiles.card(profile).isEmpty()) {
            throw Problem.notFound("profile", profile);
        }
    }
}
