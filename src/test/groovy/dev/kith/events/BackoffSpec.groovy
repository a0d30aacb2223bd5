package dev.kith.events

import spock.lang.Specification

import java.time.Duration
import java.util.random.RandomGenerator

class BackoffSpec extends Specification {

    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(15))

    def 'after #failures failures it is #least to #most seconds'() {
        given:
        def random = RandomGenerator.of('L64X128MixRandom')
        def times = (1..200).collect { BACKOFF.after(failures, random) }

        expect:
        times.every { it >= Duration.ofSeconds(least) && it <= Duration.ofSeconds(most) }
        times.toSet().size() > 1

        where:
        failures          || least | most
        1                 || 1     | 2
        2                 || 2     | 4
        5                 || 16    | 32
        100               || 450   | 900
        Integer.MAX_VALUE || 450   | 900
    }
}
