package dev.kith.timeline

import dev.kith.Api
import dev.kith.KithSpec
import io.micrometer.core.instrument.MeterRegistry
import io.micronaut.runtime.server.EmbeddedServer
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.util.concurrent.PollingConditions

import java.time.Instant
import java.util.zip.GZIPInputStream

import static dev.kith.Api.as

/** What one instance keeps, while others are written to. */
class FirstPageSpec extends KithSpec {

    @Shared
    @AutoCleanup
    EmbeddedServer keeping = kith.service('kith.roles': 'api', 'kith.timelines.page-age': '1h', 'kith.timelines.timeout': '30s', 'kith.cache.timeout': '30s')
    @Shared
    Api reads = new Api(keeping.URI)
    @Shared
    @AutoCleanup
    EmbeddedServer copying = kith.service('kith.roles': 'api', 'kith.timelines.pages': 0, 'kith.timelines.shared-pages': false, 'kith.timelines.timeout': '30s', 'kith.cache.timeout': '30s')
    @Shared
    Api copies = new Api(copying.URI)

    def soon = new PollingConditions(timeout: 30)

    def 'a page that is read again comes from the process'() {
        given:
        def alice = profile()
        def bob = profile()
        follow(alice, bob)
        def post = say(bob, 'hello')

        when:
        def before = kept()
        def answers = (1..6).collect { home(alice) }

        then:
        answers.every { it.json.items*.id == [post] }
        kept() >= before + 2
        answers[4].body == answers[5].body
        get("/v1/profiles/$alice/timelines/home").json.items == answers[5].json.items
    }

    def 'a page that is kept is given to nobody else, and in no other way than it was asked for'() {
        given:
        def alice = profile()
        def bob = profile()
        follow(alice, bob)
        def posts = (1..3).collect { say(bob, "number $it") }.reverse()
        def path = "/v1/profiles/$alice/timelines/home"
        6.times { assert home(alice).json.items*.id == posts && reads.get("$path?limit=2").json.items*.id == posts.take(2) }

        expect:
        reads.get(path, as(alice)).json.items*.id == posts
        reads.get(path, as(alice)).header('X-Trace-Id')
        reads.get(path, as(bob)).isProblem(403, 'viewer-mismatch')
        reads.get("$path?limit=0").status == 400
        reads.get("$path?limit=201").status == 400
        reads.get("$path?limit=2&coverage=true").json.coverage
        reads.get('/v1/profiles/9999999999999999999/timelines/home').status == 400
        reads.delete(path).status == 405
        reads.get(path, [Accept: 'text/html']).status == 406
        reads.get(path, [Accept: 'text/html, application/json']).json.items*.id == posts
    }

    def 'a page counts as one request, and bears the trace that it was asked for in, kept or not'() {
        given:
        def alice = profile()
        def trace = 'a' * 32

        when:
        def before = answered()
        def hits = kept()
        def answers = (1..6).collect { reads.get("/v1/profiles/$alice/timelines/home", [traceparent: "00-$trace-${'b' * 16}-01".toString()]) }

        then:
        answers.every { it.status == 200 && it.header('X-Trace-Id') == trace }
        kept() > hits
        answered() == before + 6
    }

    def 'a page that one instance has made, another does not make again'() {
        given:
        def alice = profile()
        def bob = profile()
        follow(alice, bob)
        say(bob, 'hello')

        expect: 'as of the same moment, once the post has been delivered'
        soon.eventually {
            def made = home(alice)
            def elsewhere = get("/v1/profiles/$alice/timelines/home")
            assert elsewhere.json == made.json
            assert elsewhere.header('link') == made.header('link')
        }

        when:
        say(bob, 'again')

        then:
        soon.eventually {
            assert get("/v1/profiles/$alice/timelines/home").json.items*.text == ['again', 'hello']
        }
    }

    def 'an instance that keeps nothing itself finds pages in Redis'() {
        given:
        def server = kith.service('kith.timelines.pages': 0, 'kith.cache.watched': 0, 'kith.timelines.timeout': '30s', 'kith.cache.timeout': '30s')
        def forgetful = new Api(server.URI)
        def found = server.applicationContext.getBean(MeterRegistry).counter('kith.timelines.pages', 'from', 'redis')
        def alice = profile()
        def bob = profile()
        follow(alice, bob)
        def post = say(bob, 'hello')

        when:
        def answers = (1..6).collect { forgetful.get("/v1/profiles/$alice/timelines/home").json }

        then:
        answers.every { it.items*.id == [post] }
        found.count() >= 2

        cleanup:
        server.stop()
    }

    def 'what an instance shows often it does not read again, nor what another has read'() {
        given:
        def alice = profile()
        def bob = profile()
        follow(alice, bob)
        def first = say(bob, 'first')
        def path = "/v1/profiles/$alice/timelines/home"

        expect: 'the other has it from Redis, once'
        3.times { assert copies.get(path).json.items*.id == [first] }
        reads.get(path).json.items*.id == [first]

        when: 'a page is made anew of what is known, and one more'
        def second = say(bob, 'second')
        def read = copied('postgres')
        def before = copied('process')
        soon.eventually { assert copies.get(path).json.items*.id == [second, first] }

        then:
        copied('process') > before
        copied('postgres') == read + 1
    }

    def 'when a topic is deleted, no post shows it'() {
        given:
        def alice = profile()
        def bob = profile()
        def community = community(bob)
        follow(alice, bob)
        def topic = post("/v1/communities/$community/topics", [name: 'tea'], as(bob)).json.id
        post('/v1/posts', [authorId: bob, verb: 'POST', text: 'hello', target: [kind: 'COMMUNITY', id: community], topicIds: [topic]])
        6.times { assert home(alice).json.items[0].topicIds == [topic] }

        when:
        delete("/v1/communities/$community/topics/$topic", as(bob))

        then:
        soon.eventually { assert home(alice).json.items[0].topicIds == [] }
    }

