package dev.kith.timeline;

import dev.kith.cache.FeedSources;
import dev.kith.id.Ids;
import dev.kith.id.PostId;
import dev.kith.id.ProfileId;
import dev.kith.post.Posts;
import dev.kith.post.Posts.Judgement;
import dev.kith.post.Posts.Origin;
import dev.kith.timeline.Explanation.Outcome;
import dev.kith.timeline.Explanation.Step;
import dev.kith.visibility.Visibility.Check;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Explains home timelines, from what they are made of. */
@Singleton
class Explaining {

    private final HomeTimelines timelines;
    private final Posts posts;

    Explaining(HomeTimelines timelines, Posts posts) {
        this.timelines = timelines;
        this.posts = posts;
    }

    Explanation explain(PostId post, ProfileId reader) {
        return explain(List.of(post.value()), timelines.candidates(reader)).getFirst();
    }

    /** The same for many posts at once, in their order. */
    List<Explanation> explain(List<Long> wanted, Candidates candidates) {
        var judged = posts.judge(wanted, candidates.reader());
        return wanted.stream()
                .map(post -> explain(post, Optional.ofNullable(judged.get(post)), candidates))
                .toList();
    }

    private static Explanation explain(long post, Optional<Judgement> judged, Candidates candidates) {
        var steps = new ArrayList<Step>();
        steps.add(Step.of(
                "EXISTS", judged.isPresent(), judged.isPresent() ? null : "there is no such post, or it is deleted"));
        judged.ifPresent(judgement -> {
            var source = source(judgement, candidates);
            steps.add(source);
            steps.addAll(visibility(judgement));
            if (source.outcome() == Outcome.PASS) {
                steps.add(list(post, candidates));
            }
        });
        return Explanation.of(new PostId(post), candidates.reader(), steps);
    }

    private static Step source(Judgement judgement, Candidates candidates) {
        var origin = judgement.origin();
        var source = candidates.source(origin.post(), origin.author(), origin.community());
        if (source.isPresent()) {
            return Step.of(
                    "SOURCE",
                    true,
                    switch (source.get()) {
                        case FOLLOWEE -> "follows its author, profile " + origin.author();
                        case KEPT ->
                            "followed its author, profile " + origin.author() + ", and keeps what there was then";
                        case COMMUNITY -> "is a member of its community, " + origin.community();
                    });
        }
        var noMember = origin.community() == null ? "" : ", and is no member of its community, " + origin.community();
        return Step.of(
                "SOURCE",
                false,
                origin.author().equals(candidates.reader())
                        ? "is its author"
                        : whyNot(origin, candidates.sources()) + noMember);
    }

    private static String whyNot(Origin origin, FeedSources sources) {
        var author = "its author, profile " + origin.author();
        var range = sources.range(origin.author().value());
        if (range.isEmpty()) {
            return "does not follow " + author;
        }
        if (origin.post() >= range.get().to()) {
            return "does not follow " + author + ", any more, and keeps only what there was until then";
        }
        return "took over from " + author + ", only what is from "
                + Ids.timeOf(range.get().from()) + " on";
    }

    private static List<Step> visibility(Judgement judgement) {
        var steps = new ArrayList<Step>();
        if (judgement.gone()) {
            steps.add(Step.of("EXISTS", false, "its author, its community, or that of what it passes on is deleted"));
        }
        judgement.checks().forEach(check -> steps.add(step(check, null)));
        judgement.originalChecks().forEach(check -> steps.add(step(check, judgement.originalId())));
        return steps;
    }

    private static Step step(Check check, @Nullable Long original) {
        var about = check.actor() == null ? "its community" : "profile " + check.actor();
        return Step.of(
                check.reason().name(),
                !check.hides(),
                original == null ? about : about + ", in what it passes on, post " + original);
    }

    private static Step list(long post, Candidates candidates) {
        if (post <= candidates.ready().floor()) {
            return Step.of(
                    "LIST",
                    true,
                    candidates.lists().isEmpty()
                            ? "the stores are asked for the whole timeline"
                            : "the stores are asked: the lists end above, at "
                                    + candidates.ready().floor());
        }
        var holders = candidates.lists().entrySet().stream()
                .filter(list -> list.getValue().ids().contains(post))
                .map(list -> switch (list.getKey().kind()) {
                    case HOME -> "the list of what is delivered";
                    case SOURCE -> "the list of " + list.getKey().owner() + ", a big author or a community";
                })
                .toList();
        return Step.of(
                "LIST",
                !holders.isEmpty(),
                holders.isEmpty() ? "it has not been delivered yet" : "is in " + String.join(" and ", holders));
    }
}
