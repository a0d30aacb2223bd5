package dev.kith.snapshot

import dev.kith.KithSpec
import dev.kith.graph.GraphEdges
import dev.kith.graph.GraphEdges.Position
import groovy.json.JsonOutput
import groovy.json.JsonSlurper
import org.neo4j.driver.Driver
import spock.util.concurrent.PollingConditions

class GraphForJobsSpec extends KithSpec {

    private static final String FEATURES = '/v1/graph/features'

    def soon = new PollingConditions(timeout: 30, delay: 0.2)

    def 'features are those of the follows, and follow what becomes of them'() {
        given:
        def seed = System.nanoTime()
        println "GraphForJobsSpec seed $seed"
        def random = new Random(seed)
        def people = (1..8).collect { profile() }
        Set<List<String>> follows = (1..24).collect { people.shuffled(random).take(2) }
        follows.each { follow(it[0], it[1]) }
        def pairs = people.collectMany { source -> people.collect { [source, it] } }

        expect:
        soon.eventually { assert features(pairs) == pairs.collect { naive(follows, it) } }

        when: 'some end, one blocks another, and one goes'
        def gone = follows.take(5)
        gone.each { assert delete("/v1/profiles/${it[0]}/following/${it[1]}").status == 204 }
        def (one, other) = follows.last()
        block(other, one)
        def deleted = (people - one - other)[0]
        assert delete("/v1/profiles/$deleted").status == 204
        def left = (follows - gone).findAll { (it as Set) != [one, other] as Set && !(deleted in it) } as Set

        then:
        soon.eventually { assert features(pairs) == pairs.collect { naive(left, it) } }
    }

    def 'a request is no follow until it is let in'() {
        given:
        def shy = profile(private: true)
        def alice = profile()
        follow(alice, shy)
        def bob = profile()
        follow(bob, alice)

        expect:
        soon.eventually { assert features([[bob, alice]])[0].targetFollowers == 1 }
        features([[alice, shy]])[0].subMap('targetFollowers', 'distance') == [targetFollowers: 0]

        when:
        post("/v1/profiles/$shy/follow-requests/$alice/approve", null)

        then:
        soon.eventually { assert features([[alice, shy]])[0].distance == 1 }
        features([[bob, shy]])[0].with { [mutualFollows, jaccard, distance] } == [1, 1, 2]
    }

    def 'a snapshot that was named stays as it was'() {
        given:
        def (alice, bob) = [profile(), profile()]

        when:
        def taken = post('/v1/graph/snapshots', null)
        def id = taken.json.id
        follow(alice, bob)

        then:
        taken.status == 201
        soon.eventually { assert features([[alice, bob]])[0].distance == 1 }
        def old = post(FEATURES, [pairs: [[sourceId: alice, targetId: bob]], snapshotId: id])
        old.json.snapshot == taken.json
        old.json.items == [[sourceId: alice, targetId: bob, mutualFollows: 0, sourceFollowing: 0, sourceFollowers: 0, targetFollowing: 0, targetFollowers: 0, jaccard: 0, adamicAdar: 0]]
        get('/v1/graph/snapshots').json.items[0] == taken.json
        get("/v1/graph/snapshots/$id").json == taken.json

        when: 'others are named'
        def others = (1..3).collect { post('/v1/graph/snapshots', null).json.id }

        then:
        get('/v1/graph/snapshots').json.items*.id == others.reverse()
        get("/v1/graph/snapshots/$id").isProblem(404, 'snapshot-not-found')
        post(FEATURES, [pairs: [[sourceId: alice, targetId: bob]], snapshotId: id]).isProblem(404, 'snapshot-not-found')
    }

    def 'features of #what are refused'() {
        when:
        def answer = post(FEATURES, body)

        then:
        answer.isProblem(400, 'malformed')
        answer.violatedFields == [field]

        where:
        what          | body                                                      || field
        '1,001 pairs' | [pairs: [[sourceId: '1', targetId: '2']] * 1_001]         || 'pairs'
        'no pair'     | [pairs: []]                                               || 'pairs'
        'nothing'     | [:]                                                       || 'pairs'
        'half a pair' | [pairs: [[sourceId: '1']]]                                || 'pairs[0].targetId'
        'no id'       | [pairs: [[sourceId: 'x', targetId: '2']]]                 || 'pairs[0].sourceId'
    }

