package dev.kith.queue

import dev.kith.events.ClaimCheck
import dev.kith.events.Family
import dev.kith.events.Poison
import dev.kith.events.Subscriber
import dev.kith.web.StoreDownException
import org.slf4j.MDC
import spock.lang.Specification

import java.util.function.BooleanSupplier
import java.util.random.RandomGenerator

class DeliveriesSpec extends Specification {

    private static final BooleanSupplier OPEN = { true }
    private static final String TRACE = '4bf92f3577b34da6a3ce929d0e0e4736'

    /** Takes profiles, and does with the keys of each call what it is told. */
    static class Told implements Subscriber {
        final List<List<String>> calls = []
        final List<String> traces = []
        Closure<?> effect = { List<String> keys -> }

        @Override
        boolean takes(String type) {
            type == 'profile'
        }

        @Override
        void handle(String type, List<ClaimCheck> checks) {
            def keys = checks*.key()
            calls.add(keys)
            traces.add(MDC.get('traceId'))
            effect.call(keys)
        }
    }

    def told = new Told()
    def deliveries = new Deliveries([told], RandomGenerator.of('L64X128MixRandom'))

    private static String body(int key, String trace = null) {
        new ClaimCheck('profile', key, "$key", trace).write()
    }

    private List<Outcome> handle(List<String> bodies, BooleanSupplier open = OPEN) {
        deliveries.handle(Family.UPKEEP, bodies, open)
    }

    def 'messages of a type are told of together, under the trace #trace of all of them'() {
        expect:
        handle(bodies) == [new Outcome.Done()] * bodies.size()
        told.calls == [(1..bodies.size())*.toString()]
        told.traces == [trace]
        MDC.get('traceId') == null

        where:
        bodies                                        || trace
        [body(1, TRACE), body(2, TRACE)]              || TRACE
        [body(1, TRACE), body(2), body(3, TRACE)]     || null
        [body(1, TRACE), body(2, TRACE.reverse())]    || null
        [body(1)]                                     || null
    }

    def 'of several that ask for a type, all are told'() {
        given:
        def other = new Told()

        expect:
        new Deliveries([told, other], RandomGenerator.of('L64X128MixRandom')).handle(Family.UPKEEP, [body(1)], OPEN) == [new Outcome.Done()]
        told.calls == other.calls
    }

    def 'what can not be read dies at once, and the others live'() {
        expect:
        handle([body(1), 'nonsense', new ClaimCheck('strange', 1, '1', null).write(), new ClaimCheck('post', 1, '1', null).write()]) == [
                new Outcome.Done(), new Outcome.Dead('not a claim check: no JSON object'), new Outcome.Dead('type strange is not known'),
                new Outcome.Dead('type post does not belong here')]
        told.calls == [['1']]
    }

    def 'where one of several fails, the others do not fail with it'() {
        given:
        told.effect = { keys -> if ('2' in keys) throw failure }

        expect:
        handle([body(1), body(2), body(3)]) == [new Outcome.Done(), outcome, new Outcome.Done()]
        told.calls == [['1', '2', '3'], ['1'], ['2'], ['3']]

        where:
        failure                             || outcome
        new IllegalStateException('broken') || new Outcome.Failed('java.lang.IllegalStateException: broken')
        new Poison('bad')                   || new Outcome.Dead('bad')
    }

    def 'while a store is down, messages are held, and then done'() {
        given:
        def down = 2
        told.effect = { if (down-- > 0) throw new StoreDownException('neo4j', 'gone', null) }

        expect:
        handle([body(1)]) == [new Outcome.Done()]
        told.calls.size() == 3
    }

    def 'an instance that ends meanwhile gives them back'() {
        given:
        def open = true
        told.effect = {
            open = false
            throw new StoreDownException('neo4j', 'gone', null)
        }

        expect:
        handle([body(1)], { open }) == [new Outcome.Released()]
    }
}
