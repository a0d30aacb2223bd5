package dev.kith.community

import dev.kith.KithSpec
import spock.util.concurrent.PollingConditions

import java.time.Instant
import java.util.concurrent.Callable
import java.util.concurrent.Executors

import static dev.kith.Api.as

class CommunitySpec extends KithSpec {

    private final PollingConditions soon = new PollingConditions(timeout: 20, delay: 0.1)
    private String alice = profile()
    private String bob = profile()
    private String carol = profile()

    def 'who founds a community is its admin and first member'() {
        when:
        def founded = post('/v1/communities', [adminId: alice, name: 'Mad tea party', description: 'Always six', rules: 'No room'], as(alice))
        def id = founded.json.id

        then:
        founded.status == 201
        founded.header('location') == "/v1/communities/$id"
        founded.header('etag') == '"1"'
        founded.json == [id: id, adminId: alice, name: 'Mad tea party', description: 'Always six', private: false, visible: true, rules: 'No room',
                         membersCount: 1, createdAt: founded.json.createdAt]
        get("/v1/communities/$id").json == founded.json
        get("/v1/communities/$id/members").json.items.collect { [it.profile.id, it.since] } == [[alice, founded.json.createdAt]]
        get("/v1/profiles/$alice/communities").json.items.collect { [it.community, it.since] } ==
                [[[id: id, name: 'Mad tea party'], founded.json.createdAt]]
    }

    def 'a community with #fields is refused'() {
        given:
        def body = [adminId: alice, name: 'Tea'] + fields

        expect:
        post('/v1/communities', body.findAll { it.value != null }).with { it.status == status && it.json.code == code }

        where:
        fields             || status | code
        [adminId: null]    || 400    | 'malformed'
        [name: null]       || 400    | 'malformed'
        [name: ' ']        || 400    | 'malformed'
        [name: 'x' * 201]  || 400    | 'malformed'
        [private: 'yes']   || 400    | 'malformed'
        [colour: 'red']    || 400    | 'malformed'
        [adminId: '4711']  || 404    | 'profile-not-found'
    }

    def 'founding with the same key founds once'() {
        given:
        def body = [adminId: alice, name: 'Once']
        def key = ['Idempotency-Key': "found-$alice".toString()]

        expect:
        post('/v1/communities', body, as(bob)).isProblem(403, 'viewer-mismatch')
        def first = post('/v1/communities', body, key)
        def second = post('/v1/communities', body, key)
        first.json == second.json && second.header('idempotent-replayed') == 'true'
        get("/v1/profiles/$alice/communities").json.items.size() == 1
    }

    def 'its admin changes a community, and nobody else'() {
        given:
        def id = community(alice)

        expect:
        patch("/v1/communities/$id", [name: 'Trial']).isProblem(400, 'viewer-required')
        patch("/v1/communities/$id", [name: 'Trial'], as(bob)).isProblem(403, 'not-admin')
        patch("/v1/communities/$id", [name: 'Trial'], as(alice) + ['If-Match': '"7"']).isProblem(412, 'stale')
        def changed = patch("/v1/communities/$id", [name: 'Trial', rules: null, private: true], as(alice) + ['If-Match': '"1"'])
        changed.json.subMap('name', 'private', 'visible') == [name: 'Trial', private: true, visible: true]
        changed.header('etag') == '"2"'
        patch("/v1/communities/$id", [name: null], as(alice)).violatedFields == ['name']
        patch('/v1/communities/4711', [name: 'x'], as(alice)).isProblem(404, 'community-not-found')
    }