    def 'of 1,000 pairs all are told, of who is not known that there is nothing'() {
        when:
        def found = features([['1', '2']] * 1_000)

        then:
        found.size() == 1_000
        found.unique() == [naive([] as Set, ['1', '2'])]
    }

    def 'who missed changes learns that'() {
        given:
        def uri = kith.stack.properties()['redis.uri'].toString()
        def feed = new RedisFollowFeed(uri)
        def link = new dev.kith.cache.RedisLink(uri, java.time.Duration.ofSeconds(2), [])
        def start = feed.now()
        def wait = java.time.Duration.ofSeconds(2)

        when:
        feed.tell([new dev.kith.graph.SocialGraph.Pair(1, 2), new dev.kith.graph.SocialGraph.Pair(3, 3)])
        def part = feed.since(start)

        then:
        part.whole()
        part.pairs().containsAll([new dev.kith.graph.SocialGraph.Pair(1, 2), new dev.kith.graph.SocialGraph.Pair(3, 3)])
        part.end().number() > start.number()
        feed.since(part.end()).whole()

        and: 'of another life, or further than there is anything'
        !feed.since(new RedisFollowFeed.Position('another life', start.number())).whole()
        !feed.since(new RedisFollowFeed.Position(start.life(), part.end().number() + 1_000_000)).whole()

        when: 'it was cut'
        link.with(wait) { open -> dev.kith.cache.RedisLink.await(open.commands().xtrim("follow-feed:{${open.life()}}".toString(), 0), wait) }

        then:
        !feed.since(start).whole()

        cleanup:
        feed?.close()
        link?.close()
    }

    def 'all edges of every kind are streamed'() {
        given:
        def (alice, bob, carol) = (1..3).collect { profile() }
        def shy = profile(private: true)
        def community = community(alice)
        follow(alice, bob)
        follow(alice, shy)
        connect(carol, bob)
        block(bob, shy)
        mute(alice, carol)
        put("/v1/profiles/$alice/recommendations", [runId: 'run', model: 'm', items: [[targetId: carol, score: 0.5, reason: 'Because']]])
        delete("/v1/profiles/$bob/recommendations/$alice")
        def ours = { String kind, String source -> lines(stream("kind=$kind")).findAll { it.sourceId == source } }

        expect:
        ours('FOLLOWS', alice)*.subMap('kind', 'sourceId', 'targetId') == [[kind: 'FOLLOWS', sourceId: alice, targetId: bob]]
        ours('FOLLOWS', alice)[0].since
        ours('REQUESTED', alice)*.targetId == [shy]
        ours('CONNECTED', bob)*.targetId == [carol]
        ours('BLOCKS', bob)*.targetId == [shy]
        ours('MUTES', alice)*.targetId == [carol]
        ours('MEMBER_OF', alice)*.targetId == [community]
        ours('RECOMMENDED', alice)*.subMap('targetId', 'score', 'reason', 'runId', 'model', 'shadow') == [[targetId: carol, score: 0.5, reason: 'Because', runId: 'run', model: 'm', shadow: false]]
        ours('DISMISSED', bob)*.targetId == [alice]
    }

    def 'a stream that broke off is gone on with, without a gap or anything twice'() {
        given:
        def people = (1..48).collect { dev.kith.Api.someone() + [kind: 'profile'] }
        def ids = people.collect { it.importId = it.handle }
        def follows = ids.collectMany { source -> (ids - source).collect { [kind: 'follow', sourceId: [importId: source], targetId: [importId: it]] } }
        def done = post('/v1/imports', (people + follows).collect { JsonOutput.toJson(it) }.join('\n'), ['Content-Type': 'application/x-ndjson'])
        assert done.body.contains('"done":true') && !done.body.contains('"problem"'): done
        def ours = ids.collect { get("/v1/profiles?handle=$it").json.id } as Set

        when: 'as much is read as there is up to the first cursor'
        def read = []
        String cursor = null
        kith.server.URL.toURI().resolve('/v1/graph/edges?kind=FOLLOWS').toURL().withReader { reader ->
            for (def line = new JsonSlurper().parseText(reader.readLine()); ; line = new JsonSlurper().parseText(reader.readLine())) {
                if (line.containsKey('nextCursor')) {
                    cursor = line.nextCursor
                    break
                }
                read << line
            }
        }
        def rest = stream("kind=FOLLOWS&cursor=$cursor")

        then:
        cursor
        rest.last() == [nextCursor: null]
        def all = (read + lines(rest)).findAll { it.sourceId in ours }.collect { [it.sourceId, it.targetId] }
        all.size() == 48 * 47
        (all as Set).size() == all.size()
        all == all.sort(false) { [it[0] as long, it[1] as long].collect { n -> n.toString().padLeft(20, '0') }.join() }

    }

