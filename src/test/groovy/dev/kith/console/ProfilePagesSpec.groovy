package dev.kith.console

import dev.kith.Api
import dev.kith.KithSpec
import io.lettuce.core.RedisClient
import io.lettuce.core.RedisURI
import io.lettuce.core.codec.ByteArrayCodec
import org.neo4j.driver.Driver
import spock.lang.Shared
import spock.util.concurrent.PollingConditions

import java.nio.ByteBuffer

import static dev.kith.Api.as
import static dev.kith.console.Html.row
import static dev.kith.console.Html.rows
import static dev.kith.console.Html.text

class ProfilePagesSpec extends KithSpec {

    private static final String HOSTILE = '<img src=x onerror=alert(1)>"\'&amp; Ann'

    @Shared
    Driver driver = kith.server.applicationContext.getBean(Driver)
    PollingConditions soon = new PollingConditions(timeout: 20)

    def 'a profile is found by #what'() {
        given:
        def handle = Api.someone().handle
        def name = "Ångström ${handle.reverse()}".toString()
        def id = profile(handle: handle, displayName: name)
        def other = profile(displayName: 'Another')

        when:
        def page = get("/console/profiles?query=${URLEncoder.encode(asked.call(id, handle, name) as String, 'UTF-8')}")

        then:
        page.status == 200
        row(page.body, name) == [name, "@$handle".toString(), id, 'everybody']
        !page.body.contains(other)

        where:
        what                                 || asked
        'its id'                             || { one, its, called -> one }
        'its handle'                         || { one, its, called -> "@$its" }
        'its handle in capitals'             || { one, its, called -> its.toUpperCase() }
        'how its handle begins'              || { one, its, called -> its }
        'how its name begins, in other case' || { one, its, called -> called.toUpperCase().take(called.size() - 1) }
    }

    def 'nobody is found by what #what'() {
        expect:
        get("/console/profiles?query=$query").with { it.status == 200 && text(it.body).contains(says) && rows(it.body).empty }

        where:
        what               | query            || says
        'is empty'         | ''               || 'Nobody is looked for yet.'
        'is a pattern'     | '%25_%25'        || 'No profile goes by %_% .'
        'is hostile'       | '%3Cb%3E%27%22'  || 'No profile goes by <b>\'" .'
        'is an id of none' | '4711'           || 'See whether anything is left of it.'
        'is very long'     | 'x' * 500        || 'No profile goes by'
    }

    def 'htmx gets what was found, and no more'() {
        given:
        def part = get('/console/profiles?query=nobody_of_this_name', ['HX-Request': 'true'])

        expect:
        part.body.trim().startsWith('<div id="found"') && !part.body.contains('<form')
    }

    def 'the page of a profile says what was made through the API'() {
        given:
        def alice = profile(displayName: HOSTILE, description: '<script>alert(2)</script>', private: true)
        def people = (1..12).collect { profile(displayName: "Follower $it") }
        people.each { follow(it, alice) }
        people.take(11).each { assert post("/v1/profiles/$alice/follow-requests/$it/approve", null).status == 200 }
        def (bob, carol, dave) = (1..3).collect { profile(displayName: "One $it") }
        [bob, carol].each { follow(alice, it) }
        block(alice, dave)
        mute(alice, carol)
        connect(alice, bob)
        def place = community(alice, [name: '<b>Tea</b>'])

        when:
        def page = get("/console/profiles/$alice")
        def said = text(page.body)

        then:
        page.status == 200
        said.contains(HOSTILE) && said.contains('<script>alert(2)</script>') && said.contains('<b>Tea</b>')
        !page.body.contains('<img src=x') && !page.body.contains('<script>alert') && !page.body.contains('<b>Tea')
        said.contains("Id $alice") && said.contains('active private regular')

        and:
        row(page.body, 'Followers')[1] == '11'
        row(page.body, 'Following')[1] == '2'
        row(page.body, 'Asked to be let in by')[1] == '1'
        row(page.body, 'Connections')[1] == '1'
        row(page.body, 'Communities')[1] == '1'
        row(page.body, 'Blocks')[1] == '1'
        row(page.body, 'Mutes, ended ones included')[1] == '1'
        row(page.body, 'Muted by')[1] == '0'
        row(page.body, 'Node') == ['Node', 'version 1, private', 'version 1, private', 'same']

        and: 'of each list there are the newest, and a way to the others'
        (page.body =~ /Follower \d+/).collect().unique().size() == 11
        page.body.contains("/console/profiles/$alice/relations/followers")

        when:
        def all = get("/console/profiles/$alice/relations/followers")

        then:
        rows(all.body).drop(1)*.first() == (11..1).collect { "Follower $it".toString() }
        rows(get("/console/profiles/$alice/relations/communities").body)[1].take(3) == ['<b>Tea</b>', '', place]
        text(get("/console/profiles/$bob/relations/blocks").body).contains('There are none.')
        get("/console/profiles/$alice/relations/friends").status == 404
    }

