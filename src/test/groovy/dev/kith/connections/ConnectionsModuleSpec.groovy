package dev.kith.connections

import dev.kith.Api
import dev.kith.Concurrently
import dev.kith.KithSpec
import spock.util.concurrent.PollingConditions

import java.util.concurrent.atomic.AtomicInteger

import static dev.kith.Api.as

/** The contract of the connections module, route by route, and what its first implementation got wrong. */
class ConnectionsModuleSpec extends KithSpec {

    private static final String USERS = '/api/v1/users'
    private static final String NOBODY = '4711'
    private static final AtomicInteger EMAILS = new AtomicInteger()

    def 'a user is created, found where Location says, and changed'() {
        given:
        def email = email()

        when:
        def created = post(USERS, [name: 'Alice Liddell', email: email, college: 'Christ Church'])
        def id = created.json._data.id

        then:
        succeeds(created, 201)
        created.header('location') == "$USERS/$id"
        created.json == [_data: [id: id, name: 'Alice Liddell', email: email, college: 'Christ Church'], _description: null,
                         _links: [link('self', "$USERS/$id")]]
        get(created.header('location')).json == created.json

        when: 'a merge patch changes what it names, and null takes it away'
        def renamed = patch("$USERS/$id", [name: 'Alice P. Liddell'], ['Content-Type': 'application/merge-patch+json'])
        def left = patch("$USERS/$id", [college: null])

        then:
        succeeds(renamed, 200) && renamed.json._data == [id: id, name: 'Alice P. Liddell', email: email, college: 'Christ Church']
        succeeds(left, 200) && left.json._data == [id: id, name: 'Alice P. Liddell', email: email, college: null]
        get("$USERS/$id").json == left.json

        and: 'a user is a profile'
        get("/v1/profiles/$id", as(id)).json.subMap('displayName', 'email', 'accountType', 'private') ==
                [displayName: 'Alice P. Liddell', email: email, accountType: 'REGULAR', private: false]
    }

    def 'who has no name is called by their handle'() {
        when:
        def users = [[email: email()], [email: email(), name: ' ']].collect { post(USERS, it).json._data }

        then:
        users.every { it.name ==~ /user_\d{4,}/ && it.name == get("/v1/profiles/$it.id").json.handle && it.college == null }
        users*.id.toSet().size() == 2
    }

    def 'many may have the same name, and each gets a handle, also at once'() {
        given:
        def name = "Zoë Straße $NOBODY${email().hashCode() % 10_000}"

        when:
        def answers = Concurrently.times(8) { post(USERS, [name: name, email: email()]) }
        def handles = answers.collect { get("/v1/profiles/$it.json._data.id").json.handle }

        then:
        answers.every { succeeds(it, 201) && it.json._data.name == name }
        handles.toSet().size() == 8
        handles.every { it ==~ /zoe_stra_e_[a-z0-9_]+/ }
    }

    def 'an email is taken while anybody has it, in capitals too'() {
        given:
        def email = email()
        def id = post(USERS, [email: email]).json._data.id
        def ofProfile = Api.someone()
        profile(ofProfile)

        expect:
        fails(post(USERS, [email: email]), 409)
        fails(post(USERS, [email: email.toUpperCase()]), 409)
        fails(post(USERS, [email: ofProfile.email]), 409)

        when:
        assert delete("/v1/profiles/$id").status == 204

        then:
        succeeds(post(USERS, [email: email]), 201)
    }

    def 'of those who ask for the same email at once, one gets it'() {
        given:
        def email = email()

        expect:
        Concurrently.times(8) { post(USERS, [name: "Name $it".toString(), email: email]).status }.countBy { it } == [201: 1, 409: 7]
    }

    def 'a user can not be created: #body'() {
        expect:
        fails(post(USERS, body), 400)

        where:
        body << [[:], [name: 'x'], [email: null], [email: ''], [email: 'no email'], [email: 4711], [email: 'a@example.org', name: 'x' * 101],
                 [email: 'a@example.org', college: 'x' * 201], [email: 'a@example.org', more: 'x'], [], '{"email":', '"text"', 'null']
    }

