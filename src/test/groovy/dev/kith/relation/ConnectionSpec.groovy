package dev.kith.relation

import dev.kith.KithSpec

import static dev.kith.Api.as

class ConnectionSpec extends KithSpec {

    private String alice = profile()
    private String bob = profile()

    def 'a connection goes both ways at once, whoever made it'() {
        when:
        def made = put("/v1/profiles/$bob/connections/$alice", null, as(bob))

        then:
        made.status == 200
        made.json == [sourceId: bob, targetId: alice, since: made.json.since, created: true]
        put("/v1/profiles/$alice/connections/$bob").json == [sourceId: alice, targetId: bob, since: made.json.since, created: false]
        [alice, bob].every { get("/v1/profiles/$it/connections").json.items*.profile.id == [alice, bob] - it }
        relationship(alice, bob).connected && relationship(bob, alice).connected
        !relationship(alice, bob).following

        and: 'either ends it'
        delete("/v1/profiles/$alice/connections/$bob").status == 204
        delete("/v1/profiles/$bob/connections/$alice").status == 204
        get("/v1/profiles/$bob/connections").json.items == []
    }

    def 'a list of connections has those of both directions, newest first, page by page'() {
        given:
        def others = (1..7).collect { profile() }
        others.eachWithIndex { other, n -> n % 2 ? connect(alice, other) : connect(other, alice) }

        expect:
        pages("/v1/profiles/$alice/connections", 2)*.profile.id == others.reverse()
    }

    def 'a block ends a connection and refuses another'() {
        given:
        connect(alice, bob)
        block(alice, bob)

        expect:
        get("/v1/profiles/$alice/connections").json.items == []
        put("/v1/profiles/$alice/connections/$bob").isProblem(422, 'blocked')
        put("/v1/profiles/$bob/connections/$alice").isProblem(404, 'profile-not-found')
        put("/v1/profiles/$alice/connections/$alice").isProblem(422, 'self-relation')
        put("/v1/profiles/$alice/connections/4711").isProblem(404, 'profile-not-found')
    }
}
