package dev.kith.recommendation

import dev.kith.Concurrently
import dev.kith.KithSpec
import dev.kith.id.ProfileId
import groovy.json.JsonOutput
import groovy.json.JsonSlurper
import org.neo4j.driver.Driver

import java.time.Instant
import java.util.concurrent.ConcurrentLinkedQueue
import java.util.concurrent.atomic.AtomicInteger

import static dev.kith.Api.as

class RecommendationSpec extends KithSpec {

    def 'a set replaces the one before, and is served the best first, ties by id'() {
        given:
        def alice = profile()
        def (bob, carol, dave, eve) = (1..4).collect { profile() }
        replace(alice, [item(eve, 9)])

        expect:
        replace(alice, [item(bob, 0.5), item(dave, 2), item(carol, 0.5)]) == [stored: 3, skipped: []]
        served(alice) == [dave, bob, carol]
        pages(path(alice), 1, as(alice))*.profile.id == [dave, bob, carol]
        get(path(alice)).json.items[0] == [profile: card(dave), score: 2.0, evidence: [], runId: 'run']
    }

    def 'what is added stands beside what was there, once for each profile'() {
        given:
        def alice = profile()
        def (bob, carol) = [profile(), profile()]
        replace(alice, [item(bob, 1)])

        expect:
        post(path(alice), [runId: 'more', items: [item(carol, 2), item(bob, 3)]]).json == [stored: 2, skipped: []]
        served(alice) == [bob, carol]
        get(path(alice)).json.items*.runId == ['more', 'more']

        when:
        def cleared = delete(path(alice))

        then:
        cleared.status == 204
        delete(path(alice)).status == 204
        served(alice) == []
    }

    def 'a set has no more than 500, whatever is added'() {
        given:
        def alice = profile()
        def (bob, carol) = [profile(), profile()]
        def driver = kith.server.applicationContext.getBean(Driver)
        replace(alice, [item(bob, 1)])
        driver.session().withCloseable {
            it.run('''
                    MATCH (alice:Profile {id: $alice}), (bob:Profile {id: $bob})
                    UNWIND range(1, 499) AS n
                    CREATE (alice)-[:RECOMMENDED {source: $alice, target: n, shadow: false, set: alice.recommended, rank: 0.0, score: 0.0, runId: 'filler'}]->(bob)
                    ''', [alice: alice as long, bob: bob as long]).consume()
        }

        expect:
        post(path(alice), [runId: 'more', items: [item(carol, 2), item(bob, 3)]]).json ==
                [stored: 1, skipped: [[targetId: carol, reason: 'limit']]]
        get(path(alice)).json.items*.profile*.id == [bob]
    }

    def 'an edge that has lost its score, as one that goes while it is read, is passed over'() {
        given:
        def alice = profile()
        def (bob, carol, dave) = (1..3).collect { profile() }
        replace(alice, [item(bob, 3), item(carol, 2), item(dave, 1)])
        kith.server.applicationContext.getBean(Driver).executableQuery('MATCH ()-[edge:RECOMMENDED {source: $alice, target: $carol}]->() SET edge.score = null')
                .withParameters([alice: alice as long, carol: carol as long]).execute()

        expect:
        served(alice) == [bob, dave]
        pages(path(alice), 1, as(alice))*.profile.id == [bob, dave]
    }

    def 'who can not be recommended is skipped and the rest stored'() {
        given:
        def alice = profile()
        def (bob, carol, dave, eve) = (1..4).collect { profile() }
        block(alice, bob)
        block(carol, alice)
        delete("${path(alice)}/$dave")

        expect:
        replace(alice, [item(bob, 1), item(carol, 1), item(dave, 1), item('4711', 1), item(eve, 1)]) == [stored: 1, skipped: [
                [targetId: bob, reason: 'blocked'], [targetId: carol, reason: 'notFound'], [targetId: dave, reason: 'dismissed'],
                [targetId: '4711', reason: 'notFound']]]
        served(alice) == [eve]
    }

