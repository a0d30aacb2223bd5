package dev.kith.relation

import dev.kith.KithSpec

import static dev.kith.Api.as

class BlockSpec extends KithSpec {

    def 'a block ends follows and requests both ways and hides each from the other'() {
        given:
        def alice = profile()
        def bob = profile()
        follow(alice, bob)
        follow(bob, alice)
        def post = say(bob, 'hello')

        when:
        def blocked = put("/v1/profiles/$alice/blocks/$bob", null, as(alice))

        then:
        blocked.status == 200
        blocked.json == [sourceId: alice, targetId: bob, since: blocked.json.since, created: true]
        put("/v1/profiles/$alice/blocks/$bob").json == blocked.json + [created: false]

        and: 'no edge is left'
        get("/v1/profiles/$alice").json.subMap('followersCount', 'followingCount') == [followersCount: 0, followingCount: 0]
        get("/v1/profiles/$alice/following/$bob", as(alice)).status == 404
        get("/v1/profiles/$bob/following/$alice", as(bob)).status == 404

        and: 'each is hidden from the other'
        get("/v1/profiles/$alice", as(bob)).isProblem(404, 'profile-not-found')
        get("/v1/profiles/$bob", as(alice)).isProblem(404, 'profile-not-found')
        get("/v1/profiles/$bob/posts", as(alice)).isProblem(404, 'profile-not-found')
        get("/v1/posts/$post", as(alice)).isProblem(404, 'post-not-found')
        get("/v1/profiles/$alice/timelines/home").json.items == []

        and: 'but from nobody else'
        get("/v1/posts/$post", as(profile())).status == 200
        get("/v1/profiles/$bob").status == 200

        and: 'neither follows the other now; who is blocked is not told why'
        put("/v1/profiles/$alice/following/$bob").isProblem(422, 'blocked')
        put("/v1/profiles/$bob/following/$alice").isProblem(404, 'profile-not-found')
    }

    def 'a block withdraws a request'() {
        given:
        def alice = profile()
        def carol = profile(private: true)
        follow(alice, carol)

        when:
        block(carol, alice)

        then:
        get("/v1/profiles/$alice/following/$carol", as(alice)).isProblem(404, 'not-following')
    }

    def 'after an unblock all is as between strangers'() {
        given:
        def alice = profile()
        def bob = profile()
        block(alice, bob)

        expect:
        delete("/v1/profiles/$alice/blocks/$bob").status == 204
        delete("/v1/profiles/$alice/blocks/$bob").status == 204
        get("/v1/profiles/$alice", as(bob)).status == 200
        put("/v1/profiles/$bob/following/$alice").status == 200
    }

    def 'one sees oneself whom one blocks, newest first, and nobody else does'() {
        given:
        def alice = profile()
        def others = (1..5).collect { profile() }
        others.each { block(alice, it) }

        expect:
        pages("/v1/profiles/$alice/blocks", 2, as(alice))*.profile.id == others.reverse()
        get("/v1/profiles/$alice/blocks").status == 200
        get("/v1/profiles/$alice/blocks", as(others[0])).isProblem(403, 'viewer-mismatch')
        get('/v1/profiles/4711/blocks').isProblem(404, 'profile-not-found')
    }

    def 'one blocks neither oneself nor nobody'() {
        given:
        def alice = profile()

        expect:
        put("/v1/profiles/$alice/blocks/$alice").isProblem(422, 'self-relation')
        put("/v1/profiles/$alice/blocks/4711").isProblem(404, 'profile-not-found')
        put("/v1/profiles/4711/blocks/$alice").isProblem(404, 'profile-not-found')
        put("/v1/profiles/$alice/blocks/x").isProblem(400, 'malformed')
        delete("/v1/profiles/$alice/blocks/4711").status == 204
    }
}
