package dev.kith.graph;

import dev.kith.id.CommunityId;
import dev.kith.id.Ids;
import dev.kith.id.ProfileId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One change of one edge that is asked for. Whoever asks for it again gets the same answer, less that it changed anything.
 *
 * @param source id of the profile that the edge goes out from, or of who connects
 * @param target id of the profile or community that it leads to
 * @param at when; an edge that stands keeps its first time
 * @param details what the statement of its kind reads besides
 */
public record EdgeCommand(Kind kind, long source, long target, Instant at, Map<String, Object> details) {

    /** How many of the posts from before a follow belong to the follower's home timeline unless it is said. */
    public static final int USUAL_COPY_LIMIT = 100;

    /** What is done to the edge, in the order in which a transaction does it. */
    public enum Kind {
        FOLLOW("graph/follow.cypher"),
        /** Takes over a follow that began elsewhere, of which nobody is to be notified. */
        IMPORT_FOLLOW("graph/follow.cypher"),
        UNFOLLOW("graph/unfollow.cypher"),
        REMOVE_FOLLOWER("graph/unfollow.cypher"),
        APPROVE("graph/decide.cypher"),
        /** Lets in who has asked a profile that is no longer private. */
        ADMIT("graph/decide.cypher"),
        /** Says from which post on what was posted before a follow belongs to the follower's home timeline. */
        SET_FLOOR("graph/set_floor.cypher"),
        REJECT("graph/decide.cypher"),
        BLOCK("graph/block.cypher"),
        UNBLOCK("graph/unblock.cypher"),
        MUTE("graph/mute.cypher"),
        UNMUTE("graph/unmute.cypher"),
        CONNECT("graph/connect.cypher"),
        DISCONNECT("graph/disconnect.cypher"),
        JOIN("graph/join.cypher"),
        /** A community's admin takes somebody in. */
        INVITE("graph/join.cypher"),
        LEAVE("graph/leave.cypher");

        private final String statement;

        Kind(String statement) {
            this.statement = statement;
        }

        String statement() {
            return statement;
        }

        boolean isFollow() {
            return this == FOLLOW || this == IMPORT_FOLLOW;
        }

        /** Whether the edge leads to a community. */
        boolean toCommunity() {
            return this == JOIN || this == INVITE || this == LEAVE;
        }

        /** Whether the edge is undirected: it is stored once, from the lesser id to the greater. */
        boolean undirected() {
            return this == CONNECT || this == DISCONNECT;
        }
    }

    public EdgeCommand(Kind kind, long source, long target, Instant at) {
        this(kind, source, target, at, Map.of());
    }

    public static EdgeCommand of(Kind kind, ProfileId source, ProfileId target, Instant at) {
        return new EdgeCommand(kind, source.value(), target.value(), at);
    }

    /**
     * A follow that takes over some posts.
     *
     * @param copyLimit how many of those from before it belong to the follower's home timeline
     */
    public static EdgeCommand follow(ProfileId follower, ProfileId followee, Instant at, int copyLimit) {
        return new EdgeCommand(Kind.FOLLOW, follower.value(), followee.value(), at, Map.of("copyLimit", copyLimit));
    }

    /**
     * The end of a follow.
     *
     * @param keepHistory whether what the follower's home timeline showed of the followee stays there
     */
    public static EdgeCommand unfollow(ProfileId follower, ProfileId followee, Instant at, boolean keepHistory) {
        return new EdgeCommand(
                Kind.UNFOLLOW, follower.value(), followee.value(), at, Map.of("keepHistory", keepHistory));
    }

    public static EdgeCommand of(Kind kind, ProfileId member, CommunityId community, Instant at) {
        return new EdgeCommand(kind, member.value(), community.value(), at);
    }

    /**
     * A mute.
     *
     * @param until when it ends; null for never
     */
    public static EdgeCommand mute(ProfileId muter, ProfileId muted, Instant at, @Nullable Instant until) {
        return new EdgeCommand(
                Kind.MUTE,
                muter.value(),
                muted.value(),
                at,
                until == null ? Map.of() : Map.of("until", until.toEpochMilli()));
    }

    /** The row that the statement of its kind reads. */
    Map<String, Object> row(int index) {
        var swap = kind.undirected() && source > target;
        var row = new HashMap<String, Object>();
        row.put("index", index);
        row.put("source", swap ? target : source);
        row.put("target", swap ? source : target);
        row.put("at", at.toEpochMilli());
        switch (kind) {
            case FOLLOW, IMPORT_FOLLOW -> row.put("first", Ids.firstAt(at));
            case UNFOLLOW -> row.putAll(Map.of("states", List.of("FOLLOWING", "REQUESTED"), "keepHistory", false));
            case REMOVE_FOLLOWER -> row.putAll(Map.of("states", List.of("FOLLOWING"), "keepHistory", false));
            case APPROVE, ADMIT ->
                row.putAll(Map.of("state", "FOLLOWING", "open", kind == Kind.ADMIT, "first", Ids.firstAt(at)));
            case REJECT -> row.putAll(Map.of("state", "REJECTED", "open", false));
            case CONNECT -> row.put("by", source);
            case JOIN, INVITE -> row.put("invited", kind == Kind.INVITE);
            case SET_FLOOR, BLOCK, UNBLOCK, MUTE, UNMUTE, DISCONNECT, LEAVE -> {
                // its statement reads nothing else
            }
        }
        row.putAll(details);
        return row;
    }
}