    def 'an edge that says nothing any more, as one that goes while it is read, is passed over'() {
        given:
        def alice = profile()
        def others = (1..3).collect { profile() }
        others.each { mute(alice, it) }
        def neo4j = kith.server.applicationContext.getBean(Driver)
        def gone = neo4j.executableQuery('MATCH (:Profile {id: $alice})-[edge:MUTES]->(:Profile {id: $other}) WITH edge, properties(edge) AS said SET edge = {} RETURN said')
                .withParameters([alice: alice as long, other: others[1] as long]).execute().records().first().get('said').asMap()
        def edges = kith.server.applicationContext.getBean(GraphEdges)
        def before = new Position((alice as long) - 1, Long.MAX_VALUE)

        expect:
        edges.page(GraphEdges.Kind.MUTES, before, 1, 100).edges().collect { "${it.target()}".toString() } == [others[0], others[2]]

        cleanup:
        neo4j.executableQuery('MATCH (:Profile {id: $alice})-[edge:MUTES]->(:Profile {id: $other}) SET edge = $said')
                .withParameters([alice: alice as long, other: others[1] as long, said: gone]).execute()
    }

    def 'a stream of #query is refused'() {
        expect:
        get("/v1/graph/edges$query").isProblem(400, code)

        where:
        query                             || code
        ''                                || 'malformed'
        '?kind=LIKES'                     || 'malformed'
        '?kind=FOLLOWS&cursor=nonsense'   || 'bad-cursor'
    }

    def 'a cursor is good for its own kind'() {
        given:
        def cursors = kith.server.applicationContext.getBean(dev.kith.web.Cursors)
        def end = cursors.write('edges BLOCKS', Long.MAX_VALUE, Long.MAX_VALUE)

        expect:
        get("/v1/graph/edges?kind=MUTES&cursor=$end").isProblem(400, 'bad-cursor')
        stream("kind=BLOCKS&cursor=$end") == [[nextCursor: null]]
    }

    private List<Map> features(List<List<String>> pairs) {
        def answer = post(FEATURES, [pairs: pairs.collect { [sourceId: it[0], targetId: it[1]] }])
        assert answer.status == 200: answer
        answer.json.items.collect { it + [jaccard: it.jaccard.toDouble().round(9), adamicAdar: it.adamicAdar.toDouble().round(9)] }
    }

    private List<Map> stream(String query) {
        def answer = get("/v1/graph/edges?$query")
        assert answer.status == 200: answer
        answer.body.readLines().collect { new JsonSlurper().parseText(it) as Map }
    }

    private static List<Map> lines(List<Map> stream) {
        stream.findAll { !it.containsKey('nextCursor') }
    }

    /** As the words say it. */
    private static Map naive(Set<List<String>> follows, List<String> pair) {
        def (source, target) = pair
        def of = { String one -> follows.findAll { it[0] == one }.collect { it[1] } as Set }
        def to = { String one -> follows.findAll { it[1] == one }.collect { it[0] } as Set }
        def mutual = of(source).intersect(to(target))
        def either = of(source) + to(target)
        def known = [source] as Set
        def distance = (0..6).find { step ->
            def found = target in known
            known = known + known.collectMany { of(it) }
            found
        }
        [sourceId: source, targetId: target, mutualFollows: mutual.size(), sourceFollowing: of(source).size(), sourceFollowers: to(source).size(),
         targetFollowing: of(target).size(), targetFollowers: to(target).size(),
         jaccard: (either ? mutual.size() / either.size() : 0).toDouble().round(9),
         adamicAdar: (mutual.sum(0.0d) { 1 / Math.log(2 + of(it).size()) } as double).round(9)] + (distance != null ? [distance: distance] : [:])
    }
}