    def 'a deleted community is gone at once, and so are its memberships soon'() {
        given:
        def id = community(alice)
        join(id, bob, alice)
        def post = sayIn(id, bob, 'hello')

        expect:
        delete("/v1/communities/$id", as(bob)).isProblem(403, 'not-admin')
        delete("/v1/communities/$id", as(alice)).status == 204
        delete("/v1/communities/$id", as(alice)).isProblem(404, 'community-not-found')
        get("/v1/communities/$id", as(alice)).isProblem(404, 'community-not-found')
        get("/v1/communities/$id/members", as(alice)).isProblem(404, 'community-not-found')
        get("/v1/posts/$post", as(alice)).isProblem(404, 'post-not-found')
        put("/v1/communities/$id/members/$carol").isProblem(404, 'community-not-found')
        get("/v1/profiles/$bob/communities").json.items == []
        soon.eventually {
            assert edges(bob) == 0
        }
    }

    def 'one joins and leaves as one likes, and the admin says who else'() {
        given:
        def id = community(alice)

        when:
        def joined = put("/v1/communities/$id/members/$bob", null, as(bob))

        then:
        joined.status == 200
        joined.json == [communityId: id, profileId: bob, since: joined.json.since, created: true]
        put("/v1/communities/$id/members/$bob").json == joined.json + [created: false]
        put("/v1/communities/$id/members/$carol", null, as(bob)).isProblem(403, 'viewer-mismatch')
        put("/v1/communities/$id/members/$carol", null, as(alice)).json.created
        put("/v1/communities/$id/members/4711", null, as(alice)).isProblem(404, 'profile-not-found')
        get("/v1/communities/$id").json.membersCount == 3
        pages("/v1/communities/$id/members", 2)*.profile.id == [carol, bob, alice]

        and:
        delete("/v1/communities/$id/members/$carol", as(bob)).isProblem(403, 'viewer-mismatch')
        delete("/v1/communities/$id/members/$carol", as(alice)).status == 204
        delete("/v1/communities/$id/members/$bob", as(bob)).status == 204
        delete("/v1/communities/$id/members/$bob").status == 204
        pages("/v1/communities/$id/members", 2)*.profile.id == [alice]
    }

    def 'the last admin leaves only after handing over'() {
        given:
        def id = community(alice)

        expect:
        delete("/v1/communities/$id/members/$alice", as(alice)).isProblem(422, 'last-admin')
        patch("/v1/communities/$id", [adminId: bob], as(alice)).isProblem(422, 'not-a-member')

        when:
        join(id, bob, alice)
        patch("/v1/communities/$id", [adminId: bob], as(alice))

        then:
        delete("/v1/communities/$id/members/$alice", as(alice)).status == 204
        get("/v1/communities/$id").json.subMap('adminId', 'membersCount') == [adminId: bob, membersCount: 1]
    }

    def 'handing over and leaving at once never leave a community whose admin is no member'() {
        given:
        def threads = Executors.newFixedThreadPool(2)

        expect:
        (1..15).every {
            def id = community(alice)
            join(id, bob, alice)
            def (handed, left) = threads.invokeAll([
                    { -> patch("/v1/communities/$id", [adminId: bob], as(alice)).status } as Callable,
                    { -> delete("/v1/communities/$id/members/$bob", as(bob)).status } as Callable])*.get()
            assert [handed, left] in [[200, 422], [422, 204]]
            assert get("/v1/communities/$id").json.adminId in pages("/v1/communities/$id/members", 5)*.profile.id
            true
        }

        cleanup:
        threads.shutdownNow()
    }

    def 'a community whose admin is deleted goes to who has been there longest, or ends'() {
        given:
        def kept = community(alice)
        def lost = community(alice)
        join(kept, bob, alice)
        join(kept, carol, alice)

        when:
        delete("/v1/profiles/$alice", as(alice))

        then:
        soon.eventually {
            assert get("/v1/communities/$kept").json.adminId == bob
            assert get("/v1/communities/$lost").status == 404
            assert get("/v1/communities/$kept").json.membersCount == 2
        }
    }