    def 'a long list goes on where its page ends'() {
        given:
        def hub = record('profile', Api.someone())
        def fans = (1..60).collect { record('profile', Api.someone()) }
        load([hub, *fans, *fans.collect { [kind: 'follow', sourceId: [importId: it.importId], targetId: [importId: hub.importId]] }])
        def id = get("/v1/profiles?handle=$hub.handle").json.id

        when:
        def first = get("/console/profiles/$id/relations/followers")
        def next = (first.body =~ /href="([^"]*cursor=[^"]*)"/)[0][1]
        def second = get(next as String)

        then:
        rows(first.body).size() == 51 && rows(second.body).size() == 11
        (rows(first.body) + rows(second.body))*.getAt(2).toSet().size() == 61
        !second.body.contains('cursor=')
        row(get("/console/profiles/$id").body, 'Followers')[1] == '60'
    }

    def 'a standing that is kept and says something else than the graph is told'() {
        given:
        def alice = profile()
        def (bob, carol) = [profile(), profile()]
        [bob, carol].each { follow(alice, it) }
        get("/v1/profiles/$alice/following/$bob", as(alice))

        expect:
        row(get("/console/profiles/$alice").body, 'Standing').last() == 'same'
        row(get("/console/profiles/$alice").body, 'Following') == ['Following', '2', '2', 'same']

        when: 'somebody takes an edge out of the graph behind our back'
        run('MATCH (:Profile {id: $alice})-[edge:FOLLOWS]->(:Profile {id: $carol}) DELETE edge', [alice: alice as long, carol: carol as long])
        def page = get("/console/profiles/$alice").body

        then:
        row(page, 'Standing')[1].contains("following: kept and not there: $carol")
        row(page, 'Standing').last() == 'differs'
        row(page, 'Following') == ['Following', '1', '2', 'differs']
    }

    def 'beside each post of the home timeline stands why it is there, or is not'() {
        given:
        def alice = profile()
        def bob = profile(displayName: 'Bob <i>the</i> builder')
        def carol = profile()
        def club = community(bob, [name: 'Club'])
        [bob, carol].each { follow(alice, it) }
        join(club, alice, bob)
        def shown = say(bob, 'Tea & <u>cake</u>')
        def member = profile()
        join(club, member, bob)
        def inClub = sayIn(club, member, 'In the club')
        def hidden = say(carol, 'Not to be seen')
        mute(alice, carol)
        2.times { get("/v1/profiles/$alice/timelines/home") }

        when:
        def page = get("/console/profiles/$alice").body
        def lines = (page =~ /(?s)<li( class="hides")?>\s*<div class="line">(.*?)<\/details>/).collect { [it[1] != null, text(it[2] as String)] }

        then:
        lines.size() == 3
        lines[0].with { it[0] && it[1].contains(hidden) && it[1].contains('hidden muted') && !it[1].contains('Not to be seen') }
        lines[1].with { !it[0] && it[1].contains(inClub) && it[1].contains("shown is a member of its community, $club") }
        lines[2].with { !it[0] && it[1].contains(shown) && it[1].contains('Tea & <u>cake</u>') && it[1].contains('shown follows its author, @') }
        !page.contains('<u>cake') && !page.contains('<i>the')

        and: 'what explains a single post says the same'
        get("/v1/profiles/$alice/timelines/home/explain?postId=$hidden").json.steps.findAll { it.outcome == 'HIDE' }*.rule == ['MUTED']
        row(page, 'Page of the home timeline')[1] == '2 posts from lists'
        row(page, 'Page of the home timeline').last() == 'same'
        row(page, 'Lists of the home timeline')[1].contains('of Club, a community: 1 candidate')
    }

