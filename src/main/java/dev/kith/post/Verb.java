package dev.kith.post;

/** What an author does with a post. */
enum Verb {
    POST,
    QUESTION,
    ACHIEVEMENT
}
