package dev.kith.profile

import dev.kith.KithSpec
import spock.util.concurrent.PollingConditions

import java.util.concurrent.Callable
import java.util.concurrent.Executors

import static dev.kith.Api.as
import static dev.kith.Api.someone

class ProfileSpec extends KithSpec {

    def 'a profile is created, and found by id and by handle'() {
        given:
        def alice = someone(description: 'Down the rabbit hole', tags: ['croquet'], gender: 'female', college: 'Christ Church')

        when:
        def created = post('/v1/profiles', alice)

        then:
        created.status == 201
        created.header('location') == "/v1/profiles/${created.json.id}"
        created.header('etag') == '"1"'
        created.json.subMap(alice.keySet()) == alice
        created.json.createdAt ==~ /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/
        created.json.subMap('followersCount', 'followingCount', 'postsCount', 'private') ==
                [followersCount: 0, followingCount: 0, postsCount: 0, private: false]

        and: 'its email is for itself only'
        get("/v1/profiles/${created.json.id}", as(created.json.id)).json == created.json
        get("/v1/profiles?handle=${alice.handle}").json == created.json - [email: alice.email]
    }

    def 'a handle belongs to one profile, however many ask for it at once'() {
        given:
        def wanted = someone().handle
        def callers = Executors.newVirtualThreadPerTaskExecutor()

        when:
        def answers = (1..20).collect {
            callers.submit({ post('/v1/profiles', someone(handle: wanted)) } as Callable)
        }*.get()

        then:
        answers.count { it.status == 201 } == 1
        answers.findAll { it.status != 201 }.every { it.isProblem(409, 'handle-taken') }

        cleanup:
        callers.close()
    }

    def 'a user owns one profile of each account type'() {
        given:
        def first = someone()
        profile(first)

        expect:
        post('/v1/profiles', someone(userId: first.userId)).isProblem(409, 'profile-exists')
        post('/v1/profiles', someone(userId: first.userId, accountType: 'INFLUENCER')).status == 201
    }

    def 'a new profile with #wrong is refused for its #field'() {
        when:
        def answer = post('/v1/profiles', someone() + wrong)

        then:
        answer.isProblem(400, 'malformed')
        answer.violatedFields == [field]

        where:
        wrong                                || field
        [handle: null]                       || 'handle'
        [handle: 'x']                        || 'handle'
        [handle: 'x' * 31]                   || 'handle'
        [handle: 'Alice']                    || 'handle'
        [handle: 7]                          || 'handle'
        [userId: '']                         || 'userId'
        [userId: 'u' * 65]                   || 'userId'
        [userId: 12]                         || 'userId'
        [displayName: ' ']                   || 'displayName'
        [displayName: 'x' * 101]             || 'displayName'
        [email: 'nobody']                    || 'email'
        [email: null]                        || 'email'
        [accountType: 'ROBOT']               || 'accountType'
        [accountType: null]                  || 'accountType'
        [description: 'x' * 1_001]           || 'description'
        [private: 'yes']                     || 'private'
        [tags: 'croquet']                    || 'tags'
        [tags: ['croquet', '']]              || 'tags[1]'
        [tags: ['croquet', 5]]               || 'tags[1]'
        [tags: [null]]                       || 'tags[0]'
        [tags: ['x' * 101]]                  || 'tags[0]'
        [tags: (0..100)*.toString()]         || 'tags'
        [gender: 'x' * 51]                   || 'gender'
        [college: 'x' * 201]                 || 'college'
        [shoeSize: 38]                       || 'shoeSize'
    }

    def 'a body that is #what answers #status'() {
        expect:
        send('POST', '/v1/profiles', body, ['Content-Type': type]).isProblem(status, code)

        where:
        what              | body                  | type               || status | code
        'empty'           | ''                    | 'application/json' || 400    | 'malformed'
        'cut off'         | '{"handle": "al'      | 'application/json' || 400    | 'malformed'
        'an array'        | '[]'                  | 'application/json' || 400    | 'malformed'
        'null'            | 'null'                | 'application/json' || 400    | 'malformed'
        'no JSON'         | 'handle=alice'        | 'application/json' || 400    | 'malformed'
        'of another type' | 'handle=alice'        | 'text/plain'       || 415    | 'unsupported-media-type'
        'too large'       | '"' + 'x' * 2_000_000 | 'application/json' || 413    | 'too-large'
    }

    def 'the profile #id answers #status'() {
        expect:
        get("/v1/profiles/$id").isProblem(status, code)
        delete("/v1/profiles/$id").isProblem(status, code)
        patch("/v1/profiles/$id", [displayName: 'Nobody']).isProblem(status, code)

        where:
        id                     || status | code
        '4711'                 || 404    | 'profile-not-found'
        'alice'                || 400    | 'malformed'
        '-1'                   || 400    | 'malformed'
        '9223372036854775808'  || 400    | 'malformed'
        '99999999999999999999' || 400    | 'malformed'
    }

