package dev.kith.timeline;

import dev.kith.id.CommunityId;
import dev.kith.id.ProfileId;

/**
 * Names a list of posts.
 *
 * @param owner whose it is: of a reader, an author or a community
 */
record ListKey(Kind kind, long owner) {

    enum Kind {
        /** What is delivered to a reader: posts by those followees who are not big. */
        HOME,
        /** What an author said, or what was posted in a community. */
        SOURCE
    }

    static ListKey home(ProfileId reader) {
        return new ListKey(Kind.HOME, reader.value());
    }

    static ListKey of(ProfileId author) {
        return new ListKey(Kind.SOURCE, author.value());
    }

    static ListKey of(CommunityId community) {
        return new ListKey(Kind.SOURCE, community.value());
    }
}
