package dev.kith.visibility;

import dev.kith.visibility.Actor.Role;
import dev.kith.visibility.Verdict.Reason;
import java.util.List;
import java.util.Optional;

/**
 * The one rule on who sees what. Pure: it is given the viewer's relations and everyone who acts in the item. Deleted profiles, communities and
 * items never come here; their store no longer gives them out.
 */
public final class Visibility {

    /** One reason to hide an item because of one who acts in it. */
    @FunctionalInterface
    interface Rule {
        Optional<Reason> hides(Viewer viewer, Item item, Actor actor);

        Rule BLOCKED_BY = (viewer, item, actor) -> when(viewer.to(actor.id()).blockedBy(), Reason.BLOCKED_BY);

        Rule BLOCKING = (viewer, item, actor) -> when(viewer.to(actor.id()).blocking(), Reason.BLOCKING);

        Rule MUTED = (viewer, item, actor) -> when(
                item.feed()
                        && actor.role() == Role.AUTHOR
                        && viewer.to(actor.id()).muting(),
                Reason.MUTED);

        Rule NOT_PUBLIC = (viewer, item, actor) ->
                when(viewer.id() == null && actor.isPrivate() && actor.role() != Role.MENTIONED, Reason.NOT_PUBLIC);

        /** Who shares a community with a private profile sees what it says there. */
        Rule NOT_FOLLOWING = (viewer, item, actor) -> when(
                actor.isPrivate()
                        && actor.role() == Role.AUTHOR
                        && !viewer.to(actor.id()).following()
                        && !viewer.isMemberOf(item.place()),
                Reason.NOT_FOLLOWING);

        /** In order of precedence. */
        List<Rule> ALL = List.of(BLOCKED_BY, BLOCKING, MUTED, NOT_PUBLIC, NOT_FOLLOWING);

        private static Optional<Reason> when(boolean applies, Reason reason) {
            return applies ? Optional.of(reason) : Optional.empty();
        }
    }

    private Visibility() {}

    /** Hidden as soon as one rule finds a reason, in the place or in one of the actors; nobody is hidden from themselves. */
    public static Verdict of(Viewer viewer, Item item) {
        if (isClosed(viewer, item)) {
            return new Verdict.Hide(Reason.NOT_A_MEMBER);
        }
        for (var actor : item.actors()) {
            if (viewer.is(actor.id())) {
                continue;
            }
            for (var rule : Rule.ALL) {
                var reason = rule.hides(viewer, item, actor);
                if (reason.isPresent()) {
                    return new Verdict.Hide(reason.get());
                }
            }
        }
        return new Verdict.Show();
    }

    /** A community that is not visible shows itself to members only; one that is private shows what is inside to them only. */
    private static boolean isClosed(Viewer viewer, Item item) {
        var place = item.place();
        return place != null
                && !viewer.isMemberOf(place)
                && (!place.visible() || (place.inside() && place.isPrivate()));
    }
}
