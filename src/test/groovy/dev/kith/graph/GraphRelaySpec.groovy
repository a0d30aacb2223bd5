package dev.kith.graph

import dev.kith.events.ClaimCheck
import dev.kith.events.Dispatch
import dev.kith.events.EventsKith
import dev.kith.events.EventsKith.Edges
import dev.kith.events.EventsKith.Instance
import dev.kith.events.Postbox
import dev.kith.events.RelayConfiguration
import dev.kith.web.StoreDownException
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
        driver.executableQuery('MATCH (event:OutboxEvent) DELETE event').execute()
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
        def listener = { Map<Long, Long> versions ->
            told.addAll(versions.values())
            tell.call()
        } as EdgeListener
        new GraphOutbox(instance.bean(Graph), [listener], new EdgeSubscriber(consumers), instance.bean(GraphOutboxRepository),
                instance.bean(TransactionOperations), new Dispatch(post as Postbox, clock, meters),
                new RelayConfiguration(*([Duration.ofHours(1)] * 5)), clock, RandomGenerator.of('L64X128MixRandom'), meters)
    }
}