    def 'a user can not be changed: #what'() {
        given:
        def id = user()

        expect:
        fails(patch("$USERS/$id", body, headers), status)
        get("$USERS/$id").json._data.name == 'Some One'

        where:
        what                 | body                 | headers                       || status
        'by a blank name'    | [name: ' ']          | [:]                           || 400
        'by no name'         | [name: null]         | [:]                           || 400
        'by a long name'     | [name: 'x' * 101]    | [:]                           || 400
        'by a number'        | [college: 1]         | [:]                           || 400
        'in its email'       | [email: 'a@b.org']   | [:]                           || 400
        'by half a patch'    | '{"name":'           | [:]                           || 400
        'by a list'          | []                   | [:]                           || 400
        'by text'            | 'name: x'            | ['Content-Type': 'text/plain'] || 415
        'by another'         | [name: 'Mallory']    | ['X-Viewer-Id': NOBODY]       || 403
    }

    def 'nobody is there: #id'() {
        given:
        def alice = user()

        expect: 'an unknown user is never a failure of ours'
        fails(get("$USERS/$id"), 404)
        fails(patch("$USERS/$id", [name: 'x']), 404)
        fails(get("$USERS/$id/connections"), 404)
        fails(post("$USERS/$id/connections", [id: alice]), 404)
        fails(post("$USERS/$alice/connections", [id: id]), 404)
        fails(delete("$USERS/$id/connections?user=$alice"), 404)
        fails(delete("$USERS/$alice/connections?user=$id"), 404)
        fails(post("$USERS/$id/connections/batch", [ids: [alice]]), 404)
        fails(get("$USERS/$id/recommendations"), 404)

        where:
        id << [NOBODY, 'alice', '99999999999999999999']
    }

    def 'who is deleted is nobody'() {
        given:
        def (alice, bob) = [user(), user()]
        connect(alice, bob)
        assert delete("/v1/profiles/$bob").status == 204

        expect:
        fails(get("$USERS/$bob"), 404)
        fails(get("$USERS/$bob/connections"), 404)
        fails(post("$USERS/$alice/connections", [id: bob]), 404)
        fails(post("$USERS/$bob/connections/batch", [ids: [alice]]), 404)
        get("$USERS/$alice/connections").json._data == []
    }

    def 'two are connected, and not again from either side, until one of them ends it'() {
        given:
        def (alice, bob) = [user(), user()]

        when:
        def made = post("$USERS/$bob/connections", [id: alice])

        then:
        succeeds(made, 201)
        made.json == [_data: [[id: alice, name: 'Some One']], _description: null, _links: [link('self', "$USERS/$bob/connections")]]
        fails(post("$USERS/$bob/connections", [id: alice]), 409)
        fails(post("$USERS/$alice/connections", [id: bob]), 409)
        get("$USERS/$alice/connections").json._data*.id == [bob]
        get("$USERS/$bob/connections").json._data*.id == [alice]
        relationship(alice, bob).connected

        when:
        def ended = delete("$USERS/$alice/connections?user=$bob")

        then: 'what is not there can not be ended'
        ended.status == 204 && ended.body == ''
        fails(delete("$USERS/$alice/connections?user=$bob"), 404)
        fails(delete("$USERS/$bob/connections?user=$alice"), 404)
        get("$USERS/$bob/connections").json._data == []
    }

    def 'a connection is refused: #body'() {
        given:
        def alice = user()

        expect:
        fails(post("$USERS/$alice/connections", body == 'oneself' ? [id: alice] : body), 400)
        get("$USERS/$alice/connections").json._data == []

        where:
        body << [[:], [id: null], [id: ''], [id: 4711], [ids: ['1']], '{', 'oneself']
    }

    def 'who is not named is not disconnected'() {
        given:
        def alice = user()

        expect:
        fails(delete("$USERS/$alice/connections"), 400)
        fails(delete("$USERS/$alice/connections?user="), 400)
        fails(delete("$USERS/$alice/connections?user=$alice"), 404)
    }

