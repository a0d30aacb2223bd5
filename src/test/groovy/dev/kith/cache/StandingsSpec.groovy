package dev.kith.cache

import dev.kith.Api
import dev.kith.KithSpec
import dev.kith.graph.EdgeCommand
import dev.kith.graph.EdgeCommand.Kind
import dev.kith.graph.EdgeWriter
import dev.kith.graph.GraphNodes
import dev.kith.graph.GraphNodes.ProfileNode
import dev.kith.graph.IdSet
import dev.kith.graph.SocialGraph
import dev.kith.graph.Standing
import dev.kith.id.ProfileId
import io.lettuce.core.KillArgs
import io.lettuce.core.RedisClient
import io.lettuce.core.RedisURI
import io.lettuce.core.api.sync.RedisCommands
import io.micronaut.runtime.server.EmbeddedServer
import org.neo4j.driver.Driver
import spock.lang.Isolated
import spock.lang.Shared
import spock.util.concurrent.PollingConditions

import java.time.Duration
import java.time.Instant
import java.util.concurrent.Callable
import java.util.concurrent.ConcurrentHashMap
import java.util.concurrent.Executors

import static dev.kith.Api.as

/** It empties Redis under the service. */
@Isolated
class StandingsSpec extends KithSpec {

    /** Nodes without profiles, of this spec only. */
    private static final long NODES = 4_100_000_000_000

    /** With it a read does not give Redis up for the graph because the machine was busy. */
    private static final CacheConfiguration PATIENT =
            new CacheConfiguration(true, Duration.ofSeconds(30), Duration.ofMinutes(10), Duration.ofMinutes(1), 0, 0, 0, 0)

    @Shared
    EmbeddedServer neighbour = kith.service([:])
    @Shared
    EmbeddedServer forgetful = kith.service('kith.cache.edges': 5)
    @Shared
    List<Api> instances = [new Api(kith.server.URI), new Api(neighbour.URI)]
    @Shared
    RedisClient client = RedisClient.create(RedisURI.create(kith.stack.properties()['redis.uri'] as String))
    @Shared
    RedisCommands<String, String> redis = client.connect().sync()

    def cleanupSpec() {
        client.shutdown()
        [neighbour, forgetful]*.stop()
    }

    def 'a #what that one instance has answered holds on the other for whatever starts then'() {
        given:
        def alice = profile()
        def bob = profile()

        expect:
        inTurns(15) { here, there ->
            assert here.put("/v1/profiles/$alice/$list/$bob").json.created
            assert relation(there, alice, bob)[field]
            assert here.delete("/v1/profiles/$alice/$list/$bob").status == 204
            assert !relation(there, alice, bob)[field]
        }

        where:
        what         | list          || field
        'follow'     | 'following'   || 'following'
        'block'      | 'blocks'      || 'blocking'
        'mute'       | 'mutes'       || 'muting'
        'connection' | 'connections' || 'connected'
    }

    def 'it holds too while others read and change the same profiles, and Redis loses all it has again and again'() {
        given:
        def alice = profile()
        def bob = profile()
        def others = (1..8).collect { profile() }
        def random = new Random(seed)
        def threads = Executors.newFixedThreadPool(5)
        def over = false
        def meanwhile = { Closure step ->
            threads.submit({
                while (!over) {
                    step()
                }
            } as Callable)
        }
        println "StandingsSpec seed $seed"

        when:
        def busy = instances.collect { instance -> meanwhile { relation(instance, alice, bob) } } +
                others.take(2).collect { other -> meanwhile { toggleMutes(instances[0], alice, others) } } +
                [meanwhile { sleep(random.nextInt(40)); redis.flushall() }]
        inTurns(15) { here, there ->
            assert here.put("/v1/profiles/$bob/blocks/$alice").json.created
            assert relation(there, alice, bob).blockedBy && !relation(there, alice, bob).followedBy
            assert there.put("/v1/profiles/$alice/following/$bob").isProblem(404, 'profile-not-found')
            assert there.delete("/v1/profiles/$bob/blocks/$alice").status == 204
            assert !relation(here, alice, bob).blockedBy
            assert here.put("/v1/profiles/$bob/following/$alice").json.created
            assert relation(there, alice, bob).followedBy
            assert there.get("/v1/profiles/$bob/following/$alice", as(bob)).status == 200
        }
        over = true
        busy*.get()

        then:
        noExceptionThrown()

        cleanup:
        over = true
        threads.shutdown()

        where:
        seed << [Long.getLong('kith.seed', System.nanoTime())]
    }

