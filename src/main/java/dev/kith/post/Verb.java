package dev.kith.post;

/** What an author does with a post. */
public enum Verb {
    POST,
    QUESTION,
    ACHIEVEMENT,
    /** Passes on another post. */
    REPOST
}
