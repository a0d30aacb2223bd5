package dev.kith.visibility;

import dev.kith.cache.Standings;
import dev.kith.id.ProfileId;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Learns how a viewer stands to all who act in what is about to be shown. */
@Singleton
public class Viewers {

    private final Standings standings;

    Viewers(Standings standings) {
        this.standings = standings;
    }

    /** Asks once, whatever the number of profiles; not at all where no viewer is given. */
    public Viewer load(@Nullable ProfileId viewer, Collection<ProfileId> actors) {
        return load(viewer, actors, List.of());
    }

    /** The same for items that belong to communities. */
    public Viewer load(@Nullable ProfileId viewer, Collection<ProfileId> actors, Collection<Long> communities) {
        return viewer == null
                ? Viewer.NOBODY
                : new Viewer(viewer, standings.of(viewer, actors), standings.memberships(viewer, communities));
    }
}
