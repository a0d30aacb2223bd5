package dev.kith.bench;

import java.util.random.RandomGenerator;

/** Profiles, numbered from 0, and who of them follows whom. */
interface Circle {
    int size();

    boolean follows(int follower, int followee);

    /** One of the follows. */
    Pair anyFollow(RandomGenerator random);

    record Pair(int follower, int followee) {}
}
