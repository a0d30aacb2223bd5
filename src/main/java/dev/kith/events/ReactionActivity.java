package dev.kith.events;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What a message of {@link Family#REACTIONS} comes to.
 *
 * @param activityId id of the post or comment that is reacted to
 * @param kind as {@code like}
 * @param targetFeeds the feeds in which it shows, like {@code notification:4711}
 * @param data whatever else belongs to it
 * @param userId id of the profile that reacts
 */
public record ReactionActivity(
        String activityId, String kind, List<String> targetFeeds, Map<String, String> data, String userId) {

    private static final int MOST_DATA = 32;

    /**
     * A reaction whose fields are checked.
     *
     * @throws Poison when a field is not what it must be
     */
    public ReactionActivity {
        Fields.id("activityId", activityId);
        Fields.word("kind", kind);
        targetFeeds = Fields.feeds("targetFeeds", targetFeeds);
        Fields.require(data.size() <= MOST_DATA, "data", "at most %d members".formatted(MOST_DATA));
        data = Map.copyOf(data);
        Fields.id("userId", userId);
    }

    public static ReactionActivity of(long activityId, String kind, Collection<String> targetFeeds, long userId) {
        return new ReactionActivity(
                Long.toString(activityId), kind, List.copyOf(targetFeeds), Map.of(), Long.toString(userId));
    }
}