    def 'a block refuses a connection, and hides who blocks'() {
        given:
        def (alice, bob) = [user(), user()]
        connect(alice, bob)
        block(alice, bob)

        expect:
        fails(post("$USERS/$alice/connections", [id: bob]), 403)
        fails(post("$USERS/$bob/connections", [id: alice]), 404)
        get("$USERS/$bob/connections").json._data == []
        fails(get("$USERS/$alice", as(bob)), 404)
        fails(get("$USERS/$alice/connections", as(bob)), 404)
    }

    def 'who looks on behalf of another sees what that one may see, and no email'() {
        given:
        def (alice, bob, carol, shy) = [user(), user(), user(), profile(private: true)]
        connect(alice, bob)
        connect(alice, carol)
        block(bob, carol)

        expect:
        get("$USERS/$alice", as(bob)).json._data.with { it.id == alice && it.email == null && it.containsKey('email') }
        get("$USERS/$alice/connections", as(carol)).json._data*.id == [carol]
        get("$USERS/$alice/connections").json._data*.id == [carol, bob]
        get("$USERS/$shy", as(bob)).status == 200
        fails(get("$USERS/$shy/connections", as(bob)), 404)
        fails(post("$USERS/$alice/connections", [id: shy], as(bob)), 403)
        fails(delete("$USERS/$alice/connections?user=$bob", as(bob)), 403)
        fails(get("$USERS/$alice/recommendations", as(bob)), 403)
    }

    def 'of two who connect with each other at once, one makes the connection'() {
        given:
        def pairs = (1..5).collect { [user(), user()] }

        when:
        def answers = Concurrently.times(20) { n ->
            def (one, other) = n % 2 ? pairs[n % 5] : pairs[n % 5].reverse()
            [n % 5, post("$USERS/$one/connections", [id: other]).status]
        }

        then:
        answers.groupBy { it[0] }.values().every { it*.get(1).countBy { it } == [201: 1, 409: 3] }
    }

    def 'a batch connects, what it came to is seen where it says, and its connections are listed to the end, by offset and by link'() {
        given:
        def alice = user()
        def others = Concurrently.times(61) { user() }
        connect(others[0], alice)

        when:
        def batch = post("$USERS/$alice/connections/batch", [ids: others.reverse() + [NOBODY, others[1]]])
        def status = batch.header('location')

        then:
        succeeds(batch, 202)
        batch.json._links == [link('status', status)]

        and: 'it does what it says'
        new PollingConditions(timeout: 20, delay: 0.05).eventually {
            assert get(status).json.with { [it.state, it.pending, it.outcomes] } ==
                    ['COMPLETED', 0, [created: 60, existing: 1, blocked: 0, notFound: 1, failed: 0]]
        }

        when:
        def all = listed(alice, '?offset=0&limit=50', '?offset=50&limit=50')

        then:
        all.toSet() == others.toSet() && all.size() == 61

        and: 'next is sent if more follows, and leads on'
        linked("$USERS/$alice/connections", 50) == all
        linked("$USERS/$alice/connections?limit=53", 50) == all
        linked("$USERS/$alice/connections?limit=7&offset=30", 7) == all.drop(30)
        [[0, 61, 50], [3, 4, 4], [11, 50, 50], [12, 50, 49], [60, 1, 1], [61, 1, 0], [10_000, 50, 0]].every { offset, limit, size ->
            def answer = get("$USERS/$alice/connections?offset=$offset&limit=$limit")
            assert answer.json._data*.id == all.drop(offset).take(Math.min(limit, 50)) && answer.json._data.size() == size
            assert (next(answer) != null) == (size > 0 && offset + size < 61)
            true
        }
        get("$USERS/$alice/connections").json._links*.rel == ['self', 'next']
        get("$USERS/$alice/connections?offset=11").json._links == [link('self', "$USERS/$alice/connections?offset=11&limit=50")]

        and: 'farther than an offset reaches, too'
        def cursor = (next(get("$USERS/$alice/connections")) =~ /&cursor=(.+)$/)[0][1]
        get("$USERS/$alice/connections?offset=10001&limit=50&cursor=$cursor").json._data*.id == all.drop(50)

        when: 'somebody of the first page goes'
        assert delete("/v1/profiles/${all[7]}").status == 204

        then: 'offsets count who is left'
        listed(alice, '', '?offset=50') == all - all[7]
    }

