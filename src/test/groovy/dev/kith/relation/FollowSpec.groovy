package dev.kith.relation

import dev.kith.KithSpec

import static dev.kith.Api.as

class FollowSpec extends KithSpec {

    def 'a follow keeps its first time, however often it is asked for'() {
        given:
        def alice = profile()
        def bob = profile()

        when:
        def first = put("/v1/profiles/$alice/following/$bob")
        def again = put("/v1/profiles/$alice/following/$bob", [activityCopyLimit: 10], as(alice))

        then:
        first.status == 200
        first.json == [sourceId: alice, targetId: bob, state: 'FOLLOWING', since: first.json.since, created: true]
        again.json == first.json + [created: false]
        get("/v1/profiles/$alice/following/$bob").json == first.json - [created: true]
        get("/v1/profiles/$bob/following/$alice").isProblem(404, 'not-following')
        get("/v1/profiles/$alice").json.followingCount == 1
        get("/v1/profiles/$bob").json.followersCount == 1
    }

    def 'an unfollow ends it, and does nothing where there is none'() {
        given:
        def alice = profile()
        def bob = profile()
        follow(alice, bob)

        expect:
        delete("/v1/profiles/$alice/following/$bob").status == 204
        delete("/v1/profiles/$alice/following/$bob").status == 204
        delete("/v1/profiles/$alice/following/4711").status == 204
        get("/v1/profiles/$alice/following/$bob").isProblem(404, 'not-following')
        get("/v1/profiles/$bob").json.followersCount == 0
    }

    def 'one follows neither oneself, nor nobody, nor as somebody else'() {
        given:
        def alice = profile()
        def bob = profile()

        expect:
        put("/v1/profiles/$alice/following/$alice").isProblem(422, 'self-relation')
        put("/v1/profiles/$alice/following/4711").isProblem(404, 'profile-not-found')
        put("/v1/profiles/4711/following/$alice").isProblem(404, 'profile-not-found')
        put("/v1/profiles/$alice/following/$bob", null, as(bob)).isProblem(403, 'viewer-mismatch')
        put("/v1/profiles/$alice/following/bob").isProblem(400, 'malformed')
        put("/v1/profiles/$alice/following/$bob", null, as('bob')).violatedFields == ['X-Viewer-Id']
        put("/v1/profiles/$alice/following/$bob", body).isProblem(400, 'malformed')
        get("/v1/profiles/$alice/following/$bob").status == 404

        where:
        body << [[activityCopyLimit: -1], [activityCopyLimit: 1001], [activityCopyLimit: 'all'], [since: 'yesterday'], '{']
    }

    def 'following a private profile asks it first, which only the two may know'() {
        given:
        def alice = profile()
        def carol = profile(private: true)

        when:
        def asked = put("/v1/profiles/$alice/following/$carol")

        then:
        asked.json.state == 'REQUESTED'
        get("/v1/profiles/$alice/following/$carol", as(alice)).json.state == 'REQUESTED'
        get("/v1/profiles/$alice/following/$carol", as(carol)).json.state == 'REQUESTED'
        get("/v1/profiles/$alice/following/$carol").isProblem(404, 'not-following')
        get("/v1/profiles/$alice/following/$carol", as(profile())).isProblem(404, 'not-following')

        and: 'a request is no follow'
        get("/v1/profiles/$alice").json.followingCount == 0
        get("/v1/profiles/$alice/following").json.items == []
        get("/v1/profiles/$carol/followers", as(carol)).json.items == []
    }

    def 'a private profile that opens lets in whoever had asked'() {
        given:
        def alice = profile()
        def carol = profile(private: true)
        follow(alice, carol)

        when:
        patch("/v1/profiles/$carol", [private: false])

        then:
        get("/v1/profiles/$alice/following/$carol").json.state == 'FOLLOWING'
        get("/v1/profiles/$carol").json.followersCount == 1
    }

    def 'a private profile shows whom it knows to its followers only'() {
        given:
        def alice = profile()
        def bob = profile()
        def carol = profile()
        follow(alice, carol)
        follow(carol, bob)

        when:
        patch("/v1/profiles/$carol", [private: true])

        then:
        get("/v1/profiles/$carol/following", as(alice)).json.items*.profile.id == [bob]
        get("/v1/profiles/$carol/following", as(carol)).json.items*.profile.id == [bob]
        get("/v1/profiles/$carol/following", as(bob)).isProblem(404, 'profile-not-found')
        get("/v1/profiles/$carol/followers").isProblem(404, 'profile-not-found')
        get("/v1/profiles/$carol/following/$bob", as(alice)).status == 200
        get("/v1/profiles/$carol/following/$bob", as(profile())).status == 404
        get("/v1/profiles/$carol", as(profile())).status == 200
        get("/v1/profiles/$carol").isProblem(404, 'profile-not-found')
    }