    def 'a profile is asked for by a handle'() {
        expect:
        get('/v1/profiles').isProblem(400, 'malformed')
        get('/v1/profiles').violatedFields == ['handle']
        get('/v1/profiles?handle=nobody_has_this').isProblem(404, 'profile-not-found')
    }

    def 'a patch replaces what it names, removes what it nulls, and keeps the rest'() {
        given:
        def alice = profile(description: 'old', college: 'Christ Church', tags: ['croquet'])

        when:
        def patched = send('PATCH', "/v1/profiles/$alice", '{"description": null, "tags": ["chess"]}',
                ['Content-Type': type])

        then:
        patched.status == 200
        patched.header('etag') == '"2"'
        !patched.json.containsKey('description')
        patched.json.tags == ['chess'] && patched.json.college == 'Christ Church'
        get("/v1/profiles/$alice", as(alice)).json == patched.json

        where:
        type << ['application/merge-patch+json', 'application/json']
    }

    def 'a patch of #patch is refused for #field'() {
        given:
        def alice = profile()

        when:
        def answer = send('PATCH', "/v1/profiles/$alice", patch)

        then:
        answer.isProblem(400, 'malformed')
        answer.violatedFields == [field]
        get("/v1/profiles/$alice").header('etag') == '"1"'

        where:
        patch                    || field
        '{"handle": "queen"}'    || 'handle'
        '{"displayName": null}'  || 'displayName'
        '{"displayName": 5}'     || 'displayName'
        '{"email": "x"}'         || 'email'
        '{"shoeSize": null}'     || 'shoeSize'
        '{"tags": {"a": 1}}'     || 'tags'
        '[]'                     || 'body'
        '{'                      || 'body'
    }

    def 'a change can be made to depend on the version that was read'() {
        given:
        def alice = profile()

        expect:
        patch("/v1/profiles/$alice", [displayName: 'A'], ['If-Match': '"1"']).header('etag') == '"2"'
        patch("/v1/profiles/$alice", [displayName: 'B'], ['If-Match': '"1"']).isProblem(412, 'stale')
        delete("/v1/profiles/$alice", ['If-Match': '"1"']).isProblem(412, 'stale')
        patch("/v1/profiles/$alice", [displayName: 'C'], ['If-Match': '"7", "2"']).status == 200
        patch("/v1/profiles/$alice", [displayName: 'D'], ['If-Match': '*']).status == 200
        delete("/v1/profiles/$alice", ['If-Match': '"4"']).status == 204
    }

    def 'of many changes that depend on one version, one is made'() {
        given:
        def alice = profile()
        def callers = Executors.newVirtualThreadPerTaskExecutor()

        when:
        def answers = (1..20).collect { n ->
            callers.submit({ patch("/v1/profiles/$alice", [displayName: "Alice $n"], ['If-Match': '"1"']) } as Callable)
        }*.get()

        then:
        answers.count { it.status == 200 } == 1
        answers.findAll { it.status != 200 }.every { it.isProblem(412, 'stale') }

        cleanup:
        callers.close()
    }

    def 'nobody changes or deletes a profile in the name of another'() {
        given:
        def alice = profile()
        def bob = profile()

        expect:
        patch("/v1/profiles/$alice", [displayName: 'Bob was here'], as(bob)).isProblem(403, 'viewer-mismatch')
        delete("/v1/profiles/$alice", as(bob)).isProblem(403, 'viewer-mismatch')
    }

    def 'a deleted profile is gone at once, and everything of it soon after'() {
        given:
        def alice = profile()
        def bob = profile()
        def queen = someone()
        def id = profile(queen)
        follow(alice, id)
        follow(id, bob)
        block(id, profile())
        def post = say(id, 'Off with her head!')

        when:
        def deleted = delete("/v1/profiles/$id", as(id))

        then: 'at once'
        deleted.status == 204
        get("/v1/profiles/$id").isProblem(404, 'profile-not-found')
        get("/v1/profiles?handle=${queen.handle}").isProblem(404, 'profile-not-found')
        get("/v1/posts/$post").isProblem(404, 'post-not-found')
        get("/v1/profiles/$alice/timelines/home").json.items == []
        get("/v1/profiles/$alice/following").json.items == []
        put("/v1/profiles/$alice/following/$id").status == 404
        put("/v1/profiles/$id/following/$bob").status == 404
        this.post('/v1/posts', [authorId: id, verb: 'POST', text: 'I am still here']).isProblem(404, 'profile-not-found')
        delete("/v1/profiles/$id").isProblem(404, 'profile-not-found')

        and: 'soon'
        new PollingConditions(timeout: 30).eventually {
            assert get("/v1/profiles/$alice").json.followingCount == 0
            assert get("/v1/profiles/$bob").json.followersCount == 0
        }
        this.post('/v1/profiles', queen).status == 201
    }
}
