package dev.kith.relation

import dev.kith.Api
import dev.kith.KithSpec
import io.micronaut.runtime.server.EmbeddedServer
import org.neo4j.driver.Driver
import spock.lang.AutoCleanup
import spock.lang.Isolated
import spock.lang.Shared

import java.util.concurrent.Callable
import java.util.concurrent.ConcurrentHashMap
import java.util.concurrent.ConcurrentLinkedQueue
import java.util.concurrent.Executors

import static dev.kith.Api.as

/** Many act on few at once, on two instances; afterwards every answer is explained, or the spec says which is not. */
@Isolated
class HistorySpec extends KithSpec {

    private static final int THREADS = 16
    private static final int PEOPLE = 50
    private static final int PRIVATE = 10

    /** More of them with {@code -Dkith.history.operations}. */
    private static final int OPERATIONS = Integer.getInteger('kith.history.operations', 4_000)

    /** How often each operation comes up. */
    private static final List<String> DICE = ['follow'] * 26 + ['unfollow'] * 10 + ['remove'] * 3 + ['approve'] * 6 + ['reject'] * 3 + ['block'] * 8 +
            ['unblock'] * 12 + ['mute'] * 3 + ['unmute'] * 3 + ['connect'] * 5 + ['disconnect'] * 3 + ['read'] * 10 + ['look'] * 8

    /** However slow this machine is, they ask Redis: only so do reads come one after the other, also before a write is answered. */
    @Shared
    @AutoCleanup
    EmbeddedServer first = kith.service(['kith.cache.timeout': '30s'])

    @Shared
    @AutoCleanup
    EmbeddedServer second = kith.service(['kith.cache.timeout': '30s'])

    private final List<Api> instances = [new Api(first.URI), new Api(second.URI)]
    private final Map<List<Integer>, Queue<History.Event>> histories = new ConcurrentHashMap<>()
    private final Queue<String> wentBack = new ConcurrentLinkedQueue<>()
    private List<String> people
    private List<Boolean> isPrivate

    def '16 threads on 50 profiles leave the graph that their answers tell of'() {
        given:
        def seed = Long.getLong('kith.history.seed', System.nanoTime())
        println "HistorySpec seed $seed"
        def random = new Random(seed)
        isPrivate = (0..<PEOPLE).collect { it < PRIVATE }.shuffled(random)
        people = isPrivate.collect { profile(private: it) }
        def pairs = [0..<PEOPLE, 0..<PEOPLE].combinations().findAll { it[0] < it[1] }.shuffled(random)
        def threads = Executors.newFixedThreadPool(THREADS + 1)

        when:
        def running = (1..THREADS).collect { n ->
            threads.submit({
                def dice = new Random(seed + n)
                (OPERATIONS.intdiv(THREADS)).times { act(dice, pairs) }
            } as Callable)
        }
        def sampler = threads.submit({ watchVersions { running.every { it.done } } } as Callable)
        running*.get()
        sampler.get()
        def ends = readEnds()
        def objections = histories.collectMany { pair, events ->
            [0, 1].collect { side ->
                def history = new History(events.findAll { it.side() in [null, side] }, [isPrivate[pair[0]], isPrivate[pair[1]]])
                def objection = history.objection(ends.getOrDefault(pair, Pair.STRANGERS))
                objection ? "pair $pair: $objection" : null
            }
        }.findAll()
        println "HistorySpec: ${histories.values().sum { it.size() }} answers on ${histories.size()} pairs, the most on one ${histories.values().max { it.size() }.size()}, " +
                "edges at the end ${ends.size()}"

        then: 'each answer is explained, and what is in the graph follows from them'
        objections == []
        (ends.keySet() - histories.keySet()).empty

        and: 'no version ever went back'
        wentBack.empty

        and: 'the graph is sound'
        ask('MATCH (a)-[:BLOCKS]->(b), (a)-[e:FOLLOWS|CONNECTED]-(b) WHERE a.id IN $people RETURN count(e) AS n') == 0
        ask('MATCH (a:Profile)-[e]->(b:Profile) WHERE a.id IN $people WITH a, b, type(e) AS kind, count(*) AS n WHERE n > 1 OR a = b RETURN count(*) AS n') == 0
        ask('MATCH (a:Profile)-[e:CONNECTED]->(b:Profile) WHERE a.id IN $people AND a.id > b.id RETURN count(*) AS n') == 0
        ask('MATCH (a:Profile)-[e]->(b:Profile) WHERE a.id IN $people AND (e.source <> a.id OR e.target <> b.id OR e.version > a.clock OR e.version > b.clock OR e.since IS NULL) RETURN count(*) AS n') == 0

        and: 'what is counted is what is listed, on both instances'
        people.withIndex().every { person, i ->
            def api = instances[i % 2]
            def shown = api.get("/v1/profiles/$person", as(person)).json
            assert shown.followersCount == api.pages("/v1/profiles/$person/followers", 20, as(person)).size()
            assert shown.followingCount == api.pages("/v1/profiles/$person/following", 20, as(person)).size()
            true
        }

        and: 'what is looked up is what is there, on both instances'
        instances.every { api ->
            (0..<PEOPLE).every { from ->
                def items = api.post('/v1/relationships/lookup', [sourceIds: [people[from]], targetIds: people]).json.items
                items.eachWithIndex { item, to ->
                    if (from != to) {
                        def (a, b) = [from, to].toSorted()
                        def pair = ends.getOrDefault([a, b], Pair.STRANGERS)
                        assert there(item) == pair.apply('look there', from == a ? 0 : 1, [false, false]).answer
                        assert back(item) == pair.apply('look back', from == a ? 0 : 1, [false, false]).answer
                    }
                }
                true
            }
        }

        cleanup:
        threads.shutdownNow()
    }

