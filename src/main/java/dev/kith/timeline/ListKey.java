package dev.kith.timeline;

import dev.kith.id.CommunityId;
import dev.kith.id.ProfileId;
import java.util.Locale;

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

    /** As people are told of it; {@link #of(String)} reads it. */
    String label() {
        return kind.name().toLowerCase(Locale.ROOT) + ' ' + owner;
    }

    static ListKey of(String label) {
        var parts = label.split(" ", 2);
        return new ListKey(Kind.valueOf(parts[0].toUpperCase(Locale.ROOT)), Long.parseLong(parts[1]));
    }
}
