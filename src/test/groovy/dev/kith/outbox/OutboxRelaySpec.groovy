package dev.kith.outbox

import dev.kith.Api
import dev.kith.events.ClaimCheck
import dev.kith.events.Dispatch
import dev.kith.events.EventsKith
import dev.kith.events.EventsKith.Edges
import dev.kith.events.EventsKith.Instance
import dev.kith.events.EventsKith.Rows
import dev.kith.events.Postbox
import dev.kith.events.RelayConfiguration
import dev.kith.graph.EdgeCommand.Kind
import dev.kith.web.StoreDownException
import io.micrometer.core.instrument.simple.SimpleMeterRegistry
import io.micronaut.transaction.TransactionOperations
import spock.lang.AutoCleanup
import spock.lang.ResourceLock
import spock.lang.Shared
import spock.lang.Specification
import spock.util.concurrent.PollingConditions

import java.time.Clock
import java.time.Duration
import java.util.concurrent.ConcurrentHashMap
import java.util.concurrent.Executors
import java.util.random.RandomGenerator

/** No relay here polls: what is not sent at once is not sent at all, unless something failed. */
@ResourceLock(EventsKith.ALONE)
class OutboxRelaySpec extends Specification {

    private static final String TRACE = '4bf92f3577b34da6a3ce929d0e0e4736'
    private static final Map<String, String> TRACED = [traceparent: "00-$TRACE-00f067aa0ba902b7-01".toString()]

    /** What was put off is due now. */
    private static final String SOONER = '''
            UPDATE outbox SET due_at = now()
            WHERE id IN (SELECT id FROM outbox WHERE due_at > now() FOR UPDATE SKIP LOCKED)'''

    @Shared
    EventsKith kith = EventsKith.running()
    @Shared
    Rows rows = new Rows('spec')
    @Shared
    Rows profiles = new Rows('profile')
    @Shared
    Edges edges = new Edges()
    @Shared
    @AutoCleanup
    Instance instance = kith.instance([:], rows, profiles, edges)

    def soon = new PollingConditions(timeout: 20)

    def 'a change is on its way as soon as it is committed, to all who ask for its type, under its trace'() {
        when:
        def answer = instance.post('/v1/profiles', Api.someone(), TRACED)

        then:
        answer.status == 201
        soon.eventually {
            assert (answer.json.id as long) in profiles.keys
        }
        profiles.traces[profiles.keys.indexOf(answer.json.id as long)] == TRACE
    }

    def 'what is not committed is not told'() {
        when:
        instance.bean(TransactionOperations).executeWrite {
            instance.bean(Outbox).changed('spec', [1L])
            it.setRollbackOnly()
        }
        instance.changed('spec', 2)

        then:
        soon.eventually {
            assert 2L in rows.keys
        }
        !(1L in rows.keys)
    }

    def 'what changes by the hundred is told by few messages; where one of them fails, it alone does'() {
        given:
        def many = (10_001L..10_600L) as long[]
        rows.effect = { if (10_007L in it) throw new IllegalStateException('the moon is full') }
        def calls = rows.traces.size()

        when:
        instance.changed('spec', many)

        then:
        soon.eventually {
            assert rows.keys.containsAll(many as List)
            def letters = instance.get('/v1/dead-letters/upkeep').json.items
            assert letters*.message.collect { ClaimCheck.read(it).key() } == ['10007']
        }
        rows.keys.findAll { it > 10_500L && it <= 10_600L }.size() == 100
        rows.traces.size() > calls

        when: 'nothing is wrong with it any more'
        rows.effect = {}
        instance.post('/v1/dead-letters/upkeep/redrive', [:])

        then:
        soon.eventually {
            assert instance.get('/v1/dead-letters/upkeep').json.items == []
            assert rows.keys.last() == 10_007L
        }
    }