    def 'who is #what is not served, and the page is filled up'() {
        given:
        def alice = profile()
        def (bob, carol) = [profile(private: what == 'asked'), profile()]
        replace(alice, [item(bob, 2), item(carol, 1)])
        assert get("${path(alice)}?limit=1").json.items*.profile*.id == [bob]

        when:
        this.with(change.curry(alice, bob))

        then:
        get("${path(alice)}?limit=1").json.with { [it.items*.profile*.id, it.nextCursor] } == [[carol], null]

        where:
        what                 | change
        'followed'           | { a, b, api -> api.follow(a, b) }
        'asked'              | { a, b, api -> api.follow(a, b) }
        'connected'          | { a, b, api -> api.connect(a, b) }
        'muted'              | { a, b, api -> api.mute(a, b) }
        'blocked'            | { a, b, api -> api.block(a, b) }
        'blocking'           | { a, b, api -> api.block(b, a) }
        'deleted'            | { a, b, api -> api.delete("/v1/profiles/$b") }
        'dismissed'          | { a, b, api -> api.delete("/v1/profiles/$a/recommendations/$b") }
    }

    def 'a block takes a recommendation out for good, a dismissal the one after it too'() {
        given:
        def alice = profile()
        def (bob, carol) = [profile(), profile()]
        replace(alice, [item(bob, 2), item(carol, 1)])
        replace(alice, [item(carol, 1)], [shadow: true])

        when:
        block(bob, alice)
        delete("/v1/profiles/$bob/blocks/$alice")

        then:
        served(alice) == [carol]

        expect:
        delete("${path(alice)}/$carol").status == 204
        delete("${path(alice)}/$carol").status == 204
        delete("${path(alice)}/4711").status == 204
        served(alice) == []
        served(alice, '?shadow=true') == []
        replace(alice, [item(carol, 1)]).skipped*.reason == ['dismissed']
    }

    def 'a set that has expired is not served'() {
        given:
        def alice = profile()
        def (bob, carol) = [profile(), profile()]
        replace(alice, [item(bob, 2)], [expiresAt: Instant.now().plusSeconds(3_600).toString()])
        post(path(alice), [runId: 'lasting', items: [item(carol, 1)]])
        assert served(alice) == [bob, carol]

        when:
        kith.server.applicationContext.getBean(Driver).session().withCloseable {
            it.run('MATCH (:Profile {id: $alice})-[edge:RECOMMENDED {target: $bob}]->() SET edge.expiresAt = edge.expiresAt - 3600000',
                    [alice: alice as long, bob: bob as long]).consume()
        }

        then:
        served(alice) == [carol]
    }

    def 'a shadow set is stored and not served'() {
        given:
        def alice = profile()
        def (bob, carol) = [profile(), profile()]
        replace(alice, [item(bob, 1)])

        expect:
        replace(alice, [item(carol, 1), item(bob, 0)], [shadow: true, model: 'new']).stored == 2
        served(alice) == [bob]
        served(alice, '?shadow=true') == [carol, bob]
        delete("${path(alice)}?shadow=true").status == 204
        served(alice, '?shadow=true') == []
        served(alice) == [bob]
        get("${path(alice)}?shadow=perhaps").violatedFields == ['shadow']
    }

    def 'evidence goes, words included, with a profile that is since #what'() {
        given:
        def alice = profile()
        def (bob, carol, dave) = (1..3).collect { profile() }
        def evidence = [[profileId: carol], [profileId: dave, text: 'a friend of carol'], [text: 'others like carol', count: 3]]
        replace(alice, [item(bob, 1) + [reason: 'Carol follows them', evidence: evidence]])

        expect:
        get(path(alice)).json.items[0].subMap('reason', 'evidence') == [reason: 'Carol follows them', evidence: [
                [profile: card(carol)], [profile: card(dave), text: 'a friend of carol'], [text: 'others like carol', count: 3]]]

        when:
        this.with(change.curry(alice, carol))

        then:
        get(path(alice)).json.items[0].with { [it.reason, it.evidence] } == [null, [[profile: card(dave)]]]
        !get(path(alice)).body.contains(carol)

        where:
        what       | change
        'blocked'  | { a, c, api -> api.block(a, c) }
        'blocking' | { a, c, api -> api.block(c, a) }
        'deleted'  | { a, c, api -> api.delete("/v1/profiles/$c") }
        'muted'    | { a, c, api -> api.mute(a, c) }
    }

