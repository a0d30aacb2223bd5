package dev.kith.comment;

import dev.kith.id.CommentId;
import dev.kith.web.Problem;

/** What came of asking for a comment. */
public sealed interface CommentCreation {

    record Created(CommentId id) implements CommentCreation {}

    /** There is no new comment, and why. */
    record Refused(Problem problem) implements CommentCreation {}
}
