package dev.kith.events;

/**
 * What a message of {@link Family#COMMENTS} comes to.
 *
 * @param activity who commented, with what; its {@code objectId} is the comment's
 * @param parentId id of the post, or of the comment, that it answers
 */
public record CommentActivity(Activity activity, String parentId) {

    /**
     * A comment whose fields are checked.
     *
     * @throws Poison when a field is not what it must be
     */
    public CommentActivity {
        Fields.id("parentId", parentId);
        Fields.require(!parentId.equals(activity.objectId()), "parentId", "another's than the comment's own");
    }
}