    def 'when #what, that is seen at once, on an instance that keeps the page'() {
        given:
        def alice = profile()
        def bob = profile()
        def carol = profile()
        follow(alice, bob)
        follow(alice, carol)
        def first = say(bob, 'first')
        def second = say(carol, 'second')
        def before = kept()
        6.times { assert home(alice).json.items*.id == [second, first] }
        assert kept() > before
        2.times { assert copies.get("/v1/profiles/$alice/timelines/home").json.items*.id == [second, first] }

        when:
        happens.call(api, alice, bob, first)

        then:
        seen.call(home(alice).json.items, first, second)

        and: 'also where only the posts are kept'
        seen.call(copies.get("/v1/profiles/$alice/timelines/home").json.items, first, second)

        where:
        what                             | happens                                                                                  || seen
        'she unfollows an author'        | { api, her, him, post -> api.delete("/v1/profiles/$her/following/$him") }                || { items, one, two -> items*.id == [two] }
        'she unfollows and keeps the rest' | { api, her, him, post -> api.delete("/v1/profiles/$her/following/$him?keepHistory=true"); api.say(him, 'third') } || { items, one, two -> items*.id == [two, one] }
        'she keeps nothing in the end'   | { api, her, him, post -> ['true', 'false'].each { api.delete("/v1/profiles/$her/following/$him?keepHistory=$it") } } || { items, one, two -> items*.id == [two] }
        'she blocks him'                 | { api, her, him, post -> api.block(her, him) }                                           || { items, one, two -> items*.id == [two] }
        'he blocks her'                  | { api, her, him, post -> api.block(him, her) }                                           || { items, one, two -> items*.id == [two] }
        'she mutes him'                  | { api, her, him, post -> api.mute(her, him) }                                            || { items, one, two -> items*.id == [two] }
        'a post is deleted'              | { api, her, him, post -> api.delete("/v1/posts/$post", as(him)) }                        || { items, one, two -> items*.id == [two] }
        'a post is edited'               | { api, her, him, post -> api.patch("/v1/posts/$post", [text: 'edited'], as(him)) }       || { items, one, two -> items*.id == [two, one] && items[1].text == 'edited' }
        'a post is liked'                | { api, her, him, post -> api.like("posts/$post", her) }                                  || { items, one, two -> items[1].reactions.likes == 1 }
        'somebody comments on it'        | { api, her, him, post -> api.comment(post, her, 'indeed') }                              || { items, one, two -> items[1].reactions.comments == 1 }
        'an author takes another name'   | { api, her, him, post -> api.patch("/v1/profiles/$him", [displayName: 'Bobby'], as(him)) } || { items, one, two -> items[1].author.displayName == 'Bobby' }
        'an author is deleted'           | { api, her, him, post -> api.delete("/v1/profiles/$him", as(him)) }                      || { items, one, two -> items*.id == [two] }
    }

    def 'what was hidden comes back at once'() {
        given:
        def alice = profile()
        def bob = profile()
        follow(alice, bob)
        mute(alice, bob)
        def post = say(bob, 'hello')
        6.times { assert home(alice).json.items == [] }

        when:
        delete("/v1/profiles/$alice/mutes/$bob")

        then:
        home(alice).json.items*.id == [post]
    }

    def 'what a mute hid comes back when it ends by itself'() {
        given:
        def alice = profile()
        def bob = profile()
        follow(alice, bob)
        assert put("/v1/profiles/$alice/mutes/$bob", [expiresAt: Instant.now().plusSeconds(10).toString()]).status == 200
        def post = say(bob, 'hello')
        def before = kept()
        6.times { assert home(alice).json.items == [] }
        assert kept() > before

        expect:
        soon.eventually {
            assert home(alice).json.items*.id == [post]
        }
    }

    def 'a page goes over the wire compressed where that is asked for, and is the same'() {
        given:
        def alice = profile()
        def bob = profile()
        follow(alice, bob)
        10.times { say(bob, 'hello ' * 20) }
        4.times { home(alice) }

        expect:
        def connection = new URI("${keeping.URI}/v1/profiles/$alice/timelines/home?limit=3").toURL().openConnection()
        connection.setRequestProperty('Accept-Encoding', 'deflate, gzip')
        connection.getHeaderField('Content-Encoding') == 'gzip'
        connection.getHeaderField('Vary').toLowerCase().contains('accept-encoding')
        connection.getHeaderField('Link').endsWith('rel="next"')
        def text = new GZIPInputStream(connection.inputStream).text
        new groovy.json.JsonSlurper().parseText(text).items == reads.get("/v1/profiles/$alice/timelines/home?limit=3").json.items
    }

    private Api.Answer home(String reader) {
        def answer = reads.get("/v1/profiles/$reader/timelines/home")
        assert answer.status == 200: answer
        answer
    }

    private double copied(String from) {
        copying.applicationContext.getBean(MeterRegistry).counter('kith.copies', 'kind', 'post', 'from', from).count()
    }

    private long answered() {
        keeping.applicationContext.getBean(MeterRegistry).find('http.server.requests').tags('uri', '/v1/profiles/{id}/timelines/home').timers().sum { it.count() } ?: 0
    }

    private double kept() {
        keeping.applicationContext.getBean(MeterRegistry).counter('kith.timelines.pages', 'from', 'process').count()
    }
}