    def 'what is read of a profile while its edges change is whole, and of the version that it tells'() {
        given:
        def graph = kith.server.applicationContext.getBean(SocialGraph)
        def edges = kith.server.applicationContext.getBean(EdgeWriter)
        def people = (1..201).collect { new ProfileId(NODES + it) }
        kith.server.applicationContext.getBean(GraphNodes)
                .mergeProfiles(people.collect { new ProfileNode(it, 1, false, false) }, Instant.now())
        def alice = people.first()
        def (some, more) = people.tail().collate(100)
        def steps = [[Kind.FOLLOW, some], [Kind.FOLLOW, more], [Kind.UNFOLLOW, some + more]]
        def read = { graph.standings([alice.value()], 1_000)[alice.value()] }
        def truth = new ConcurrentHashMap<Long, Integer>()
        def seen = new ConcurrentHashMap<List, Boolean>()
        def threads = Executors.newFixedThreadPool(2)
        def over = false

        when: 'one changes a hundred edges at a time while others read'
        def readers = (1..2).collect {
            threads.submit({
                while (!over) {
                    def standing = read()
                    seen[[standing.version(), standing.following().toList().size()]] = true
                }
            } as Callable)
        }
        60.times { n ->
            def (kind, others) = steps[n % 3]
            edges.writeAll(others.collect { EdgeCommand.of(kind, alice, it, Instant.now()) })
            def standing = read()
            truth[standing.version()] = standing.following().toList().size()
        }
        over = true
        readers*.get()

        then:
        truth.size() == 60
        seen.keySet().findAll { version, follows -> truth.containsKey(version) && truth[version] != follows }.empty
        seen.size() > 20

        cleanup:
        over = true
        threads.shutdown()
        kith.server.applicationContext.getBean(Driver)
                .executableQuery('MATCH (node:Profile) WHERE node.id > $from AND node.id <= $to DETACH DELETE node')
                .withParameters([from: NODES, to: NODES + 201]).execute()
    }

    def 'however a write, two who read and a loss of all keys fall together, Redis knows of no version before the write'() {
        given:
        def standings = new RedisStandings(PATIENT, kith.stack.properties()['redis.uri'] as String)
        def id = NODES

        expect:
        interleavings([
                ['one misses', 'one reads', 'one keeps'], ['another misses', 'another reads and keeps'], ['commit', 'raise'], ['loss']
        ]).every { order ->
            def alice = ++id
            def (stored, answered) = [1L, 1L]
            def (seen, read) = [[:], [:]]
            order.every { step ->
                def who = step.split(' ').first()
                if (step.endsWith('misses')) {
                    seen[who] = standings.known([alice]).first()
                }
                if (step.contains('reads')) {
                    read[who] = stored
                }
                if (step.endsWith('keeps')) {
                    standings.put([(alice): seen[who]], [(alice): standing(read[who])])
                }
                if (step == 'commit') {
                    stored++
                }
                if (step == 'raise') {
                    standings.raise([(alice): stored])
                    answered = stored
                }
                if (step == 'loss') {
                    redis.flushall()
                }
                def known = redis.keys("standing-version:*:{$alice}".toString()).collect { redis.get(it) }.find { it?.isLong() }
                assert known == null || known.toLong() >= answered: "$order, after $step"
                true
            }
        }

        cleanup:
        standings.close()
    }

    def 'an instance that has only just failed to reach Redis tries again for a write'() {
        given:
        def alice = profile()
        def bob = profile()
        def (here, there) = instances
        follow(alice, bob)
        instances.each { relation(it, alice, bob) }

        when: 'Redis takes nobody in, so that whoever reads gives up for a while'
        redis.configSet('maxclients', '1')
        redis.clientKill(KillArgs.Builder.typeNormal().skipme())
        2.times { relation(here, alice, bob) }

        and: 'it does again, and the other one is back first'
        redis.configSet('maxclients', '10000')
        3.times { relation(there, alice, bob) }
        here.delete("/v1/profiles/$alice/following/$bob")

        then:
        !relation(there, alice, bob).following

        cleanup:
        redis.configSet('maxclients', '10000')
    }

