package dev.kith.drill;

/** An edge that is asked for. */
record Ask(Kind kind, long source, long target) {

    /** Named as the graph names them, with their place in the path of the route that makes them. */
    enum Kind {
        FOLLOWS("following"),
        BLOCKS("blocks");

        private final String place;

        Kind(String place) {
            this.place = place;
        }
    }

    /** Another edge between the same two. */
    Ask of(Kind other) {
        return new Ask(other, source, target);
    }

    Ask reversed() {
        return new Ask(kind, /* source= */ target, /* target= */ source);
    }

    String path() {
        return "/v1/profiles/%d/%s/%d".formatted(source, kind.place, target);
    }

    @Override
    public String toString() {
        return "%d %s %d".formatted(source, kind, target);
    }
}
