package dev.kith.console;

import dev.kith.console.ProfileInspection.Compared;
import dev.kith.console.ProfileInspection.Step;
import dev.kith.console.ProfileInspection.TimelineLine;
import dev.kith.console.ProfileInspection.TimelinePart;
import dev.kith.id.Ids;
import dev.kith.id.ProfileId;
import dev.kith.post.PostView;
import dev.kith.profile.ProfileCard;
import dev.kith.timeline.Explanation;
import dev.kith.timeline.Explanation.Outcome;
import dev.kith.timeline.TimelineInspection.Comparison;
import dev.kith.timeline.TimelineInspection.Entry;
import dev.kith.timeline.TimelineInspection.Inspected;
import dev.kith.timeline.TimelineInspection.KeptList;
import dev.kith.timeline.TimelineInspection.KeptPage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says what is in a home timeline and why, and how what is kept of it compares with the stores. */
final class TimelineLines {

    private static final Pattern PROFILE = Pattern.compile("profile (\\d+)");

    private TimelineLines() {}

    /** Whose names the lines need, beside the authors'. */
    static Set<ProfileId> named(Inspected timeline) {
        var named = new HashSet<ProfileId>();
        for (var entry : timeline.entries()) {
            for (var step : entry.why().steps()) {
                if (step.detail() != null) {
                    PROFILE.matcher(step.detail()).results().forEach(id -> named.add(ProfileId.of(id.group(1))));
                }
            }
        }
        return named;
    }

    static TimelinePart part(Inspected timeline, Map<ProfileId, ProfileCard> names) {
        return new TimelinePart(
                timeline.fromLists() ? "read from lists" : "read from the stores",
                timeline.shown().size(),
                timeline.entries().stream().map(entry -> line(entry, names)).toList());
    }

    private static TimelineLine line(Entry entry, Map<ProfileId, ProfileCard> names) {
        var post = entry.post();
        var steps = entry.why().steps().stream().map(step -> step(step, names)).toList();
        return new TimelineLine(
                entry.why().postId().toString(),
                post != null,
                post == null ? null : Who.of(post.author()),
                post == null ? null : text(post),
                post == null ? null : about(post),
                Format.time(Ids.timeOf(entry.why().postId().value())),
                why(entry.why(), steps),
                entry.agrees() ? null : "The page and the explanation do not agree: a copy may be behind for a moment.",
                steps);
    }

    private static @Nullable String text(PostView post) {
        return post.text() == null && post.original() != null ? post.original().text() : post.text();
    }

    private static String about(PostView post) {
        var about = new ArrayList<String>();
        about.add(post.verb().name().toLowerCase(Locale.ROOT));
        if (post.original() != null) {
            about.add("of @" + post.original().author().handle());
        }
        if (post.target() != null) {
            about.add("to "
                    + post.target().kind().name().toLowerCase(Locale.ROOT)
                    + " " + post.target().id());
        }
        if (!post.media().isEmpty()) {
            about.add(Format.count(post.media().size(), "medium", "media"));
        }
        return String.join(", ", about);
    }

    /** What hides it, or from where it comes. */
    private static String why(Explanation why, List<Step> steps) {
        var hides = steps.stream().filter(step -> !step.passes()).findFirst();
        if (hides.isPresent()) {
            return hides.get().rule() + ", " + hides.get().detail();
        }
        return steps.stream()
                .filter(step -> step.rule().equals("source"))
                .map(Step::detail)
                .findFirst()
                .orElseGet(() -> why.decision().name());
    }

    private static Step step(Explanation.Step step, Map<ProfileId, ProfileCard> names) {
        var detail = step.detail() == null ? "" : step.detail();
        return new Step(
                step.rule().toLowerCase(Locale.ROOT).replace('_', ' '),
                step.outcome() == Outcome.PASS,
                PROFILE.matcher(detail).replaceAll(id -> {
                    var card = names.get(ProfileId.of(id.group(1)));
                    return card == null ? id.group() : "@" + card.handle();
                }));
    }

