package dev.kith.graph

import dev.kith.events.ClaimCheck
import dev.kith.events.Dispatch
import dev.kith.events.EventsKith
import dev.kith.events.EventsKith.Edges
import dev.kith.events.EventsKith.Instance
import dev.kith.events.Postbox
import dev.kith.events.RelayConfiguration
import dev.kith.web.StoreDownException
import dev.kith.role.Precedence
import io.micrometer.core.instrument.simple.SimpleMeterRegistry
import io.micronaut.transaction.TransactionOperations
import org.neo4j.driver.Driver
import spock.lang.AutoCleanup
import spock.lang.ResourceLock
import spock.lang.Shared
import spock.lang.Specification

import java.time.Clock
import java.time.Duration
import java.util.concurrent.ConcurrentHashMap
import java.util.concurrent.Executors
import java.util.random.RandomGenerator

/** Notes here are sent when the spec says so, to a postbox of its own. */
@ResourceLock(EventsKith.ALONE)
class GraphRelaySpec extends Specification {

    private static final int NOTES = 400
    private static final int PAIRS = 7

    @Shared
    EventsKith kith = EventsKith.running()
    @Shared
    @AutoCleanup
    Instance instance = kith.instance()
    @Shared
    Driver driver = instance.bean(Driver)

    def told = Collections.synchronizedList([])
    def sent = Collections.synchronizedList([])

    /** Its own relay sends nothing of what the spec notes. */
    def setupSpec() {
        instance.bean(GraphOutbox).end(null)
    }

    def setup() {
        driver.executableQuery('''
                UNWIND range(1, $notes) AS n
                CREATE (:OutboxEvent {id: 4300000000000 + n, at: 0, version: n, told: false, kinds: ['FOLLOW', 'UNFOLLOW'],
                                      sources: [n % $pairs, n % $pairs], targets: [1000 + n % $pairs, 1000 + n % $pairs], traces: ['', '']})
                ''').withParameters([notes: NOTES, pairs: PAIRS]).execute()
    }

    def cleanup() {
        driver.executableQuery('MATCH (event:OutboxEvent|EdgeBundle) DELETE event').execute()
    }

    def 'while nothing can be sent, those in the same place learn of all notes nevertheless, of each once more at the most'() {
        given:
        def relay = relay { throw new StoreDownException('sqs', 'refused', null) }

        when:
        deliver(relay)

        then:
        told.max() == NOTES
        left() == NOTES

        when: 'it is tried again and again'
        told.clear()
        deliver(relay)

        then: 'only the batch that was tried is told again'
        told.max() == 200
    }

    def 'while those in the same place can not be told, nothing is lost'() {
        expect:
        !relay({ it as Set }, { false }).deliver()
        sent == []
        left() == NOTES
    }

    def 'what nobody wants to learn is not sent'() {
        expect:
        relay({ throw new IllegalStateException('it is not asked') }, { true }, []).deliver()
        left() == 0
    }

    def 'instances that send at the same time send the changes of one edge one after the other, in their order'() {
        given:
        def inFlight = ConcurrentHashMap.<String> newKeySet()
        def faults = Collections.synchronizedList([])
        def random = new Random(4711)
        def relays = (1..3).collect {
            relay { checks ->
                checks.each { if (!inFlight.add(it.key())) faults.add("$it is sent by two at once") }
                Thread.sleep(random.nextInt(3))
                def gone = checks.findAll { random.nextInt(20) > 0 }
                inFlight.removeAll(checks*.key())
                sent.addAll(gone)
                gone as Set
            }
        }
        def threads = Executors.newFixedThreadPool(3)

        when:
        relays.collect { relay -> threads.submit { while (left() > 0) deliver(relay) } }*.get()

        then:
        faults == []
        sent.groupBy { [it.type(), it.key()] }.size() == 2 * PAIRS
        sent.groupBy { [it.type(), it.key()] }.every { topic, checks -> checks.last().id() == checks*.id().max() }

        cleanup:
        threads.shutdownNow()
    }

    def 'many changes made together are told by one message, and stay listed until everybody has learned of them'() {
        given:
        bundle(4200000000000)
        def learned = new Edges()
        def subscriber = new EdgeSubscriber([learned], instance.bean(EdgeBundles), new Precedence())

        when:
        relay { checks -> sent.addAll(checks); checks as Set }.deliver()

        then:
        def messages = sent.findAll { it.type() == 'bundle.edge.' }
        messages.size() == 1
        left() == 0

        when: 'the message comes twice'
        def check = messages[0]
        2.times { subscriber.handle(check.type(), [check]) }

        then:
        learned.changes*.source().toSorted() == (1L..250L).toList()
        learned.changes*.kind().toSet() == [EdgeCommand.Kind.FOLLOW] as Set
        bundles() == 0
    }

