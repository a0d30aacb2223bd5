package dev.kith.drill;

import java.util.Locale;

/** What a fan leaves on a post, or takes back. */
record Mark(Kind kind, long fan, long post) {

    /** Named as Postgres names them. */
    enum Kind {
        LIKE,
        STAR
    }

    String path() {
        return "/v1/posts/%d/reactions/%s/%d".formatted(post, kind.name().toLowerCase(Locale.ROOT), fan);
    }

    @Override
    public String toString() {
        return "%s of %d by %d".formatted(kind, post, fan);
    }
}
