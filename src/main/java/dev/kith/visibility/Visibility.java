package dev.kith.visibility;

import dev.kith.id.ProfileId;
import dev.kith.visibility.Actor.Role;
import dev.kith.visibility.Verdict.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The one rule on who sees what. Pure: it is given the viewer's relations and everyone who acts in the item. Deleted profiles, communities and
 * items never come here; their store no longer gives them out.
 */
public final class Visibility {

    /** One reason to hide an item because of one who acts in it. */
    record Rule(Reason reason, Test test) {

        /** Whether the reason applies. */
        @FunctionalInterface
        interface Test {
            boolean hides(Viewer viewer, Item item, Actor actor);
        }

        /** In order of precedence. Who shares a community with a private profile sees what it says there. */
        static final List<Rule> ALL = List.of(
                new Rule(
                        Reason.BLOCKED_BY,
                        (viewer, item, actor) -> viewer.to(actor.id()).blockedBy()),
                new Rule(
                        Reason.BLOCKING,
                        (viewer, item, actor) -> viewer.to(actor.id()).blocking()),
                new Rule(
                        Reason.MUTED,
                        (viewer, item, actor) -> item.feed()
                                && (actor.role() == Role.AUTHOR || actor.role() == Role.DOER)
                                && viewer.to(actor.id()).muting()),
                new Rule(
                        Reason.NOT_PUBLIC,
                        (viewer, item, actor) ->
                                viewer.id() == null && actor.isPrivate() && actor.role() != Role.MENTIONED),
                new Rule(
                        Reason.NOT_FOLLOWING,
                        (viewer, item, actor) -> actor.isPrivate()
                                && actor.role() == Role.AUTHOR
                                && !viewer.to(actor.id()).following()
                                && !viewer.isMemberOf(item.place())));
    }

    /**
     * One question that was asked of an item.
     *
     * @param actor of whom; null where it is about the place
     */
    public record Check(Reason reason, @Nullable ProfileId actor, boolean hides) {}

    private Visibility() {}

    /** Hidden as soon as one rule finds a reason, in the place or in one of the actors; nobody is hidden from themselves. */
    public static Verdict of(Viewer viewer, Item item) {
        var reason = firstReason(viewer, item, check -> {});
        return reason == null ? new Verdict.Show() : new Verdict.Hide(reason);
    }

    /** The questions that {@link #of} asks, up to the one that hides the item. */
    public static List<Check> trace(Viewer viewer, Item item) {
        var checks = new ArrayList<Check>();
        firstReason(viewer, item, checks::add);
        return checks;
    }

    private static @Nullable Reason firstReason(Viewer viewer, Item item, Consumer<Check> asked) {
        if (item.place() != null) {
            var closed = isClosed(viewer, item);
            asked.accept(new Check(Reason.NOT_A_MEMBER, null, closed));
            if (closed) {
                return Reason.NOT_A_MEMBER;
            }
        }
        for (var actor : item.actors()) {
            if (viewer.is(actor.id())) {
                continue;
            }
            for (var rule : Rule.ALL) {
                var hides = rule.test().hides(viewer, item, actor);
                asked.accept(new Check(rule.reason(), actor.id(), hides));
                if (hides) {
                    return rule.reason();
                }
            }
        }
        return null;
    }

    /** A community that is not visible shows itself to members only; one that is private shows what is inside to them only. */
    private static boolean isClosed(Viewer viewer, Item item) {
        var place = item.place();
        return place != null
                && !viewer.isMemberOf(place)
                && (!place.visible() || (place.inside() && place.isPrivate()));
    }
}
