package dev.kith.console;

import dev.kith.graph.SocialGraph;
import dev.kith.graph.SocialGraph.Listed;
import dev.kith.id.ProfileId;
import java.util.Arrays;
import java.util.Optional;

/** The relations of a profile that are listed. */
enum RelationKind {
    FOLLOWING("following", "Following"),
    FOLLOWERS("followers", "Followers"),
    ASKED("requests-outgoing", "Has asked to follow"),
    ASKED_BY("requests-incoming", "Asked to be let in by"),
    CONNECTIONS("connections", "Connections"),
    COMMUNITIES("communities", "Communities"),
    BLOCKS("blocks", "Blocks"),
    MUTES("mutes", "Mutes");

    private final String path;
    private final String title;

    RelationKind(String path, String title) {
        this.path = path;
        this.title = title;
    }

    static Optional<RelationKind> at(String path) {
        return Arrays.stream(values()).filter(kind -> kind.path.equals(path)).findFirst();
    }

    String path() {
        return path;
    }

    String title() {
        return title;
    }

    Listed list(SocialGraph graph, ProfileId profile) {
        return switch (this) {
            case FOLLOWING -> graph.following(profile);
            case FOLLOWERS -> graph.followers(profile);
            case ASKED -> graph.outgoingRequests(profile);
            case ASKED_BY -> graph.incomingRequests(profile);
            case CONNECTIONS -> graph.connections(profile);
            case COMMUNITIES -> graph.memberships(profile);
            case BLOCKS -> graph.blocks(profile);
            case MUTES -> graph.mutes(profile);
        };
    }
}
