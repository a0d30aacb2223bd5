package dev.kith.visibility;

import dev.kith.visibility.Actor.Role;
import dev.kith.visibility.Verdict.Reason;
import java.util.List;
import java.util.Optional;

/**
 * The one rule on who sees what. Pure: it is given the viewer's relations and everyone who acts in the item. Deleted profiles and items never
 * come here; their store no longer gives them out.
 */
public final class Visibility {

    /** One reason to hide an item because of one who acts in it. */
    @FunctionalInterface
    interface Rule {
        Optional<Reason> hides(ViewerRelations viewer, Actor actor);

        Rule BLOCKED_BY = (viewer, actor) -> when(viewer.to(actor.id()).blockedBy(), Reason.BLOCKED_BY);

        Rule BLOCKING = (viewer, actor) -> when(viewer.to(actor.id()).blocking(), Reason.BLOCKING);

        Rule NOT_PUBLIC = (viewer, actor) ->
                when(viewer.viewer() == null && actor.isPrivate() && actor.role() != Role.MENTIONED, Reason.NOT_PUBLIC);

        Rule NOT_FOLLOWING = (viewer, actor) -> when(
                actor.isPrivate()
                        && actor.role() == Role.AUTHOR
                        && !viewer.to(actor.id()).following(),
                Reason.NOT_FOLLOWING);

        /** In order of precedence. */
        List<Rule> ALL = List.of(BLOCKED_BY, BLOCKING, NOT_PUBLIC, NOT_FOLLOWING);

        private static Optional<Reason> when(boolean applies, Reason reason) {
            return applies ? Optional.of(reason) : Optional.empty();
        }
    }

    private Visibility() {}

    /** Hidden as soon as one rule finds a reason in one of the actors; nobody is hidden from themselves. */
    public static Verdict of(ViewerRelations viewer, List<Actor> actors) {
        for (var actor : actors) {
            if (actor.id().equals(viewer.viewer())) {
                continue;
            }
            for (var rule : Rule.ALL) {
                var reason = rule.hides(viewer, actor);
                if (reason.isPresent()) {
                    return new Verdict.Hide(reason.get());
                }
            }
        }
        return new Verdict.Show();
    }
}
