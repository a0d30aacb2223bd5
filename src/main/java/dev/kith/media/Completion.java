package dev.kith.media;

import dev.kith.id.MediaId;
import dev.kith.web.Problem;

/** What came of completing an upload. */
sealed interface Completion {

    record Ready(MediaRow row) implements Completion {}

    /** It is not ready, and why. */
    sealed interface Refused extends Completion {
        Problem problem();
    }

    /** Absent, or somebody else's. */
    record NoSuchMedia(MediaId id) implements Refused {
        @Override
        public Problem problem() {
            return Problem.notFound("media", id);
        }
    }

    /** Nothing has arrived, or it changes while it is looked at. */
    record NotUploaded(MediaId id) implements Refused {
        @Override
        public Problem problem() {
            return Problem.conflict(
                    "media-not-uploaded",
                    "The upload of media " + id + " has not arrived. Upload it, then complete it.");
        }
    }

    record Rejected(Rejection rejection) implements Refused {
        @Override
        public Problem problem() {
            return Problem.unprocessable("media-rejected", rejection.detail()).with("reason", rejection.reason());
        }
    }
}
