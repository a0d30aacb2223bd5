package dev.kith.console

import dev.kith.Api
import dev.kith.KithSpec
import groovy.json.JsonOutput

import static dev.kith.Api.as
import static dev.kith.console.Html.text

class NeighbourhoodPageSpec extends KithSpec {

    def 'what is around a profile is drawn with what each is called'() {
        given:
        def alice = profile(displayName: '</script><b>Alice</b>')
        def (bob, carol, dave, erin, frank, gina) = (1..6).collect { profile() }
        def shy = profile(private: true)
        follow(alice, bob)
        follow(carol, alice)
        follow(alice, shy)
        follow(bob, carol)
        block(dave, alice)
        mute(alice, erin)
        connect(frank, alice)
        put("/v1/profiles/$alice/recommendations", [runId: 'run', items: [[targetId: gina, score: 1]]])
        def club = community(alice, [name: 'Club & <i>co</i>'])

        when:
        def graph = get("/console/neighbourhood/graph?profileId=$alice").json

        then:
        graph.nodes*.id as Set == [alice, bob, carol, dave, erin, frank, gina, shy, club] as Set
        graph.nodes.find { it.root }.label == '</script><b>Alice</b>'
        graph.nodes.find { it.id == club }.with { it.kind == 'COMMUNITY' && it.label == 'Club & <i>co</i>' && !it.href }
        graph.nodes.find { it.id == shy }.with { it.private && it.href == "/console/profiles/$shy" }
        graph.edges.collect { [it.sourceId, it.type, it.targetId, it.state] } as Set == [
                [alice, 'FOLLOWS', bob, 'FOLLOWING'], [carol, 'FOLLOWS', alice, 'FOLLOWING'], [alice, 'FOLLOWS', shy, 'REQUESTED'], [bob, 'FOLLOWS', carol, 'FOLLOWING'],
                [dave, 'BLOCKS', alice, null], [alice, 'MUTES', erin, null], [*[alice, frank].sort(), null].with { [it[0], 'CONNECTED', it[1], null] },
                [alice, 'RECOMMENDED', gina, null], [alice, 'MEMBER_OF', club, null]] as Set
        graph.edges.size() == 9
        graph.leftOut == []

        and:
        get("/console/neighbourhood/around?communityId=$club").json.with { it.nodes*.id as Set == [club, alice] as Set && it.edges*.type == ['MEMBER_OF'] }
        get("/console/neighbourhood/around?profileId=$dave").json.edges.collect { [it.sourceId, it.type, it.targetId] } == [[dave, 'BLOCKS', alice]]
    }

    def 'however much there is around a hub, 300 nodes are drawn at the most, and what is not is told'() {
        given: 'forty around it, each with nine others'
        def hub = someone()
        def rings = [[followers: 30], [following: 10], [connected: 10], [blocked: 10]].collectEntries { it }
                .collectEntries { kind, count -> [kind, (1..count).collect { someone() }] }
        def ring = rings.values().flatten()
        def edges = rings.followers.collect { follows(it, hub) } + rings.following.collect { follows(hub, it) } +
                rings.connected.collect { [kind: 'connection'] + ends(it, hub) } + rings.blocked.collect { [kind: 'block'] + ends(hub, it) }
        def others = ring.collectMany { one -> (1..9).collect { n -> [one, someone(), n] } }
        load([hub, *ring, *others*.getAt(1), *edges, *others.collect { one, other, n -> n <= 3 ? follows(other, one) : n <= 6 ? follows(one, other) : [kind: 'connection'] + ends(one, other) }])
        def id = idOf(hub)

        when:
        def near = get("/console/neighbourhood/graph?profileId=$id&depth=1").json
        def far = get("/console/neighbourhood/graph?profileId=$id&depth=2").json

        then:
        near.nodes.size() == 51
        near.leftOut == ['20 of 30 followers']
        far.nodes.size() == 300
        far.leftOut.contains('8 of 30 followers')
        far.edges.every { edge -> [edge.sourceId, edge.targetId].every { end -> far.nodes.any { it.id == end } } }

        and: 'a step adds no more than a page can hold, either'
        get("/console/neighbourhood/around?profileId=$id").json.nodes.size() == 51
        get("/console/neighbourhood/graph?profileId=$id&depth=3").status == 400
    }

    def 'the path from one to another is told and drawn'() {
        given:
        def people = ['Ann', 'Ben', 'Cleo', 'Dan'].collect { profile(displayName: it, private: it == 'Ben') }
        def (ann, ben, cleo, dan) = people
        follow(ann, ben)
        assert post("/v1/profiles/$ben/follow-requests/$ann/approve", null).status == 200
        follow(ben, cleo)
        follow(cleo, dan)

        when:
        def page = get("/console/neighbourhood?profileId=$ann&targetId=$dan")
        def graph = get("/console/neighbourhood/graph?profileId=$ann&targetId=$dan&depth=1").json

        then: 'over profiles as well that show their follows to nobody'
        text(page.body).contains('3 follows') && (page.body =~ /(?s)<ol class="path">(.*?)<\/ol>/)[0][1].with { text(it) =~ /^Ann @\w+ Ben @\w+ Cleo @\w+ Dan @\w+$/ }
        graph.nodes.findAll { it.path }*.id as Set == people as Set
        graph.edges.findAll { it.path }.collect { [it.sourceId, it.targetId] } as Set == [[ann, ben], [ben, cleo], [cleo, dan]] as Set

        and:
        text(get("/console/neighbourhood?profileId=$dan&targetId=$ann").body).contains('No follows lead there within six steps.')
        text(get("/console/neighbourhood?profileId=$ann&targetId=$ann").body).contains('0 follows')
    }

    def 'whoever is not there is told so'() {
        given:
        def alice = Api.someone()
        def id = profile(alice)
        def gone = profile()
        delete("/v1/profiles/$gone", as(gone))

        expect:
        text(get("/console/neighbourhood?profileId=$gone").body).contains("There is no profile $gone : it never was, or is deleted.")
        text(get('/console/neighbourhood?profileId=%3Cb%3E').body).contains('There is no profile <b> :')
        text(get("/console/neighbourhood?profileId=$id&targetId=$gone").body).contains("There is no profile $gone :")
        !get("/console/neighbourhood?profileId=$gone").body.contains('data-graph')
        get("/console/neighbourhood?profileId=@${alice.handle.toUpperCase()}").body.contains("graph?profileId=$id&amp;depth=1\"")
        get("/console/neighbourhood/graph?profileId=$gone").status == 404
        get('/console/neighbourhood/around?profileId=x').status == 400
        get('/console/neighbourhood/around').status == 400
        get('/console/neighbourhood/around?communityId=4711').json.nodes == []
        get('/console/neighbourhood').status == 200
    }

    private static Map someone() {
        def one = Api.someone()
        [kind: 'profile', importId: one.handle] + one
    }

    private static Map ends(Map source, Map target) {
        [sourceId: [importId: source.importId], targetId: [importId: target.importId]]
    }

    private static Map follows(Map source, Map target) {
        [kind: 'follow'] + ends(source, target)
    }

    private String idOf(Map someone) {
        get("/v1/profiles?handle=$someone.handle").json.id
    }

    private void load(List<Map> records) {
        def answer = post('/v1/imports', records.collect { JsonOutput.toJson(it) }.join('\n'), ['Content-Type': 'application/x-ndjson'])
        assert answer.body.contains('"done":true') && !answer.body.contains('"problem"'): answer
    }
}