    def 'what so many did not do one by one is told apart from what members do, some at a time, each time after what goes before'() {
        given:
        bundle(4200000000000, 300)
        def steps = []
        def consumer = new EdgeConsumer() {
            @Override
            void changed(List<EdgeChange> some) {
                steps << some.size()
            }
        }
        def precedence = new Precedence() {
            @Override
            void giveWay(Duration longest) {
                steps << 'after you'
            }
        }

        when:
        relay { checks -> sent.addAll(checks); checks as Set }.deliver()

        then:
        def check = sent.find { it.key() == '4200000000000' }
        check.type() == 'bulk.edge.'

        when:
        new EdgeSubscriber([consumer], instance.bean(EdgeBundles), precedence).handle(check.type(), [check])

        then:
        steps == ['after you', 100, 'after you', 100, 'after you', 100]
        bundles() == 0
    }

    def 'a bundle whose message is gone is forgotten in the end, and no younger one'() {
        given:
        [4200000000000, 4200000000001, 4200000000002].each { bundle(it) }
        relay { checks -> checks as Set }.deliver()
        assert bundles() == 3

        expect:
        instance.bean(EdgeBundles).forget(4200000000002, 1) == 1
        instance.bean(EdgeBundles).forget(4200000000002, 10) == 1
        instance.bean(EdgeBundles).forget(4200000000002, 10) == 0
        bundles() == 1

        when: 'it is swept by the clock'
        instance.bean(EdgeBundleSweep).sweep()

        then:
        bundles() == 0
    }

    def 'a message may be ahead of its bundle'() {
        given:
        bundle(4200000000001)
        def learned = new Edges()
        def subscriber = new EdgeSubscriber([learned], instance.bean(EdgeBundles), new Precedence())

        when:
        relay { checks ->
            checks.findAll { EdgeBundles.has(it.type()) }.each { subscriber.handle(it.type(), [it]) }
            checks as Set
        }.deliver()

        then:
        learned.changes.size() == 250
        left() + bundles() == 0
    }

    def 'where one of many can not be taken, each goes its own way'() {
        given:
        bundle(4200000000002)
        def consumer = new EdgeConsumer() {
            @Override
            void changed(List<EdgeChange> some) {
                throw new IllegalStateException('it can not take one of them')
            }
        }
        def check = new ClaimCheck('bundle.edge.', 4200000000002, '4200000000002', null)

        when:
        new EdgeSubscriber([consumer], instance.bean(EdgeBundles), new Precedence()).handle(check.type(), [check])
        relay { checks -> sent.addAll(checks); checks as Set }.deliver()

        then:
        sent.count { it.type() == 'edge.FOLLOW' && it.key().endsWith(':77') } == 250
        left() + bundles() == 0
    }

    /** A note of some follows. */
    private void bundle(long id, int follows = 250) {
        driver.executableQuery('''
                CREATE (:OutboxEvent {id: $id, at: 0, version: 9, told: false, kinds: ['FOLLOW'],
                                      sources: range(1, $follows), targets: [n IN range(1, $follows) | 77], traces: ['']})
                ''').withParameters([id: id, follows: follows]).execute()
    }

    private long bundles() {
        driver.executableQuery('MATCH (bundle:EdgeBundle) RETURN count(*) AS left').execute().records().first().get('left').asLong()
    }

    private void deliver(GraphOutbox relay) {
        try {
            relay.deliver()
        } catch (StoreDownException refused) {
            // it is tried again
        }
    }

    private long left() {
        driver.executableQuery('MATCH (event:OutboxEvent) RETURN count(*) AS left').execute().records().first().get('left').asLong()
    }

    /** A relay as another instance would have it. */
    private GraphOutbox relay(Closure<Set<ClaimCheck>> post, Closure<Boolean> tell = { true }, List<EdgeConsumer> consumers = [new Edges()]) {
        def meters = new SimpleMeterRegistry()
        def clock = instance.bean(Clock)
        def bundles = instance.bean(EdgeBundles)
        def listener = { Map<Long, Long> versions ->
            told.addAll(versions.values())
            tell.call()
        } as EdgeListener
        new GraphOutbox(instance.bean(Graph), [listener], new EdgeSubscriber(consumers, bundles, new Precedence()), bundles, instance.bean(GraphOutboxRepository),
                instance.bean(TransactionOperations), new Dispatch(post as Postbox, clock, meters),
                new RelayConfiguration(*([Duration.ofHours(1)] * 5)), clock, RandomGenerator.of('L64X128MixRandom'), meters)
    }
}
