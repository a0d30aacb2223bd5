package dev.kith.visibility;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is about to be shown.
 *
 * @param actors all who act in it
 * @param place the community that it belongs to; null for none
 * @param feed whether it comes to the viewer unasked, as in a timeline; mutes hide there only
 */
public record Item(List<Actor> actors, @Nullable Place place, boolean feed) {

    /**
     * A community, or what lies in it.
     *
     * @param inside whether it is a post in it or one of its members, rather than the community itself
     */
    public record Place(long community, boolean isPrivate, boolean visible, boolean inside) {

        /** The community itself. */
        public Place outside() {
            return new Place(community, isPrivate, visible, false);
        }
    }

    /** What a viewer asked for, outside of communities. */
    public static Item of(Actor... actors) {
        return new Item(List.of(actors), null, false);
    }
}