    /** One operation of a pair, a few pairs far more often than the rest. */
    private void act(Random dice, List<List<Integer>> pairs) {
        def pair = pairs[(int) (pairs.size() * Math.pow(dice.nextDouble(), 3))]
        def actor = dice.nextInt(2)
        def operation = DICE[dice.nextInt(DICE.size())]
        def api = instances[dice.nextInt(2)]
        def (me, other) = [people[pair[actor]], people[pair[1 - actor]]]
        def events = histories.computeIfAbsent(pair, { new ConcurrentLinkedQueue<>() })
        def asked = System.nanoTime()
        def answer = send(api, operation, me, other)
        def answered = System.nanoTime()
        if (operation == 'look') {
            def item = answer.json.items[0]
            events << new History.Event('look there', actor, there(item), asked, answered)
            events << new History.Event('look back', actor, back(item), asked, answered)
        } else {
            events << new History.Event(operation, actor, told(answer), asked, answered)
        }
    }

    private static Api.Answer send(Api api, String operation, String me, String other) {
        switch (operation) {
            case 'follow': return api.put("/v1/profiles/$me/following/$other")
            case 'unfollow': return api.delete("/v1/profiles/$me/following/$other")
            case 'remove': return api.delete("/v1/profiles/$me/followers/$other")
            case 'approve': return api.post("/v1/profiles/$me/follow-requests/$other/approve", null)
            case 'reject': return api.post("/v1/profiles/$me/follow-requests/$other/reject", null)
            case 'block': return api.put("/v1/profiles/$me/blocks/$other")
            case 'unblock': return api.delete("/v1/profiles/$me/blocks/$other")
            case 'mute': return api.put("/v1/profiles/$me/mutes/$other")
            case 'unmute': return api.delete("/v1/profiles/$me/mutes/$other")
            case 'connect': return api.put("/v1/profiles/$me/connections/$other")
            case 'disconnect': return api.delete("/v1/profiles/$me/connections/$other")
            case 'read': return api.get("/v1/profiles/$me/following/$other", as(me))
            case 'look': return api.post('/v1/relationships/lookup', [sourceIds: [me], targetIds: [other]])
        }
        throw new IllegalArgumentException(operation)
    }

    private static String told(Api.Answer answer) {
        if (answer.status == 204) {
            return '204'
        }
        answer.status < 300 ? ['200', answer.json.state, answer.json.created].findAll { it != null }.join(' ') : "$answer.status $answer.json.code"
    }

    private static String there(Map item) {
        [item.following, item.requested, item.connected, item.blocking, item.blockedBy, item.muting].toString()
    }

    private static String back(Map item) {
        [item.followedBy, item.requestedBy].toString()
    }

    /** Reads versions again and again, and notes each that is lower than it was. An edge that is just going may be read without one. */
    private void watchVersions(Closure<Boolean> done) {
        def known = [:]
        for (def last = false; !last;) {
            last = done()
            rows('MATCH (p:Profile) WHERE p.id IN $people RETURN toString(p.id) AS what, coalesce(p.clock, 0) AS version ' +
                    "UNION ALL MATCH (a:Profile)-[e]->(b:Profile) WHERE a.id IN \$people AND e.version IS NOT NULL RETURN type(e) + ' ' + a.id + ' ' + b.id AS what, e.version AS version").each {
                def (what, version) = [it.get('what').asString(), it.get('version').asLong()]
                if (known.getOrDefault(what, 0L) > version) {
                    wentBack << "$what from ${known[what]} to $version".toString()
                }
                known[what] = version
            }
            sleep(50)
        }
    }

    /** What Neo4j holds between each two of the people who are no strangers. */
    private Map<List<Integer>, Pair> readEnds() {
        def ends = [:]
        rows('MATCH (a:Profile)-[e]->(b:Profile) WHERE a.id IN $people RETURN type(e) AS kind, e.state AS state, a.id AS source, b.id AS target').each {
            def (from, to) = [people.indexOf(it.get('source').asLong().toString()), people.indexOf(it.get('target').asLong().toString())]
            def (key, place) = from < to ? [[from, to], 0] : [[to, from], 1]
            def pair = ends.getOrDefault(key, Pair.STRANGERS)
            def one = { List list, value -> def copy = list.collect(); copy[place] = value; copy }
            switch (it.get('kind').asString()) {
                case 'FOLLOWS': pair = new Pair(one(pair.follows, it.get('state').asString()), pair.blocks, pair.mutes, pair.connected); break
                case 'BLOCKS': pair = new Pair(pair.follows, one(pair.blocks, true), pair.mutes, pair.connected); break
                case 'MUTES': pair = new Pair(pair.follows, pair.blocks, one(pair.mutes, true), pair.connected); break
                case 'CONNECTED': pair = new Pair(pair.follows, pair.blocks, pair.mutes, true); break
                default: assert false: it
            }
            ends[key] = pair
        }
        ends
    }

    private long ask(String query) {
        rows(query).first().get('n').asLong()
    }

    private List rows(String query) {
        kith.server.applicationContext.getBean(Driver).executableQuery(query).withParameters([people: people*.toLong()]).execute().records()
    }
}
