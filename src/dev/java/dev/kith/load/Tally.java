package dev.kith.load;

/** How many records of a kind came to what. */
record Tally(long created, long existing, long rejected) {
    static final Tally NONE = new Tally(0, 0, 0);

    Tally plus(Tally other) {
        return new Tally(created + other.created, existing + other.existing, rejected + other.rejected);
    }
}
