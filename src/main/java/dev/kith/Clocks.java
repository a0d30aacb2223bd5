package dev.kith;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** The time and the chance that everything else is given. */
@Factory
final class Clocks {

    /** Ticks in milliseconds, as all our times do. */
    @Singleton
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.ofMillis(1));
    }

    @Singleton
    RandomGenerator random() {
        return new SecureRandom();
    }
}