    def 'after a loss of all keys every answer is as it was, on every instance'() {
        given:
        def people = (1..8).collect { profile() }
        people.eachWithIndex { one, n ->
            follow(one, people[n - 1])
            put("/v1/profiles/$one/mutes/${people[n - 2]}")
            put("/v1/profiles/$one/connections/${people[n - 3]}")
        }
        block(people[0], people[4])
        def before = instances.collect { relations(it, people) }

        when:
        redis.flushall()

        then:
        before[0] == before[1]
        instances.every { relations(it, people) == before[0] }
        before[0].count { it.following } == 8
    }

    def 'a profile with more edges than are kept is answered as any other'() {
        given:
        def alice = profile()
        def others = (1..7).collect { profile() }
        others.take(follows).each { follow(alice, it) }
        others.take(blocks).each { block(it, alice) }
        others.take(mutes).each { put("/v1/profiles/$alice/mutes/$it") }
        others.take(connections).each { put("/v1/profiles/$alice/connections/$it") }
        others.each { say(it, 'hello') }
        def here = new Api(forgetful.URI)

        expect:
        relations(here, [alice] + others) == relations(api, [alice] + others)
        others.every { here.get("/v1/profiles/$alice/following/$it", as(alice)).status == get("/v1/profiles/$alice/following/$it", as(alice)).status }
        here.pages("/v1/profiles/$alice/timelines/home", 20) == pages("/v1/profiles/$alice/timelines/home", 20)

        when: 'it changes'
        here.put("/v1/profiles/$alice/blocks/${others[0]}")
        here.delete("/v1/profiles/$alice/mutes/${others[1]}")

        then:
        relations(here, [alice] + others) == relations(api, [alice] + others)
        relation(here, alice, others[0]).blocking

        where:
        follows | blocks | mutes | connections
        5       | 0      | 0     | 0
        6       | 0      | 0     | 0
        7       | 1      | 7     | 7
        0       | 6      | 0     | 0
        2       | 0      | 6     | 0
        1       | 0      | 0     | 6
    }

    def 'a mute that has an end ends by itself, on every instance'() {
        given:
        def alice = profile()
        def bob = profile()

        when:
        def end = Instant.now().plusSeconds(3)
        put("/v1/profiles/$alice/mutes/$bob", [expiresAt: end.toString()])
        def muting = instances.collect { relation(it, alice, bob).muting }

        then:
        muting == [true, true] || Instant.now() > end
        new PollingConditions(timeout: 20).eventually {
            assert instances.every { !relation(it, alice, bob).muting }
        }
        Instant.now() > end
    }

    /** Does something so many times, the instances changing places each time. */
    private boolean inTurns(int times, Closure alternation) {
        times.times { n -> alternation.call(instances[n % 2], instances[(n + 1) % 2]) }
        true
    }

    private static toggleMutes(Api instance, String who, List<String> whom) {
        whom.each { instance.put("/v1/profiles/$who/mutes/$it") }
        whom.each { instance.delete("/v1/profiles/$who/mutes/$it") }
    }

    private static Map relation(Api instance, String source, String target) {
        relations(instance, [source], [target]).first()
    }

    private static List<Map> relations(Api instance, List<String> sources, List<String> targets = sources) {
        def answer = instance.post('/v1/relationships/lookup', [sourceIds: sources, targetIds: targets])
        assert answer.status == 200: answer
        answer.json.items
    }

    private static Standing standing(long version) {
        def none = IdSet.EMPTY
        new Standing(version, true, false, false, none, none, none, none, none, none, none, none, none)
    }

    /** All ways in which lists can be merged, each keeping its order. */
    private static List<List<String>> interleavings(List<List<String>> lists) {
        def open = lists.findAll { !it.empty }
        open.empty ? [[]] : open.collectMany { one ->
            interleavings(open.collect { it.is(one) ? it.tail() : it }).collect { [one.first()] + it }
        }
    }
}