    def 'followers and followees are listed newest first, with what is needed to show them'() {
        given:
        def alice = profile(handle: "alice_${System.nanoTime() % 1_000_000_000}", displayName: 'Alice')
        def fans = (1..3).collect { profile() }
        fans.each { follow(it, alice) }

        when:
        def followers = get("/v1/profiles/$alice/followers")

        then:
        followers.json.items*.profile.id == fans.reverse()
        followers.json.items[0].profile.keySet() == ['id', 'handle', 'displayName'] as Set
        followers.json.items*.since == followers.json.items*.since.sort().reverse()
        followers.json.nextCursor == null
        get("/v1/profiles/${fans[0]}/following").json.items*.profile.id == [alice]
    }

    def 'pages of #limit neither skip nor repeat, whatever comes and goes meanwhile'() {
        given:
        def alice = profile()
        def fans = (1..12).collect { profile() }
        fans.each { follow(it, alice) }

        when: 'between the first page and the others some leave and one comes'
        def first = get("/v1/profiles/$alice/followers?limit=$limit")
        delete("/v1/profiles/${first.json.items.last().profile.id}/following/$alice")
        follow(profile(), alice)
        def rest = pages("/v1/profiles/$alice/followers?cursor=${first.json.nextCursor}", limit)

        then:
        (first.json.items + rest)*.profile.id == fans.reverse()

        where:
        limit << [1, 3, 4, 11]
    }

    def 'a page of exactly what there is has no next'() {
        given:
        def alice = profile()
        3.times { follow(profile(), alice) }

        expect:
        get("/v1/profiles/$alice/followers?limit=3").json.nextCursor == null
        get("/v1/profiles/$alice/followers?limit=2").json.nextCursor != null
        get("/v1/profiles/${profile()}/followers").json == [items: [], nextCursor: null]
    }

    def 'a list of nobody, or one read with #query, is refused'() {
        given:
        def alice = profile()

        expect:
        get("/v1/profiles/$alice/followers?$query").isProblem(400, code)
        get('/v1/profiles/4711/followers').isProblem(404, 'profile-not-found')

        where:
        query                 || code
        'limit=0'             || 'malformed'
        'limit=201'           || 'malformed'
        'limit=ten'           || 'malformed'
        'limit=-5'            || 'malformed'
        'cursor=AAAA'         || 'bad-cursor'
        'cursor=%20'          || 'bad-cursor'
        'cursor=' + 'A' * 99  || 'bad-cursor'
    }

    def 'a cursor is good for its own list only, and only as it was given'() {
        given:
        def alice = profile()
        def bob = profile()
        2.times { follow(profile(), alice) }
        2.times { follow(profile(), bob) }
        def cursor = get("/v1/profiles/$alice/followers?limit=1").json.nextCursor
        def altered = cursor[0..-2] + (cursor[-1] == 'A' ? 'Q' : 'A')

        expect:
        get("/v1/profiles/$alice/followers?cursor=$cursor").status == 200
        get("/v1/profiles/$alice/followers?cursor=$altered").isProblem(400, 'bad-cursor')
        get("/v1/profiles/$bob/followers?cursor=$cursor").isProblem(400, 'bad-cursor')
        get("/v1/profiles/$alice/following?cursor=$cursor").isProblem(400, 'bad-cursor')
    }

    def 'a list is refilled where some of it is hidden from the viewer'() {
        given:
        def alice = profile()
        def bob = profile()
        def fans = (1..30).collect { profile() }
        fans.each { follow(it, alice) }
        fans[5..27].each { block(it, bob) }

        expect:
        pages("/v1/profiles/$alice/followers", 2, as(bob))*.profile.id == (fans[0..4] + fans[28..29]).reverse()
        pages("/v1/profiles/$alice/followers", 2)*.profile.id == fans.reverse()
    }

    def 'nobody follows more than the cap, requests included; what is followed already does not count twice'() {
        given:
        def small = kith.service('kith.graph.follow-cap': 3)
        def capped = new dev.kith.Api(small.URI)
        def alice = profile()
        def others = (1..2).collect { profile() } + profile(private: true)
        others.each { capped.follow(alice, it) }

        when:
        def over = capped.put("/v1/profiles/$alice/following/${profile()}")

        then:
        over.isProblem(422, 'follow-limit')
        over.json.limit == 3
        capped.put("/v1/profiles/$alice/following/${others[0]}").json.created == false
        capped.delete("/v1/profiles/$alice/following/${others[2]}").status == 204
        capped.put("/v1/profiles/$alice/following/${profile()}").status == 200

        cleanup:
        small?.stop()
    }
}
