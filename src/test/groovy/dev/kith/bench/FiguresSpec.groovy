package dev.kith.bench

import dev.kith.bench.LoadGenerator.Calls
import org.HdrHistogram.Histogram
import spock.lang.Specification

import java.time.Duration

class FiguresSpec extends Specification {
    static final HERE = URI.create('http://127.0.0.1:1')
    static final PROFILE = Subject.read(HERE, 'profile', 'profile', { _ -> Request.get('/') }, 16)
    static final FOLLOWS = Subject.follows(HERE, { _ -> Request.get('/') }, 64)
    static final PROFILE_ROW = new Report.Row(PROFILE, new Round(12345.6, 1.234, 56.789, 0.0876))
    static final FOLLOWS_ROW = new Report.Row(FOLLOWS, new Round(987, 64, 640, 1))

    def 'of the rates #rates the median is #median'() {
        expect:
        Round.median(rates.collect { new Round(it, 1, 2, 3) }) == new Round(median, 1, 2, 3)

        where:
        rates        || median
        [7]          || 7
        [9, 1]       || 5
        [9, 1, 2]    || 2
        [9, 1, 2, 4] || 3
    }

    def 'each figure has a median of its own'() {
        expect:
        Round.median([new Round(1, 6, 8, 3), new Round(2, 4, 9, 1), new Round(3, 5, 7, 2)]) == new Round(2, 5, 8, 2)
    }

    def 'a round tells the rate, how long callers waited, and what one request cost'() {
        given:
        def nanos = new Histogram(3)
        (1..100).each { nanos.recordValue(it * 1_000_000L) }

        when:
        def round = Round.of(new Calls(nanos, 500_000_000L), Duration.ofMillis(250))

        then:
        round.rate() == 200
        Math.abs(round.p50() - 50) < 0.1
        Math.abs(round.p99() - 99) < 0.1
        round.cpu() == 2.5d
    }

    def 'the table has a line for each subject'() {
        expect:
        new Report([PROFILE_ROW, FOLLOWS_ROW]).text().readLines() == [
                '                          a second    p50 ms    p99 ms    CPU ms',
                'profile                     12,346      1.23     56.79     0.088',
                'new follows, 64 callers        987     64.00    640.00     1.000']
    }

    def 'JSON has an object for each figure'() {
        expect:
        new Report([PROFILE_ROW, FOLLOWS_ROW]).json() == '''\
            {"figure":"profile.rate","value":12345.600,"unit":"requests/s"}
            {"figure":"profile.p50","value":1.234,"unit":"ms"}
            {"figure":"profile.p99","value":56.789,"unit":"ms"}
            {"figure":"profile.cpu","value":0.088,"unit":"ms"}
            {"figure":"follows.64","value":987.000,"unit":"follows/s"}
            {"figure":"follows.64.p50","value":64.000,"unit":"ms"}
            {"figure":"follows.64.p99","value":640.000,"unit":"ms"}
            {"figure":"follows.64.cpu","value":1.000,"unit":"ms"}'''.stripIndent()
    }

    def 'a rate of #rate against 100 and a target of #target is #words, in JSON #json'() {
        given:
        def contest = new Contest(FOLLOWS, FOLLOWS.askedOf(HERE, 'alone', 'each alone'), target)

        when:
        def ratio = contest.ratio([new Report.Row(contest.subject(), new Round(rate, 1, 2, 3)),
                                   new Report.Row(contest.baseline(), new Round(100, 1, 2, 3))])

        then:
        ratio.line() == "  $words".replace('|', '  new follows, 64 callers: times the rate of new follows, 64 callers, each alone')
        ratio.json() == """{"figure":"follows.64.ratio",$json}"""

        where:
        rate | target || words                        | json
        400  | 4      || '4.00|  target 4.0: met'     | '"value":4.000,"unit":"times","target":4.000,"met":true'
        399  | 4      || '3.99|  target 4.0: missed'  | '"value":3.990,"unit":"times","target":4.000,"met":false'
        399  | null   || '3.99|'                      | '"value":3.990,"unit":"times"'
    }

    def 'what is asked of another service has figures of its own'() {
        expect:
        FOLLOWS.askedOf(HERE, 'alone', 'each alone').rate() == 'follows.64.alone'
        PROFILE.askedOf(HERE, 'direct', 'from the graph').rate() == 'profile.direct.rate'
    }
}