    def 'a list is not read: #query'() {
        given:
        def alice = user()

        expect:
        fails(get("$USERS/$alice/connections?$query"), 400)

        where:
        query << ['offset=-1', 'offset=x', 'offset=', 'limit=0', 'limit=-1', 'limit=x', 'offset=10001', 'cursor=made-up']
    }

    def 'a batch is refused: #body'() {
        given:
        def alice = user()

        expect:
        fails(post("$USERS/$alice/connections/batch", body == 'oneself' ? [ids: [NOBODY, alice]] : body), 400)

        where:
        body << [[:], [ids: null], [ids: []], [ids: [null]], [ids: [4711]], [ids: ['alice']], [ids: ['']], [ids: (1..1001)*.toString()], [ids: '1'], '', 'oneself']
    }

    def 'recommendations are those of the graph, page by page'() {
        given:
        def alice = user()
        def others = (1..5).collect { user() }
        def brought = others.withIndex().collect { other, n -> [targetId: other, score: 9 - n] }
        assert put("/v1/profiles/$alice/recommendations", [runId: 'run', items: brought]).status == 200
        follow(alice, others[1])
        block(others[2], alice)
        def left = [others[0], others[3], others[4]]
        def path = "$USERS/$alice/recommendations"

        when:
        def page = get("$path?limit=2")

        then:
        succeeds(page, 200)
        page.json == [_data : left.take(2).collect { [id: it, name: 'Some One'] }, _description: null,
                      _links: [link('self', "$path?offset=0&limit=2"), link('next', "$path?offset=2&limit=2")]]
        get(next(page)).json.with { it._data*.id == left.drop(2) && it._links == [link('self', "$path?offset=2&limit=2")] }
        get(path).json._data*.id == left
        get("$path?offset=3").json._data == []
        fails(get("$path?offset=x"), 400)
    }

    def '#method #path fails in the shape of the contract too'() {
        expect:
        fails(send(method, path, body, headers), status)

        where:
        method   | path                            | body | headers                         || status
        'GET'    | '/api/v1'                       | null | [:]                             || 404
        'GET'    | '/api/v1/nothing'               | null | [:]                             || 404
        'GET'    | USERS                           | null | [:]                             || 405
        'PUT'    | "$USERS/1/connections".toString() | '{}' | [:]                             || 405
        'POST'   | USERS                           | 'x'  | ['Content-Type': 'text/plain']  || 415
        'GET'    | "$USERS/1".toString()           | null | ['X-Viewer-Id': 'alice']        || 400
        'POST'   | USERS                           | '"' + 'x' * 1_100_000 + '"' | [:]        || 413
    }

    private boolean succeeds(Api.Answer answer, int status) {
        assert answer.status == status: answer
        assert answer.header('content-type') == 'application/json'
        assert answer.json.keySet() == ['_data', '_description', '_links'] as Set
        true
    }

    /** Whether it is a failure with this status, described and without a leak. */
    private boolean fails(Api.Answer answer, int status) {
        assert answer.status == status: answer
        assert answer.header('content-type') == 'application/json'
        assert answer.json.keySet() == ['_description'] as Set && answer.json._description
        assert !(answer.body =~ /(?i)exception|select |match \(|dev\.kith|at java/)
        true
    }

    private static Map link(String rel, String href) {
        [rel: rel, href: href, action: 'GET', types: ['application/json']]
    }

    private static String next(Api.Answer answer) {
        answer.json._links.find { it.rel == 'next' }?.href
    }

    /** All of a list, from link to link. */
    private List<String> linked(String first, int limit) {
        def ids = []
        for (def path = first; path; ) {
            def answer = get(path)
            assert succeeds(answer, 200)
            path = next(answer)
            assert !path || answer.json._data.size() == limit
            ids.addAll(answer.json._data*.id)
        }
        ids
    }

    private List<String> listed(String user, String... queries) {
        queries.collectMany { get("$USERS/$user/connections$it").json._data*.id }
    }

    private String user() {
        def answer = post(USERS, [name: 'Some One', email: email()])
        assert answer.status == 201: answer
        answer.json._data.id
    }

    private static String email() {
        "module_${EMAILS.incrementAndGet()}@example.org"
    }
}
