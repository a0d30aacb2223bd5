package dev.kith.events;

/**
 * What a message of {@link Family#FOLLOWS} comes to where one feed begins to take in another.
 *
 * @param sourceFeedId the feed that takes in, like {@code home:4711}
 * @param targetFeedId the feed that is taken in, like {@code personal:4712}
 * @param activityCopyLimit how many of the latter's activities are taken over at once
 */
public record Following(String sourceFeedId, String targetFeedId, int activityCopyLimit) {

    public static final int MOST_COPIED = 1_000;

    /** As many as are taken over unless told otherwise. */
    public static final int COPIED = 300;

    /**
     * A following whose fields are checked.
     *
     * @throws Poison when a field is not what it must be
     */
    public Following {
        Fields.feed("sourceFeedId", sourceFeedId);
        Fields.feed("targetFeedId", targetFeedId);
        Fields.require(!sourceFeedId.equals(targetFeedId), "targetFeedId", "another feed than the source");
        Fields.require(
                activityCopyLimit >= 0 && activityCopyLimit <= MOST_COPIED,
                "activityCopyLimit",
                "0 to %,d".formatted(MOST_COPIED));
    }

    /** The home timeline of one profile takes in what another posts. */
    public static Following of(long follower, long followee) {
        return new Following("home:" + follower, "personal:" + followee, COPIED);
    }
}
