package dev.kith.relation

import dev.kith.KithSpec

import java.time.Instant

import static dev.kith.Api.as

class MuteSpec extends KithSpec {

    private String alice = profile()
    private String bob = profile()

    def 'a mute keeps out of the timeline and hides nothing else'() {
        given:
        follow(alice, bob)
        def post = say(bob, 'hello')

        when:
        def muted = put("/v1/profiles/$alice/mutes/$bob", null, as(alice))

        then:
        muted.status == 200
        muted.json == [sourceId: alice, targetId: bob, since: muted.json.since, created: true]
        put("/v1/profiles/$alice/mutes/$bob").json == muted.json + [created: false]
        get("/v1/profiles/$alice/timelines/home").json.items == []
        get("/v1/posts/$post", as(alice)).status == 200
        get("/v1/profiles/$bob/posts", as(alice)).json.items*.id == [post]
        get("/v1/profiles/$alice/following/$bob", as(alice)).status == 200
        relationship(alice, bob).muting
        !relationship(bob, alice).muting

        and:
        delete("/v1/profiles/$alice/mutes/$bob").status == 204
        delete("/v1/profiles/$alice/mutes/$bob").status == 204
        get("/v1/profiles/$alice/timelines/home").json.items*.id == [post]
    }

    def 'a mute with an end ends by itself, and the end can be changed'() {
        given:
        follow(alice, bob)
        say(bob, 'hello')
        def soon = Instant.now().plusSeconds(3)

        when:
        def muted = put("/v1/profiles/$alice/mutes/$bob", [expiresAt: soon.toString()])

        then:
        muted.status == 200
        Instant.parse(muted.json.expiresAt).toEpochMilli() == soon.toEpochMilli()

        when:
        while (Instant.now() <= soon) {
            sleep(100)
        }

        then:
        !relationship(alice, bob).muting
        get("/v1/profiles/$alice/mutes").json.items == []
        get("/v1/profiles/$alice/timelines/home").json.items.size() == 1

        when: 'muted again, for good'
        def again = put("/v1/profiles/$alice/mutes/$bob", [:])

        then:
        again.json.created
        !again.json.containsKey('expiresAt')
        get("/v1/profiles/$alice/timelines/home").json.items == []
    }

    def 'whom one mutes is known to oneself, newest first, and until when'() {
        given:
        def others = (1..5).collect { profile() }
        others.each { mute(alice, it) }
        def later = put("/v1/profiles/$alice/mutes/${others[2]}", [expiresAt: Instant.now().plusSeconds(3600).toString()]).json

        expect:
        !later.created
        get("/v1/profiles/$alice/mutes").json.items*.expiresAt == [null, null, later.expiresAt, null, null]
        pages("/v1/profiles/$alice/mutes", 2, as(alice))*.profile.id == others.reverse()
        get("/v1/profiles/$alice/mutes", as(bob)).isProblem(403, 'viewer-mismatch')
    }

    def 'a mute is refused: #why'() {
        given:
        def blocker = profile()
        block(blocker, alice)

        expect:
        put(path(alice, blocker), body).isProblem(status, code)

        where:
        why                     | path                                               | body                                  || status | code
        'of oneself'            | { a, b -> "/v1/profiles/$a/mutes/$a" }             | null                                  || 422    | 'self-relation'
        'of nobody'             | { a, b -> "/v1/profiles/$a/mutes/4711" }           | null                                  || 404    | 'profile-not-found'
        'by nobody'             | { a, b -> "/v1/profiles/4711/mutes/$a" }           | null                                  || 404    | 'profile-not-found'
        'of one who blocks'     | { a, b -> "/v1/profiles/$a/mutes/$b" }             | null                                  || 404    | 'profile-not-found'
        'until the past'        | { a, b -> "/v1/profiles/$a/mutes/4711" }           | [expiresAt: '2020-01-01T00:00:00Z']   || 400    | 'malformed'
        'until no time'         | { a, b -> "/v1/profiles/$a/mutes/4711" }           | [expiresAt: 'soon']                   || 400    | 'malformed'
        'with an unknown field' | { a, b -> "/v1/profiles/$a/mutes/4711" }           | [until: '2030-01-01T00:00:00Z']       || 400    | 'malformed'
    }
}