    /** Whose lists are merged, beside its own. */
    static List<Long> owners(Inspected timeline) {
        return timeline.lists().stream()
                .filter(list -> !list.home())
                .map(KeptList::owner)
                .toList();
    }

    /** @param owners what those are called whose lists are merged */
    static List<Compared> compared(Inspected timeline, Map<Long, String> owners) {
        var compared = new ArrayList<Compared>();
        compared.add(lists(timeline, owners));
        compared.add(new Compared(
                "Page of the home timeline",
                Format.count(timeline.shown().size(), "post", "posts") + (timeline.fromLists() ? " from lists" : ""),
                "the same made from the stores",
                timeline.samePage() ? Verdict.SAME : Verdict.bad("differs"),
                List.of()));
        if (timeline.pages().isEmpty()) {
            compared.add(new Compared(
                    "Kept first page", "none", "the page as it would be made now", Verdict.NOTHING_KEPT, List.of()));
        }
        timeline.pages().forEach(page -> compared.add(page(page)));
        return compared;
    }

    private static Compared lists(Inspected timeline, Map<Long, String> owners) {
        var comparison = timeline.comparison();
        return new Compared(
                "Lists of the home timeline",
                comparison == null
                        ? "not read"
                        : Format.count(timeline.lists().size(), "list", "lists") + " of "
                                + Format.count(comparison.candidates(), "candidate", "candidates") + ", "
                                + (comparison.downTo() == null
                                        ? "down to the oldest"
                                        : "down to " + Format.time(comparison.downTo())),
                comparison == null
                        ? "the stores are asked"
                        : "the newest " + Format.count(comparison.compared()) + " of the stores",
                listsVerdict(comparison),
                listDetails(timeline, comparison, owners));
    }

    private static Verdict listsVerdict(@Nullable Comparison comparison) {
        if (comparison == null) {
            return Verdict.NOTHING_KEPT;
        }
        return comparison.missing().isEmpty()
                ? Verdict.SAME
                : Verdict.bad(Format.count(comparison.missing().size()) + " missing");
    }

    private static List<String> listDetails(
            Inspected timeline, @Nullable Comparison comparison, Map<Long, String> owners) {
        var details = new ArrayList<String>();
        timeline.lists().forEach(list -> details.add(list(list, owners)));
        if (comparison != null && !comparison.missing().isEmpty()) {
            details.add("not delivered, or not yet: " + Format.ids(comparison.missing()));
        }
        if (comparison != null && !comparison.surplus().isEmpty()) {
            details.add("passed over when read, since they no longer belong: " + Format.ids(comparison.surplus()));
        }
        return details;
    }

    private static String list(KeptList list, Map<Long, String> owners) {
        var name = list.home() ? "what is delivered" : "of " + owners.getOrDefault(list.owner(), "one who is gone");
        var state = switch (list.state()) {
            case READY -> Format.count(list.ids(), "candidate", "candidates");
            case OUTDATED -> "built for other followees, and built anew when it is read";
            case BEING_BUILT -> "being built";
            case ABSENT -> "not there, and built when it is read";
        };
        return name + ": " + state
                + (list.goesIn() == null
                        ? ""
                        : ", goes in " + Format.millis(list.goesIn().toMillis()) + " unless it is read");
    }

    private static Compared page(KeptPage page) {
        return new Compared(
                "Kept first page, " + (page.inProcess() ? "in this process" : "in Redis"),
                (page.posts().isEmpty() ? "" : Format.count(page.posts().size(), "post", "posts") + ", ") + "made "
                        + Format.time(page.at()) + " of " + Format.count(page.parts(), "thing", "things"),
                "the page as it would be made now",
                pageVerdict(page),
                List.of());
    }

    private static Verdict pageVerdict(KeptPage page) {
        return switch (page.standing()) {
            case "HOLDS" -> page.same() ? Verdict.SAME : Verdict.bad("served, and differs");
            case "CHANGED" -> Verdict.info("made anew when it is read");
            case "OLD" -> Verdict.info("too old to be served");
            case "PARTS_ONLY" -> Verdict.info("kept from the next time on");
            default -> Verdict.info("made anew, since Redis does not tell");
        };
    }
}
