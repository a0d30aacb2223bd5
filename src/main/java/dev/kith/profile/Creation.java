package dev.kith.profile;

import dev.kith.id.ProfileId;
import dev.kith.web.Problem;

/** What came of asking for a profile. */
public sealed interface Creation {

    record Created(ProfileId id) implements Creation {}

    /** There is no new profile, and why. */
    sealed interface Refused extends Creation {
        Problem problem();
    }

    record HandleTaken(String handle) implements Refused {
        @Override
        public Problem problem() {
            return Problem.conflict("handle-taken", "The handle " + handle + " is taken.");
        }
    }

    record EmailTaken(String email) implements Refused {
        @Override
        public Problem problem() {
            return Problem.conflict("email-taken", "The email " + email + " is taken.");
        }
    }

    /** The user owns a profile of this account type. */
    record UserHasOne(String userId) implements Refused {
        @Override
        public Problem problem() {
            return Problem.conflict(
                    "profile-exists", "User " + userId + " owns a profile of this account type already.");
        }
    }
}
