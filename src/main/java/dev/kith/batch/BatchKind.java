package dev.kith.batch;

import dev.kith.graph.Edge;
import dev.kith.graph.EdgeCommand;
import dev.kith.graph.EdgeResult;
import dev.kith.graph.SocialGraph.Pair;
import dev.kith.id.ProfileId;
import java.time.Instant;
import java.util.List;

/** What is done for each pair of a batch, as single requests do it. */
public enum BatchKind {
    FOLLOW,
    UNFOLLOW,
    CONNECT;

    /** What may come of a pair in the end. */
    List<BatchOutcome> outcomes() {
        return switch (this) {
            case FOLLOW ->
                List.of(
                        BatchOutcome.CREATED,
                        BatchOutcome.EXISTING,
                        BatchOutcome.REQUESTED,
                        BatchOutcome.BLOCKED,
                        BatchOutcome.NOT_FOUND,
                        BatchOutcome.LIMIT,
                        BatchOutcome.FAILED);
            case UNFOLLOW ->
                List.of(BatchOutcome.REMOVED, BatchOutcome.ABSENT, BatchOutcome.NOT_FOUND, BatchOutcome.FAILED);
            case CONNECT ->
                List.of(
                        BatchOutcome.CREATED,
                        BatchOutcome.EXISTING,
                        BatchOutcome.BLOCKED,
                        BatchOutcome.NOT_FOUND,
                        BatchOutcome.FAILED);
        };
    }

    EdgeCommand command(Pair pair, Instant at) {
        var source = new ProfileId(pair.source());
        var target = new ProfileId(pair.target());
        return switch (this) {
            case FOLLOW -> EdgeCommand.follow(source, target, at, EdgeCommand.USUAL_COPY_LIMIT);
            case UNFOLLOW -> EdgeCommand.unfollow(source, target, at, false);
            case CONNECT -> EdgeCommand.of(EdgeCommand.Kind.CONNECT, source, target, at);
        };
    }

    /** The kind of its commands, by which a pair is refused that no single request may have either. */
    EdgeCommand.Kind edge() {
        return command(new Pair(0, 0), Instant.EPOCH).kind();
    }

    static BatchOutcome outcome(EdgeResult result) {
        return switch (result) {
            case EdgeResult.Stands(var edge, var created, var _)
            when created -> edge.state() == Edge.State.REQUESTED ? BatchOutcome.REQUESTED : BatchOutcome.CREATED;
            case EdgeResult.Stands _ -> BatchOutcome.EXISTING;
            case EdgeResult.Gone(var changed) -> changed ? BatchOutcome.REMOVED : BatchOutcome.ABSENT;
            case EdgeResult.Blocked() -> BatchOutcome.BLOCKED;
            case EdgeResult.Hidden() -> BatchOutcome.NOT_FOUND;
            case EdgeResult.NoNode _ -> BatchOutcome.NOT_FOUND;
            case EdgeResult.LimitReached _ -> BatchOutcome.LIMIT;
        };
    }
}