    def 'a private community shows what is inside to members only'() {
        given:
        def id = community(alice, [private: true])
        join(id, bob, alice)
        def post = sayIn(id, bob, 'secret')

        expect:
        get("/v1/communities/$id", as(carol)).status == 200
        get("/v1/communities/$id").status == 200
        [[:], as(carol)].every { viewer ->
            get("/v1/communities/$id/members", viewer).isProblem(404, 'community-not-found')
            get("/v1/communities/$id/posts", viewer).isProblem(404, 'community-not-found')
            get("/v1/posts/$post", viewer).isProblem(404, 'post-not-found')
            get("/v1/profiles/$bob/posts", viewer).json.items == []
            get("/v1/profiles/$bob/communities", viewer).json.items == []
        }
        get("/v1/communities/$id/members", as(bob)).json.items*.profile.id == [bob, alice]
        get("/v1/communities/$id/posts", as(alice)).json.items*.id == [post]
        get("/v1/posts/$post", as(alice)).json.target == [kind: 'COMMUNITY', id: id]
        get("/v1/profiles/$alice/timelines/home").json.items*.id == [post]
        get("/v1/profiles/$bob/timelines/home").json.items == []
    }

    def 'a community that is not visible is as absent to all but members'() {
        given:
        def id = community(alice, [visible: false])

        expect:
        [[:], as(bob)].every { viewer ->
            get("/v1/communities/$id", viewer).isProblem(404, 'community-not-found')
            get("/v1/communities/$id/topics", viewer).isProblem(404, 'community-not-found')
            !get('/v1/communities?limit=100', viewer).json.items*.id.contains(id)
        }
        put("/v1/communities/$id/members/$bob").isProblem(404, 'community-not-found')
        patch("/v1/communities/$id", [name: 'x'], as(bob)).isProblem(404, 'community-not-found')
        post('/v1/posts', [authorId: bob, verb: 'POST', text: 'x', target: [kind: 'COMMUNITY', id: id]]).isProblem(404, 'community-not-found')
        get('/v1/communities?limit=100', as(alice)).json.items*.id.contains(id)

        when:
        join(id, bob, alice)

        then:
        get("/v1/communities/$id", as(bob)).status == 200
        get("/v1/profiles/$bob/communities", as(bob)).json.items*.community*.id == [id]
        get("/v1/profiles/$bob/communities", as(carol)).json.items == []
    }

    def 'only members post in a community, and a post is addressed to whom one sees'() {
        given:
        def id = community(alice)
        block(carol, alice)

        expect:
        post('/v1/posts', [authorId: bob, verb: 'POST', text: 'x', target: [kind: 'COMMUNITY', id: id]]).isProblem(403, 'not-a-member')
        post('/v1/posts', [authorId: bob, verb: 'POST', text: 'x', target: [kind: 'COMMUNITY', id: '4711']]).isProblem(404, 'community-not-found')
        post('/v1/posts', [authorId: alice, verb: 'POST', text: 'x', target: [kind: 'PROFILE', id: carol]]).isProblem(404, 'profile-not-found')
        post('/v1/posts', [authorId: alice, verb: 'POST', text: 'x', target: [kind: 'PROFILE', id: bob]]).json.target == [kind: 'PROFILE', id: bob]
        post('/v1/posts', [authorId: alice, verb: 'POST', text: 'x', target: [kind: 'PLANET', id: bob]]).violatedFields == ['target.kind']
        post('/v1/posts', [authorId: alice, verb: 'POST', text: 'x', target: [kind: 'PROFILE']]).status == 400
    }

