package dev.kith.bench

import spock.lang.Specification

class PaceSpec extends Specification {

    def 'callers are woken for all that is due within a millisecond together, and for nothing before it is due'() {
        expect:
        Pace.woken(due) == woken

        where:
        due        || woken
        3_000_000  || 3_000_000
        3_000_001  || 4_000_000
        3_999_999  || 4_000_000
        -3_000_000 || -3_000_000
        -2_000_001 || -2_000_000
    }

    def 'who is late has waited since it was due, and is not due later for that'() {
        given:
        def pace = Pace.of(100, 4)

        expect:
        pace.nanos() == 40_000_000
        pace.next(1_000, 900_000_000) == 40_001_000
    }

    def 'callers with a pace begin one after the other, within their first turn'() {
        given:
        def seed = System.nanoTime()
        println "seed $seed"
        def random = new Random(seed)
        def pace = Pace.of(100, 4)

        expect:
        (1..100).every { pace.first(7_000, random) in 7_000L..<40_007_000L }
    }
}