    def 'a post that is missing from a list is told, and so is a page that is kept'() {
        given:
        def alice = profile()
        def bob = profile()
        follow(alice, bob)
        get("/v1/profiles/$alice/timelines/home")
        def posts = (1..3).collect { say(bob, "post $it, isn't it? #tea$it") }

        expect: 'all is well once they are delivered'
        soon.eventually {
            2.times { get("/v1/profiles/$alice/timelines/home") }
            def page = get("/console/profiles/$alice").body
            assert row(page, 'Lists of the home timeline').with { it[1].startsWith('1 list of 3 candidates') && it.last() == 'same' }
            assert row(page, 'Kept first page, in this process').with { it[1].startsWith('3 posts, made') && it.last() == 'same' }
            assert row(page, 'Kept first page, in Redis').with { it[1].startsWith('3 posts, made') && it.last() == 'same' }
        }

        when: 'it is lost'
        lose(alice, posts[1])
        def page = get("/console/profiles/$alice").body

        then:
        row(page, 'Lists of the home timeline').with { it[1].contains("not delivered, or not yet: ${posts[1]}") && it.last() == '1 missing' }
        row(page, 'Page of the home timeline').last() == 'differs'
    }

    def 'looking neither builds a list nor makes anybody a reader'() {
        given:
        def alice = profile()
        def bob = profile()
        follow(alice, bob)
        say(bob, 'hello')

        when:
        def pages = (1..2).collect { get("/console/profiles/$alice").body }

        then:
        pages.every { row(it, 'Lists of the home timeline').with { it[1].contains('what is delivered: not there') && it.last() == 'nothing kept' } }
        pages.every { row(it, 'Page of the home timeline')[1] == '1 post' }

        when: 'somebody reads, which is noted by and by'
        get("/v1/profiles/$bob/timelines/home")

        then:
        soon.eventually { assert kith.rows('SELECT 1 FROM profile_reader WHERE profile_id = ?', bob as long).size() == 1 }
        kith.rows('SELECT 1 FROM profile_reader WHERE profile_id = ?', alice as long) == []
    }

    def 'of a deleted profile it is said that it is, and what is left'() {
        given:
        def alice = profile()
        def bob = profile()
        follow(alice, bob)
        delete("/v1/profiles/$alice", as(alice))

        expect:
        soon.eventually {
            def page = get("/console/profiles/$alice")
            assert page.status == 200
            assert text(page.body).contains('This profile is deleted.')
            assert row(page.body, 'Node') == ['Node', 'version 2, deleted', 'version 2, deleted', 'same']
            assert row(page.body, 'Following')[1] == '0'
        }
        text(get("/console/profiles?query=$alice").body).contains('See whether anything is left of it.')
        get('/console/profiles/4711').with { it.status == 404 && text(it.body).contains('There is no profile 4711.') }
        get('/console/profiles/x').status == 400
    }

    private static Map record(String kind, Map fields) {
        [kind: kind, importId: fields.handle] + fields
    }

    private void load(List<Map> records) {
        def answer = post('/v1/imports', records.collect { groovy.json.JsonOutput.toJson(it) }.join('\n'), ['Content-Type': 'application/x-ndjson'])
        assert answer.body.contains('"done":true') && !answer.body.contains('"problem"'): answer
    }

    private void run(String statement, Map<String, Object> parameters) {
        driver.session().withCloseable { it.run(statement, parameters).consume() }
    }

    /** Takes a post out of the list of what is delivered to a profile. */
    private void lose(String reader, String post) {
        def client = RedisClient.create(RedisURI.create(kith.stack.properties()['redis.uri'] as String))
        client.connect(ByteArrayCodec.INSTANCE).sync().with {
            def lists = it.keys("home:*:{$reader}".toString().bytes)
            assert lists.size() == 1
            assert it.lrem(lists[0], 0, ByteBuffer.allocate(8).putLong(post as long).array()) > 0
        }
        client.shutdown()
    }
}
