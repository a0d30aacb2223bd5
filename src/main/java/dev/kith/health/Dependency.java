package dev.kith.health;

/** A store or service that this one needs. */
interface Dependency {

    String name();

    /** Asks for a sign of life; throws when there is none. */
    void check() throws Exception;
}
