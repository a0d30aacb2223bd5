package dev.kith.bench

import dev.kith.bench.LoadGenerator.Round
import org.HdrHistogram.Histogram
import spock.lang.Specification

class FiguresSpec extends Specification {
    static final PROFILE = Subject.read('profile', 'profile', { _ -> Request.get('/') }, 16)
    static final FOLLOWS = Subject.follows({ _ -> Request.get('/') }, 64)

    def 'of the rates #rates the median is #median'() {
        expect:
        Round.median(rates.collect { new Round(it, 1, 2) }) == new Round(median, 1, 2)

        where:
        rates        || median
        [7]          || 7
        [9, 1]       || 5
        [9, 1, 2]    || 2
        [9, 1, 2, 4] || 3
    }

    def 'each figure has a median of its own'() {
        expect:
        Round.median([new Round(1, 6, 8), new Round(2, 4, 9), new Round(3, 5, 7)]) == new Round(2, 5, 8)
    }

    def 'a round tells the rate and how long callers waited'() {
        given:
        def nanos = new Histogram(3)
        (1..100).each { nanos.recordValue(it * 1_000_000L) }

        when:
        def round = Round.of(nanos, 500_000_000L)

        then:
        round.rate() == 200
        Math.abs(round.p50() - 50) < 0.1
        Math.abs(round.p99() - 99) < 0.1
    }

    def 'the table has a line for each subject'() {
        expect:
        new Report([new Report.Row(PROFILE, new Round(12345.6, 1.234, 56.789)),
                    new Report.Row(FOLLOWS, new Round(987, 64, 640))]).table().readLines() == [
                '                          a second    p50 ms    p99 ms',
                'profile                     12,346      1.23     56.79',
                'new follows, 64 callers        987     64.00    640.00']
    }

    def 'JSON has an object for each figure'() {
        expect:
        new Report([new Report.Row(PROFILE, new Round(12345.6, 1.234, 56.789)),
                    new Report.Row(FOLLOWS, new Round(987, 64, 640))]).json() == '''\
            {"figure":"profile.rate","value":12345.600,"unit":"requests/s"}
            {"figure":"profile.p50","value":1.234,"unit":"ms"}
            {"figure":"profile.p99","value":56.789,"unit":"ms"}
            {"figure":"follows.64","value":987.000,"unit":"follows/s"}
            {"figure":"follows.64.p50","value":64.000,"unit":"ms"}
            {"figure":"follows.64.p99","value":640.000,"unit":"ms"}'''.stripIndent()
    }
}
