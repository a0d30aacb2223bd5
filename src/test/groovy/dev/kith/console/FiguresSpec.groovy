package dev.kith.console

import dev.kith.audit.AuditRunView
import dev.kith.id.AuditRunId
import io.micrometer.core.instrument.simple.SimpleMeterRegistry
import spock.lang.Specification

import java.time.Instant

class FiguresSpec extends Specification {

    private static final Instant MONDAY = Instant.parse('2026-03-02T12:00:00Z')

    def '#value seconds are written as #words'() {
        expect:
        Format.seconds(value) == words

        where:
        value      || words
        Double.NaN || 'unknown'
        0          || '0 s'
        0.03       || '< 0.1 s'
        1.24       || '1.2 s'
        119        || '119 s'
        121        || '2 min'
        7_201      || '2 h'
        200_000    || '2 d'
    }

    def '#value is written as #words'() {
        expect:
        Format.number(value) == words

        where:
        value      || words
        Double.NaN || 'unknown'
        0          || '0'
        0.25       || '0.3'
        7          || '7'
        1_234.4    || '1,234'
    }

    def 'a plot of #values reaches its top where they are highest'() {
        expect:
        Plot.of('Reads', ' /s', values).with { [it.value(), it.line(), it.top()] } == [value, line, top]

        where:
        values             || value     | line                       | top
        []                 || 'unknown' | ''                         | '0 /s'
        [3.0d]             || '3 /s'    | ''                         | '3 /s'
        [0.0d, 0.0d]       || '0 /s'    | 'M0.0,48.0L240.0,48.0'     | '0 /s'
        [0.0d, 4.0d, 2.0d] || '2 /s'    | 'M0.0,48.0L120.0,0.0L240.0,24.0' | '4 /s'
    }

    def 'a run that found something is seen in the history, however little that was'() {
        given:
        def run = { int rows, boolean passed -> new AuditRunView.Summary(new AuditRunId(1), 'self_edges', [:], MONDAY, 7, rows, 0, false, passed, null) }

        when: 'the newest is the first'
        def bars = History.of([run(1000, false), run(1, false), run(0, true)]).bars()

        then:
        bars*.height() == ['1.0', '3.0', '96.0']
        bars*.state() == ['passed', 'failed', 'failed']
        bars*.x() == ['0.0', '28.0', '56.0']
        bars.last().title() == '2026-03-02 12:00:00: 1,000 rows'
        History.of([]).bars() == []
    }

    def 'rates are what was counted between two looks, and no more looks are remembered than are shown'() {
        given:
        def meters = new SimpleMeterRegistry()
        def rates = new Rates(meters)
        def reads = meters.timer('http.server.requests', 'method', 'GET', 'uri', '/v1/profiles/{id}', 'status', '200')
        def own = meters.timer('http.server.requests', 'method', 'GET', 'uri', '/console', 'status', '200')
        def plot = { String name -> rates.plots().find { it.name() == name } }

        expect:
        plot('Reads').line() == ''

        when:
        rates.sample()
        4.times { reads.record(java.time.Duration.ofMillis(20)) }
        own.record(java.time.Duration.ofSeconds(9))
        rates.sample()
        reads.record(java.time.Duration.ofMillis(40))
        rates.sample()

        then: 'those of the console itself are not among them'
        plot('Mean time to answer').with { it.value() == '40 ms' && it.top() == '40 ms' }
        plot('Mean time to answer').line() == 'M0.0,24.0L240.0,0.0'
        plot('Writes').top() == '0 /s'

        when:
        500.times { rates.sample() }

        then:
        plot('Reads').line().count('L') == 119
    }
}
