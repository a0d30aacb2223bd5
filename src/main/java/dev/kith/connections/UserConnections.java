package dev.kith.connections;

import dev.kith.batch.BatchKind;
import dev.kith.batch.BatchView;
import dev.kith.batch.Batches;
import dev.kith.graph.EdgeCommand;
import dev.kith.graph.EdgeCommand.Kind;
import dev.kith.graph.EdgeResult;
import dev.kith.graph.SocialGraph.Pair;
import dev.kith.id.MalformedId;
import dev.kith.id.ProfileId;
import dev.kith.profile.ProfileCard;
import dev.kith.profile.Profiles;
import dev.kith.relation.Relations;
import dev.kith.web.Page;
import dev.kith.web.Pages;
import dev.kith.web.Problem;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Connections as the contract has them: made once, ended once, and refused otherwise. */
@Singleton
class UserConnections {

    /** So many are passed over at most, since all of them must be read; further on, a cursor leads. */
    private static final int FARTHEST = 10_000;

    private final Relations relations;
    private final Profiles profiles;
    private final Batches batches;
    private final Pages pages;
    private final Clock clock;

    UserConnections(Relations relations, Profiles profiles, Batches batches, Pages pages, Clock clock) {
        this.relations = relations;
        this.profiles = profiles;
        this.batches = batches;
        this.pages = pages;
        this.clock = clock;
    }

    /** With whom a user is connected, newest first: from the cursor on, or else from the offset. */
    Page<ProfileCard> page(ProfileId user, ProfileId viewer, Window window, @Nullable String cursor) {
        if (cursor == null && window.offset() > FARTHEST) {
            throw Problem.malformed("offset", "must be " + FARTHEST + " at most; from there on, follow the next link");
        }
        return pages.page(
                relations.connections(user, viewer), cursor, cursor == null ? window.offset() : 0, window.limit());
    }

    /** Answers with whom. Of those who ask for the same connection at the same time, from either end, one makes it. */
    ProfileCard connect(ProfileId user, String id) {
        var other = UserViews.named(id);
        if (other.equals(user)) {
            throw toThemselves("id");
        }
        return switch (relations.write(EdgeCommand.of(Kind.CONNECT, user, other, clock.instant()))) {
            case EdgeResult.Stands(var _, var created, var _)
            when created -> profiles.card(other).orElseThrow(() -> UserViews.notFound(other));
            case EdgeResult.Stands _ -> throw Problem.conflict("connected", "The two are connected already.");
            case EdgeResult.Blocked() ->
                throw Problem.of(HttpStatus.FORBIDDEN, "blocked", "The user blocks this one. Unblock it first.");
            case EdgeResult.Hidden() -> throw UserViews.notFound(other);
            case EdgeResult.NoNode(var missing) -> throw UserViews.notFound(missing);
            case EdgeResult.LimitReached _, EdgeResult.Gone _ ->
                throw new IllegalStateException("connections have no limit and no end of their own");
        };
    }

    void disconnect(ProfileId user, String id) {
        var ended = relations.change(EdgeCommand.of(Kind.DISCONNECT, user, UserViews.named(id), clock.instant()));
        if (!(ended instanceof EdgeResult.Gone(var was) && was)) {
            throw Problem.of(HttpStatus.NOT_FOUND, "connection-not-found", "The two are not connected.");
        }
    }

    /** Begins to connect a user with many. */
    BatchView connectAll(ProfileId user, List<String> ids) {
        if (profiles.card(user).isEmpty()) {
            throw UserViews.notFound(user);
        }
        var pairs =
                ids.stream().map(id -> new Pair(user.value(), other(user, id))).toList();
        return batches.status(batches.create(BatchKind.CONNECT, user, pairs), user);
    }

    private static long other(ProfileId user, String id) {
        try {
            var other = MalformedId.parse(id);
            if (other == user.value()) {
                throw toThemselves("ids");
            }
            return other;
        } catch (MalformedId malformed) {
            throw Problem.malformed("ids", String.valueOf(malformed.getMessage()));
        }
    }

    private static Problem toThemselves(String field) {
        return Problem.malformed(field, "must not name the user itself: nobody is connected with themselves");
    }
}
