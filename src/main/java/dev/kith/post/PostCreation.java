package dev.kith.post;

import dev.kith.id.CommunityId;
import dev.kith.id.PostId;
import dev.kith.id.ProfileId;
import dev.kith.web.Problem;
import io.micronaut.http.HttpStatus;
import java.util.Locale;

/** What came of asking for a post. */
public sealed interface PostCreation {

    record Created(PostId id) implements PostCreation {}

    /** There is no new post, and why. */
    sealed interface Refused extends PostCreation {
        Problem problem();
    }

    record NoSuchAuthor(ProfileId author) implements Refused {
        @Override
        public Problem problem() {
            return Problem.notFound("profile", author);
        }
    }

    /** Deleted, or hidden from the author. */
    record NoSuchTarget(Target target) implements Refused {
        @Override
        public Problem problem() {
            return Problem.notFound(target.kind().name().toLowerCase(Locale.ROOT), target.id());
        }
    }

    record NotAMember(CommunityId community) implements Refused {
        @Override
        public Problem problem() {
            return Problem.of(
                    HttpStatus.FORBIDDEN,
                    "not-a-member",
                    "Only members post in community " + community + ". Join it first.");
        }
    }

    /** Deleted, or hidden from who wants to pass it on. */
    record NoSuchOriginal(PostId original) implements Refused {
        @Override
        public Problem problem() {
            return Problem.notFound("post", original);
        }
    }

    /** Each profile reposts a post once. */
    record AlreadyReposted(PostId original) implements Refused {
        @Override
        public Problem problem() {
            return Problem.conflict("repost-exists", "The profile has reposted post " + original + " already.");
        }
    }

    /** Something in it can't be, or is not there. */
    record Unfit(Problem problem) implements Refused {}

    /** The id made for its time is taken. */
    record IdTaken() implements Refused {
        @Override
        public Problem problem() {
            return Problem.conflict("id-taken", "The id made for this time is taken. Send it again.");
        }
    }
}
