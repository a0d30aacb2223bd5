package dev.kith.console

import dev.kith.KithSpec
import org.neo4j.driver.Driver
import spock.lang.Shared
import spock.util.concurrent.PollingConditions

import static dev.kith.Api.as
import static dev.kith.console.Html.rows
import static dev.kith.console.Html.text

class RecommendationsPageSpec extends KithSpec {

    @Shared
    Driver driver = kith.server.applicationContext.getBean(Driver)
    PollingConditions soon = new PollingConditions(timeout: 30)

    def 'of each it is told whether it is served, or why it is not'() {
        given:
        def alice = profile()
        def names = ['Best', 'Followed', 'Asked', 'Connected', 'Muted', 'Expired', 'Blocked', 'Blocks', 'Deleted', 'Dismissed']
        def ids = names.withIndex().collectEntries { name, n -> [name, profile(displayName: name, private: name == 'Asked')] }
        def witness = profile(displayName: '<b>Witness</b>')
        put("/v1/profiles/$alice/recommendations", [runId: 'nightly <7>', model: 'm&m', items: names.withIndex().collect { name, n ->
            [targetId: ids[name], score: 10 - n, reason: "Because of <i>$name</i>".toString(), evidence: [[profileId: witness], [text: 'others', count: 3]]]
        }])
        put("/v1/profiles/$alice/recommendations", [runId: 'shadow', shadow: true, items: [[targetId: ids.Muted, score: 0.25]]])
        follow(alice, ids.Followed)
        follow(alice, ids.Asked)
        connect(alice, ids.Connected)
        mute(alice, ids.Muted)
        assert delete("/v1/profiles/$alice/recommendations/${ids.Dismissed}").status == 204
        // what takes edges out of sets is not to do so here
        run('''MATCH (:Profile {id: $alice})-[edge:RECOMMENDED]->(:Profile {id: $target}) SET edge.expiresAt = 1''', alice, ids.Expired)
        run('''MATCH (alice:Profile {id: $alice}) MATCH (target:Profile {id: $target}) CREATE (alice)-[:BLOCKS {source: $alice, target: $target, since: 1, version: 1}]->(target)''', alice, ids.Blocked)
        run('''MATCH (alice:Profile {id: $alice}) MATCH (target:Profile {id: $target}) CREATE (alice)<-[:BLOCKS {source: $target, target: $alice, since: 1, version: 1}]-(target)''', alice, ids.Blocks)
        follow(alice, profile()) // whatever was kept of her edges is of a former version
        delete("/v1/profiles/${ids.Deleted}", as(ids.Deleted))

        when:
        def page = get("/console/recommendations?profileId=$alice")
        def lines = rows((page.body =~ /(?s)<section class="section" aria-labelledby="served">(.*?)<\/section>/)[0][1] as String).drop(1)
        def states = lines.collectEntries { [it[1].replaceAll(/ @.*/, ''), it[3]] }

        then:
        page.status == 200
        states.findAll { it.key != 'deleted profile' } == [Best: 'served', Followed: 'followed', Asked: 'requested', Connected: 'connected', Muted: 'muted', Expired: 'expired', Blocked: 'blocked', Blocks: 'blocked by']
        states['deleted profile'] in [null, 'deleted']
        lines[0].with { it[0] == '1' && it[2] == '10.0000' && it[4] == 'Because of <i>Best</i> <b>Witness</b> 3 others' && it[5] == '–' && it[6] == 'nightly <7> m&m' && it[7] == 'never' }
        lines.find { it[1].startsWith('Muted') }[5] == '1, 0.2500'
        !page.body.contains('<b>Witness') && !page.body.contains('<i>Best')

        and: 'what the route serves'
        get("/v1/profiles/$alice/recommendations").json.items*.profile*.displayName == ['Best']

        and:
        text(page.body).contains('In the shadow, beside it 1 stored, 0 of them would be served')
        text((page.body =~ /(?s)<h2 id="dismissed">(.*?)<\/section>/)[0][1] as String) =~ /^Dismissed for good Dismissed since [-\d: ]+$/

        cleanup: 'audits of the whole graph would find it'
        [ids?.Blocked, ids?.Blocks].findAll().each {
            run('MATCH (:Profile {id: $alice})-[edge:BLOCKS]-(:Profile {id: $target}) DELETE edge', alice, it)
        }
    }

    def 'they are worked out anew only after it was told what that changes'() {
        given:
        def alice = profile()
        def bob = profile()
        def carol = profile(displayName: 'Carol')
        def former = profile()
        follow(alice, bob)
        follow(bob, carol)
        put("/v1/profiles/$alice/recommendations", [runId: 'before', items: [[targetId: former, score: 1]]])

        expect: 'the follows are known by and by'
        soon.eventually {
            def plan = get("/console/recommendations/plan?profileId=$alice", ['HX-Request': 'true'])
            assert plan.status == 200
            assert text(plan.body).contains('Nothing has changed yet. The set would have 1: 1 would come, 1 would go, 0 would stay. Would come: Carol')
        }
        get("/v1/profiles/$alice/recommendations").json.items*.profile*.id == [former]

        when:
        def begun = post('/console/recommendations/generate', "profileId=$alice", ['Content-Type': 'application/x-www-form-urlencoded', 'Origin': kith.server.URL.toString()])
        def run = (begun.body =~ /<code>(\d+)<\/code>/)[0][1]

        then:
        begun.status == 200
        soon.eventually {
            def part = get("/console/recommendations/run?profileId=$alice&runId=$run", ['HX-Request': 'true'])
            assert text(part.body).contains('done Done: 1 are stored.') && !part.body.contains('hx-get')
        }
        text(get("/console/recommendations?profileId=$alice").body).contains('Carol')
        get("/v1/profiles/$alice/recommendations").json.items*.profile*.id == [carol]
    }

    def 'whoever is not there is told so'() {
        given:
        def gone = profile()
        delete("/v1/profiles/$gone", as(gone))

        expect:
        text(get("/console/recommendations?profileId=$gone").body).contains("There is no profile $gone : it never was, or is deleted.")
        get('/console/recommendations').status == 200
        get("/console/recommendations/plan?profileId=$gone").status == 404
        get('/console/recommendations/run?profileId=1&runId=4711').status == 404
        post('/console/recommendations/generate', "profileId=$gone", ['Content-Type': 'application/x-www-form-urlencoded', 'Origin': kith.server.URL.toString()]).status == 404
    }

    private void run(String statement, String alice, String target) {
        driver.session().withCloseable { it.run(statement, [alice: alice as long, target: target as long]).consume() }
    }
}