    def 'a set is refused: #fields'() {
        given:
        def alice = profile()

        expect:
        put(path(alice), body).violatedFields == fields
        post(path(alice), body).violatedFields == fields
        served(alice) == []

        where:
        body                                                                        || fields
        [items: []]                                                                 || ['runId']
        [runId: ' ', items: []]                                                     || ['runId']
        [runId: 'x' * 101, items: []]                                               || ['runId']
        [runId: 'r']                                                                || ['items']
        [runId: 'r', items: [null]]                                                 || ['items[0]']
        [runId: 'r', items: (1..501).collect { item("$it", 1) }]                    || ['items']
        [runId: 'r', model: 'x' * 101, items: []]                                   || ['model']
        [runId: 'r', expiresAt: '2020-01-01T00:00:00Z', items: []]                  || ['expiresAt']
        [runId: 'r', shadow: 'yes', items: []]                                      || ['shadow']
        [runId: 'r', items: [[score: 1]]]                                           || ['items[0].targetId']
        [runId: 'r', items: [[targetId: '1']]]                                      || ['items[0].score']
        [runId: 'r', items: [[targetId: '1', score: '1']]]                          || ['items[0].score']
        '{"runId": "r", "items": [{"targetId": "1", "score": 1e999}]}'              || ['items[0].score']
        [runId: 'r', items: [item('1', 1), item('1', 2)]]                           || ['items[1].targetId']
        [runId: 'r', items: [item('1', 1) + [reason: 'x' * 201]]]                   || ['items[0].reason']
        [runId: 'r', items: [item('1', 1) + [evidence: [[text: 'x']] * 11]]]        || ['items[0].evidence']
        [runId: 'r', items: [item('1', 1) + [evidence: [[text: 'x' * 101]]]]]       || ['items[0].evidence[0].text']
        [runId: 'r', items: [item('1', 1) + [evidence: [[count: 1]]]]]              || ['items[0].evidence[0]']
        [runId: 'r', items: [item('1', 1) + [evidence: [[text: 'x', count: -1]]]]]  || ['items[0].evidence[0].count']
        [runId: 'r', items: [], more: 1]                                            || ['more']
    }

    def 'nobody is recommended to themselves, to nobody, or by another'() {
        given:
        def (alice, bob) = [profile(), profile()]

        expect:
        put(path(alice), [runId: 'r', items: [item(alice, 1), item(bob, 1)]]).isProblem(422, 'self-relation')
        delete("${path(alice)}/$alice").isProblem(422, 'self-relation')
        put(path('4711'), [runId: 'r', items: []]).isProblem(404, 'profile-not-found')
        post(path('4711'), [runId: 'r', items: []]).isProblem(404, 'profile-not-found')
        get(path('4711')).isProblem(404, 'profile-not-found')
        delete(path('4711')).isProblem(404, 'profile-not-found')
        delete("${path('4711')}/$alice").isProblem(404, 'profile-not-found')
        get(path(alice), as(bob)).isProblem(403, 'viewer-mismatch')
        put(path(alice), [runId: 'r', items: []], as(bob)).isProblem(403, 'viewer-mismatch')
        delete("${path(alice)}/$bob", as(bob)).isProblem(403, 'viewer-mismatch')
        get("${path(alice)}?limit=101").violatedFields == ['limit']
        get("${path(alice)}?cursor=nonsense").isProblem(400, 'bad-cursor')
    }

