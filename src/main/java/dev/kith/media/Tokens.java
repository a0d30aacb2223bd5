package dev.kith.media;

import jakarta.inject.Singleton;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Makes the parts of keys that nobody guesses, and that no two who write have in common. */
@Singleton
final class Tokens {

    private static final int BYTES = 16;

    private final RandomGenerator random;

    Tokens(RandomGenerator random) {
        this.random = random;
    }

    String next() {
        var token = new byte[BYTES];
        random.nextBytes(token);
        return HexFormat.of().formatHex(token);
    }
}
