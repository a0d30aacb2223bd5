package dev.kith.relation

import dev.kith.KithSpec
import groovy.json.JsonOutput

import static dev.kith.Api.as

class LookupSpec extends KithSpec {

    private static final Map NOTHING = [following: false, followedBy: false, requested: false, requestedBy: false, connected: false,
                                        blocking: false, blockedBy: false, muting: false, mutual: false]

    def 'one look-up tells all pairs, in the order asked for'() {
        given:
        def (alice, bob, carol, dave, eve) = [profile(), profile(), profile(private: true), profile(), profile()]
        follow(alice, bob)
        follow(bob, alice)
        follow(alice, carol)
        connect(dave, alice)
        mute(alice, dave)
        block(eve, alice)

        when:
        def items = post('/v1/relationships/lookup', [sourceIds: [alice, bob], targetIds: [bob, carol, dave, eve, alice, '4711']]).json.items

        then:
        items.collect { [it.sourceId, it.targetId] } ==
                [[alice, bob], [bob, carol, dave, eve, alice, "4711"]].combinations().sort { [alice, bob].indexOf(it[0]) }
        items[0].findAll { it.key != 'followingSince' } == [sourceId: alice, targetId: bob] + NOTHING + [following: true, followedBy: true, mutual: true]
        items[0].followingSince == get("/v1/profiles/$alice/following/$bob").json.since
        items[1] == [sourceId: alice, targetId: carol] + NOTHING + [requested: true]
        items[2] == [sourceId: alice, targetId: dave] + NOTHING + [connected: true, muting: true]
        items[3] == [sourceId: alice, targetId: eve] + NOTHING + [blockedBy: true]
        items[4] == [sourceId: alice, targetId: alice] + NOTHING
        items[5] == [sourceId: alice, targetId: '4711'] + NOTHING
        relationship(carol, alice) == [sourceId: carol, targetId: alice] + NOTHING + [requestedBy: true]
        relationship(eve, alice) == [sourceId: eve, targetId: alice] + NOTHING + [blocking: true]
    }

    def 'a viewer learns of others what is open, and nothing of their blocks, mutes and requests'() {
        given:
        def (alice, bob, carol, viewer) = [profile(), profile(), profile(private: true), profile()]
        follow(alice, bob)
        follow(alice, carol)
        mute(bob, alice)
        block(bob, viewer)
        connect(alice, carol)

        expect: 'bob hides from the viewer, carol is private'
        relationship(alice, bob, as(viewer)) == [sourceId: alice, targetId: bob] + NOTHING
        relationship(alice, carol, as(viewer)) == [sourceId: alice, targetId: carol] + NOTHING
        relationship(bob, viewer, as(viewer)) == [sourceId: bob, targetId: viewer] + NOTHING

        and: 'another viewer sees what is open'
        def stranger = profile()
        def seen = relationship(bob, alice, as(stranger))
        seen == [sourceId: bob, targetId: alice] + NOTHING + [followedBy: true]
        relationship(alice, bob, as(alice)).following
        relationship(alice, carol, as(alice)).requested && relationship(alice, carol, as(alice)).connected
    }

    def 'up to 1,000 pairs fit in one look-up'() {
        given:
        def ids = (1..1000).collect { it.toString() }

        expect:
        post('/v1/relationships/lookup', [sourceIds: ['1'], targetIds: ids]).json.items.size() == 1000
        post('/v1/relationships/lookup', [sourceIds: ids.take(40), targetIds: ids.take(25)]).json.items.size() == 1000
        post('/v1/relationships/lookup', [sourceIds: ids.take(11), targetIds: ids.take(91)]).violatedFields == ['targetIds']
    }

    def 'a look-up is refused: #body'() {
        expect:
        post('/v1/relationships/lookup', body).violatedFields == fields

        where:
        body                                           || fields
        [:]                                            || ['sourceIds', 'targetIds']
        [sourceIds: [], targetIds: ['1']]              || ['sourceIds']
        [sourceIds: [null], targetIds: ['1']]          || ['sourceIds']
        [sourceIds: ['1'], targetIds: ['1', null]]     || ['targetIds']
        [sourceIds: ['1'], targetIds: ['x']]           || ['targetIds[0]']
        [sourceIds: ['1'], targetIds: [1]]             || ['targetIds[0]']
        [sourceIds: ['1'], targetIds: ['1'], more: 1]  || ['more']
    }

    def 'known followers are followers whom the viewer follows, newest first, with their number'() {
        given:
        def (viewer, star) = [profile(), profile()]
        def fans = (1..7).collect { profile() }
        fans.each { follow(it, star) }
        fans.take(5).each { follow(viewer, it) }
        follow(viewer, profile())

        expect:
        get("/v1/profiles/$star/known-followers?limit=2", as(viewer)).json.with { [it.items*.profile*.id, it.count] } == [[fans[4], fans[3]], 5]
        pages("/v1/profiles/$star/known-followers", 2, as(viewer))*.profile.id == fans.take(5).reverse()
        get("/v1/profiles/$star/known-followers").isProblem(400, 'viewer-required')
        get("/v1/profiles/4711/known-followers", as(viewer)).isProblem(404, 'profile-not-found')

        when: 'the star hides from the viewer'
        block(star, viewer)

        then:
        get("/v1/profiles/$star/known-followers", as(viewer)).isProblem(404, 'profile-not-found')
    }

    def 'a path is the shortest way along follows'() {
        given:
        def people = (1..5).collect { profile() }
        people.collate(2, 1, false).each { one, next -> follow(one, next) }

        expect:
        def path = get("/v1/profiles/${people[0]}/path/${people[4]}")
        path.json.path*.id == people
        path.json.length == 4
        path.json.path.every { it.keySet() == ['id', 'handle', 'displayName'] as Set }
        get("/v1/profiles/${people[0]}/path/${people[4]}?maxDepth=3").isProblem(404, 'path-not-found')
        get("/v1/profiles/${people[4]}/path/${people[0]}").isProblem(404, 'path-not-found')
        get("/v1/profiles/${people[0]}/path/${people[0]}").json.length == 0

        when: 'there is a shorter one'
        follow(people[1], people[4])

        then:
        get("/v1/profiles/${people[0]}/path/${people[4]}").json.path*.id == [people[0], people[1], people[4]]
    }

    def 'a path leads over nobody whose follows the viewer may not see'() {
        given:
        def (alice, private_, bob, viewer) = [profile(), profile(private: true), profile(), profile()]
        follow(alice, private_)
        post("/v1/profiles/$private_/follow-requests/$alice/approve", null)
        follow(private_, bob)

        expect:
        get("/v1/profiles/$alice/path/$bob").isProblem(404, 'path-not-found')
        get("/v1/profiles/$alice/path/$bob", as(viewer)).isProblem(404, 'path-not-found')
        get("/v1/profiles/$alice/path/$bob", as(alice)).json.path*.id == [alice, private_, bob]
        get("/v1/profiles/$private_/path/$bob", as(viewer)).isProblem(404, 'profile-not-found')
        get("/v1/profiles/$alice/path/4711").isProblem(404, 'profile-not-found')
        get("/v1/profiles/$alice/path/$bob?maxDepth=$depth").violatedFields == ['maxDepth']

        where:
        depth << [0, 7]
    }
}
