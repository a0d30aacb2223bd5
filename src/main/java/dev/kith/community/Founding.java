package dev.kith.community;

import dev.kith.id.CommunityId;
import dev.kith.id.ProfileId;
import dev.kith.relation.Relations;
import dev.kith.web.Problem;

/** What came of asking for a community. */
public sealed interface Founding {

    record Founded(CommunityId id) implements Founding {}

    /** There is no new community, and why. */
    sealed interface Refused extends Founding {
        Problem problem();
    }

    record NoSuchAdmin(ProfileId admin) implements Refused {
        @Override
        public Problem problem() {
            return Problem.notFound("profile", admin);
        }
    }

    /** Memberships count towards the follow cap, and the admin has reached it. */
    record LimitReached(int limit) implements Refused {
        @Override
        public Problem problem() {
            return Relations.limitReached(limit);
        }
    }

    /** The id made for its time is taken. */
    record IdTaken() implements Refused {
        @Override
        public Problem problem() {
            return Problem.conflict("id-taken", "The id made for this time is taken. Send it again.");
        }
    }
}
