package dev.kith.timeline

import dev.kith.KithSpec

import java.time.Instant
import java.time.temporal.ChronoUnit

import static dev.kith.Api.as

class HomeTimelineSpec extends KithSpec {

    def 'it has what those one follows posted, newest first, each once, and nothing of oneself'() {
        given:
        def alice = profile()
        def friends = (1..3).collect { profile() }
        def early = say(friends[0], 'before alice came')
        friends.each { follow(alice, it) }
        say(alice, 'talking to myself')
        say(profile(), 'a stranger')
        def later = (0..8).collect { say(friends[it % 3], "number $it") }

        expect:
        pages("/v1/profiles/$alice/timelines/home", limit)*.id == later.reverse() + early
        get("/v1/profiles/$alice/timelines/home?limit=1").json.items == [get("/v1/posts/${later.last()}").json]

        where:
        limit << [1, 2, 5, 10, 200]
    }

    def 'unfollowing, deleting and asking to be let in take effect at once'() {
        given:
        def alice = profile()
        def bob = profile()
        def carol = profile(private: true)
        follow(alice, bob)
        follow(alice, carol)
        say(carol, 'for followers')
        def first = say(bob, 'first')
        def second = say(bob, 'second')

        expect:
        home(alice) == [second, first]

        when:
        delete("/v1/posts/$second", as(bob))

        then:
        home(alice) == [first]

        when:
        delete("/v1/profiles/$alice/following/$bob")

        then:
        home(alice) == []
    }

    def 'a page is refilled where posts are hidden from the reader'() {
        given:
        def alice = profile()
        def bob = profile()
        def carol = dev.kith.Api.someone()
        def carolId = profile(carol)
        follow(alice, bob)
        def shown = []
        (1..40).each { n ->
            def post = say(bob, n % 8 == 0 ? "number $n" : "number $n for @${carol.handle}")
            if (n % 8 == 0) {
                shown << post
            }
        }
        block(carolId, alice)

        expect:
        pages("/v1/profiles/$alice/timelines/home", 2)*.id == shown.reverse()
    }

    def 'what is posted while one reads neither shifts nor repeats a page'() {
        given:
        def alice = profile()
        def bob = profile()
        follow(alice, bob)
        def said = (1..6).collect { say(bob, "number $it") }

        when:
        def first = get("/v1/profiles/$alice/timelines/home?limit=2").json
        say(bob, 'breaking news')
        def rest = pages("/v1/profiles/$alice/timelines/home?cursor=${first.nextCursor}", 2)

        then:
        (first.items + rest)*.id == said.reverse()
    }

    def 'it is read by its owner only'() {
        given:
        def alice = profile()

        expect:
        get("/v1/profiles/$alice/timelines/home", as(alice)).json.subMap('items', 'nextCursor', 'coverage') == [items: [], nextCursor: null]
        get("/v1/profiles/$alice/timelines/home", as(profile())).isProblem(403, 'viewer-mismatch')
        get('/v1/profiles/4711/timelines/home').isProblem(404, 'profile-not-found')
        get('/v1/profiles/x/timelines/home').isProblem(400, 'malformed')
        get("/v1/profiles/$alice/timelines/home?limit=201").isProblem(400, 'malformed')
        get("/v1/profiles/$alice/timelines/home?cursor=x").isProblem(400, 'bad-cursor')
    }

    def 'it says as of when it is, and on request from where it comes'() {
        given:
        def alice = profile()
        def bob = profile()
        follow(alice, bob)
        def begun = Instant.now().truncatedTo(ChronoUnit.MILLIS)
        3.times { say(bob, "number $it") }

        when:
        def first = get("/v1/profiles/$alice/timelines/home?coverage=true&limit=2")
        def second = get((first.header('link') =~ /^<([^>]+)>/)[0][1] as String)

        then:
        !Instant.parse(first.json.generatedAt).isBefore(begun)
        !Instant.parse(first.json.generatedAt).isAfter(Instant.now())
        first.json.coverage == [source: 'BUILT', lists: 1, posts: 3]
        second.json.coverage == [source: 'LIST', lists: 1, posts: 3]
        second.json.items.size() == 1
        !get("/v1/profiles/$alice/timelines/home").json.containsKey('coverage')
        get("/v1/profiles/$alice/timelines/home?coverage=perhaps").isProblem(400, 'malformed')
    }

    private List<String> home(String reader) {
        get("/v1/profiles/$reader/timelines/home").json.items*.id
    }
}