    def 'of sets that come at the same time one is left, whole, and is never read in part'() {
        given:
        def alice = profile()
        def people = (1..12).collect { profile() }
        def sets = (0..5).collect { n -> people.subList(n, n + 7) }
        replace(alice, sets[0].collect { item(it, 1) })
        def writing = new AtomicInteger(3)
        def writes = (0..2).collect { n ->
            { ->
                def stored = (1..10).collect { round -> replace(alice, sets[(n + round) % 6].collect { item(it, 1) }).stored }
                writing.decrementAndGet()
                stored
            }
        }
        def seen = new ConcurrentLinkedQueue<List<String>>()
        def reads = (1..3).collect {
            { ->
                while (writing.get() > 0) {
                    seen << served(alice)
                }
                []
            }
        }

        when:
        def stored = Concurrently.all(writes + reads).flatten()

        then:
        stored == [7] * 30
        seen.every { it in sets }
        (seen as Set).size() > 1
        served(alice) in sets

        when: 'some is added by several'
        replace(alice, [])
        Concurrently.times(6) { n -> post(path(alice), [runId: 'add', items: [item(people[n], 6 - n), item(people[n + 6], -n)]]) }

        then: 'nothing gets lost'
        served(alice) == people

        and: 'nor stays'
        kith.server.applicationContext.getBean(Driver).session().withCloseable {
            it.run('MATCH (:Profile {id: $alice})-[edge:RECOMMENDED]->() RETURN count(edge) AS edges', [alice: alice as long]).single().get('edges').asInt()
        } == 12
    }

    def 'another feature is served by offset and limit'() {
        given:
        def alice = profile()
        def people = (1..5).collect { profile() }
        replace(alice, people.collect { item(it, 1) })
        follow(alice, people[1])
        def recommendations = kith.server.applicationContext.getBean(Recommendations)

        when:
        def part = recommendations.served(ProfileId.of(alice), offset, limit)

        then:
        part.profiles()*.id()*.toString() == expected.collect { people[it] }
        part.more() == more

        where:
        offset | limit || expected     | more
        0      | 2     || [0, 2]       | true
        2      | 2     || [3, 4]       | false
        0      | 50    || [0, 2, 3, 4] | false
        9      | 50    || []           | false
    }

    def 'sets of many profiles come line by line, and each line that is wrong is told by its number'() {
        given:
        def (alice, bob, carol) = (1..3).collect { profile() }
        replace(alice, [item(carol, 1)])
        def lines = [
                line(alice, [item(bob, 1)]), 'no json', '', line('4711', []), line(bob, [item(bob, 1)]), '{"profileId": "1"}',
                line(bob, [item(carol, 1) + [reason: 'x' * 201]]), line(carol, [item(alice, 1), item('4711', 1)])]

        when:
        def answer = post('/v1/recommendations/bulk', lines.join('\n'), ['Content-Type': 'application/x-ndjson'])
        def events = answer.body.readLines().collect { new JsonSlurper().parseText(it) }

        then:
        events.findAll { it.problem }.collect { [it.line, it.problem.code] } == [
                [2, 'malformed'], [4, 'profile-not-found'], [5, 'self-relation'], [6, 'malformed'], [7, 'malformed']]
        events.find { it.line == 7 }.problem.violations*.field == ['recommendations.items[0].reason']
        events.last() == [lines: 8, counts: [replaced: 2, stored: 2, skipped: 1, rejected: 5], done: true]
        served(alice) == [bob]
        served(carol) == [alice]
    }

    private static Map item(String target, Number score) {
        [targetId: target, score: score]
    }

    private static String path(String profile) {
        "/v1/profiles/$profile/recommendations"
    }

    private static String line(String profile, List items) {
        JsonOutput.toJson([profileId: profile, recommendations: [runId: 'bulk', items: items]])
    }

    private Map replace(String profile, List<Map> items, Map more = [:]) {
        def answer = put(path(profile), [runId: 'run', items: items] + more)
        assert answer.status == 200: answer
        answer.json
    }

    private List<String> served(String profile, String query = '') {
        def answer = get(path(profile) + query)
        assert answer.status == 200: answer
        answer.json.items*.profile*.id
    }

    private Map card(String profile) {
        get("/v1/profiles/$profile").json.subMap('id', 'handle', 'displayName')
    }
}