    def 'topics are hashtags of a community that its admin keeps'() {
        given:
        def id = community(alice)

        when:
        def made = post("/v1/communities/$id/topics", [name: 'Riddles', description: 'Why is a raven'], as(alice))
        def path = "/v1/communities/$id/topics/$made.json.id"

        then:
        made.status == 201
        made.header('location') == path
        made.json == [id: made.json.id, communityId: id, name: 'riddles', description: 'Why is a raven', createdAt: made.json.createdAt]
        get(path).json == made.json
        post("/v1/communities/$id/topics", [name: 'riddles'], as(alice)).isProblem(409, 'topic-exists')
        post("/v1/communities/$id/topics", [name: 'tea'], as(bob)).isProblem(403, 'not-admin')
        post("/v1/communities/$id/topics", [name: 'tea']).isProblem(400, 'viewer-required')
        post("/v1/communities/$id/topics", [name: 'two words'], as(alice)).violatedFields == ['name']

        when:
        def tea = post("/v1/communities/$id/topics", [name: 'tea'], as(alice)).json

        then:
        pages("/v1/communities/$id/topics", 1)*.name == ['tea', 'riddles']
        patch(path, [name: 'tea'], as(alice)).isProblem(409, 'topic-exists')
        patch(path, [name: 'Cakes', description: null], as(alice) + ['If-Match': '"1"']).json.with { [it.name, it.description] } == ['cakes', null]
        patch(path, [name: 'x'], as(alice) + ['If-Match': '"1"']).isProblem(412, 'stale')
        get("/v1/communities/${community(alice)}/topics/$tea.id").isProblem(404, 'topic-not-found')
        delete(path, as(bob)).isProblem(403, 'not-admin')
        delete(path, as(alice)).status == 204
        get(path).isProblem(404, 'topic-not-found')
    }

    def 'communities, topics, members, connections and blocks come in by import, with their times'() {
        given:
        def name = "import-$alice"
        def lines = [[kind: 'community', importId: name, adminId: alice, name: name, private: true, createdAt: '2015-01-01T00:00:00Z'],
                     [kind: 'topic', communityId: [importId: name], name: 'Riddles'],
                     [kind: 'member', communityId: [importId: name], profileId: bob, createdAt: '2016-01-01T00:00:00Z'],
                     [kind: 'member', communityId: [importId: 'nowhere'], profileId: bob],
                     [kind: 'connection', sourceId: alice, targetId: bob, createdAt: '2017-01-01T00:00:00Z'],
                     [kind: 'block', sourceId: alice, targetId: carol, createdAt: '2018-01-01T00:00:00Z'],
                     [kind: 'connection', sourceId: alice, targetId: carol]].collect { groovy.json.JsonOutput.toJson(it) }.join('\n')
        def slurper = new groovy.json.JsonSlurper()
        def send = { post('/v1/imports', lines, ['Content-Type': 'application/x-ndjson']).body.readLines().collect { slurper.parseText(it) } }

        when:
        def answer = send()

        then:
        answer.findAll { it.problem }.collect { [it.line, it.problem.code] } == [[4, 'community-not-found'], [7, 'blocked']]
        answer.last().done

        and:
        def joined = get("/v1/profiles/$bob/communities", as(bob)).json.items
        joined.collect { [it.community.name, it.since] } == [[name, '2016-01-01T00:00:00.000Z']]
        def id = joined[0].community.id
        get("/v1/communities/$id").json.with { [it.private, it.createdAt, it.membersCount] } == [true, '2015-01-01T00:00:00.000Z', 2]
        get("/v1/communities/$id/topics").json.items*.name == ['riddles']
        get("/v1/profiles/$alice/connections").json.items*.since == ['2017-01-01T00:00:00.000Z']
        get("/v1/profiles/$alice/blocks").json.items*.since == ['2018-01-01T00:00:00.000Z']

        when: 'sent again'
        def again = send().last().kinds

        then:
        again.values().every { it.created == 0 }
        again.community.existing == 1 && again.topic.existing == 1 && again.member.existing == 1
    }

    private long edges(String profile) {
        kith.server.applicationContext.getBean(org.neo4j.driver.Driver)
                .executableQuery('MATCH (:Profile {id: $id})-[m:MEMBER_OF]->() RETURN count(m) AS n')
                .withParameters([id: profile.toLong()]).execute().records().first().get('n').asLong()
    }
}