    def 'a change of an edge is told with its ends, its kind, its version and its trace'() {
        given:
        def alice = instance.profile()
        def bob = instance.profile()

        when:
        instance.put("/v1/profiles/$alice/following/$bob", null, TRACED)
        instance.delete("/v1/profiles/$alice/following/$bob")

        then:
        soon.eventually {
            def changes = edges.changes.findAll { it.source() == alice as long && it.target() == bob as long }
            assert changes*.kind().toSet() == [Kind.FOLLOW, Kind.UNFOLLOW] as Set
            assert changes.find { it.kind() == Kind.FOLLOW }.traceId() == TRACE
            assert changes.find { it.kind() == Kind.UNFOLLOW }.version() > changes.find { it.kind() == Kind.FOLLOW }.version()
        }
    }

    def 'with SQS down writes are answered, and what they said is told when it is back'() {
        given:
        def relay = instance.bean(OutboxRepository)
        kith.stack.sqs().kill()

        when:
        def ids = (1..5).collect { instance.profile() as long }
        instance.put("/v1/profiles/${ids[0]}/following/${ids[1]}").status == 200

        then:
        relay.count() >= 5
        instance.get('/v1/dead-letters').isProblem(503, 'store-unavailable')

        when:
        kith.stack.sqs().restart()

        then:
        new PollingConditions(timeout: 60).eventually {
            assert profiles.keys.containsAll(ids)
            assert edges.changes.any { it.source() == ids[0] && it.target() == ids[1] }
            assert relay.count() == 0
        }

        cleanup:
        kith.stack.sqs().restart()
    }

    def 'instances share the work, and never send messages of one key at once or out of their order'() {
        given:
        def repository = instance.bean(OutboxRepository)
        def inFlight = ConcurrentHashMap.<String> newKeySet()
        def sent = new ConcurrentHashMap<String, List<Long>>()
        def faults = Collections.synchronizedList([])
        def random = new Random(4711)
        def relays = (1..3).collect { n ->
            relay { checks ->
                checks.each { if (!inFlight.add(it.key())) faults.add("$it is sent by two at once") }
                Thread.sleep(random.nextInt(5))
                def gone = checks.findAll { random.nextInt(10) > 0 }
                gone.each { sent.computeIfAbsent(it.key()) { Collections.synchronizedList([]) }.add(it.id()) }
                inFlight.removeAll(checks*.key())
                if (!gone) throw new StoreDownException('sqs', 'refused', null)
                gone as Set
            }
        }
        def writing = true
        def threads = Executors.newFixedThreadPool(6)

        when: 'three write, each of keys of its own as who changes a row holds it, and three send'
        def writers = (1..3).collect { n ->
            threads.submit {
                60.times { repository.add('shared', (1..10).collect { (n + 3 * random.nextInt(7)) as Long }.unique() as Long[], null, 0) }
            }
        }
        def senders = relays.collect { relay ->
            threads.submit {
                while (writing || repository.count() > 0) {
                    try {
                        relay.deliver()
                    } catch (StoreDownException refused) {
                        // it is tried again
                    }
                    instance.bean(TransactionOperations).executeWrite { it.connection.createStatement().execute(SOONER) }
                }
            }
        }
        writers*.get()
        writing = false
        senders*.get()

        then:
        faults == []
        sent.size() == 21
        sent.every { key, ids -> ids == ids.sort(false) }

        cleanup:
        threads.shutdownNow()
    }

    /** A relay as another instance would have it, with a postbox of the spec's own. */
    private OutboxRelay relay(Closure<Set<ClaimCheck>> post) {
        def meters = new SimpleMeterRegistry()
        def clock = instance.bean(Clock)
        new OutboxRelay(instance.bean(OutboxRepository), instance.bean(TransactionOperations), new Dispatch(post as Postbox, clock, meters),
                new RelayConfiguration(*([Duration.ofHours(1)] * 5)), clock, RandomGenerator.of('L64X128MixRandom'), meters)
    }
}
