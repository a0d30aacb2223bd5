package dev.kith.timeline

import groovy.json.JsonOutput
import org.neo4j.driver.Driver

import static dev.kith.Api.as

/** What stays in a home timeline after an unfollow. */
class KeptHistorySpec extends BothWaysSpec {

    def 'with #query, of #posts posts while she followed #kept stay, and none that come later'() {
        given:
        def alice = profile()
        def bob = profile()
        follow(alice, bob)
        def before = (1..posts).collect { say(bob, "number $it") }

        when:
        def ended = delete("/v1/profiles/$alice/following/$bob$query")
        say(bob, 'later')

        then:
        ended.status == 204
        has(alice, before.takeRight(kept))

        where:
        query                | posts || kept
        ''                   | 2     || 0
        '?keepHistory=false' | 2     || 0
        '?keepHistory=true'  | 2     || 2
    }

    def 'it is kept or not: #query is refused'() {
        given:
        def alice = profile()
        def bob = profile()
        follow(alice, bob)

        expect:
        delete("/v1/profiles/$alice/following/$bob?$query").isProblem(400, 'malformed')
        get("/v1/profiles/$alice/following/$bob").status == 200

        where:
        query << ['keepHistory=perhaps', 'keepHistory=', 'keepHistory=1']
    }

    def 'it is no follow'() {
        given:
        def alice = profile()
        def bob = profile()
        kept(alice, bob)

        expect:
        get("/v1/profiles/$alice/following/$bob", as(alice)).isProblem(404, 'not-following')
        get("/v1/profiles/$alice/following").json.items == []
        get("/v1/profiles/$bob/followers").json.items == []
        get("/v1/profiles/$alice").json.followingCount == 0
        get("/v1/profiles/$bob").json.followersCount == 0
        with(relationship(alice, bob)) { !following && !requested && !followedBy }
        get("/v1/profiles/$alice/path/$bob").status == 404
    }

    def 'it ends for good when #what'() {
        given:
        def alice = profile()
        def bob = profile()
        kept(alice, bob)

        when:
        ends.call(api, alice, bob)

        then:
        has(alice, [])
        edges(alice, bob) == 0

        where:
        what                               | ends
        'she unfollows and does not keep'  | { api, her, him -> api.delete("/v1/profiles/$her/following/$him") }
        'she blocks him and unblocks him'  | { api, her, him -> api.block(her, him); api.delete("/v1/profiles/$her/blocks/$him") }
        'he blocks her and unblocks her'   | { api, her, him -> api.block(him, her); api.delete("/v1/profiles/$him/blocks/$her") }
        'he removes her from his followers' | { api, her, him -> api.delete("/v1/profiles/$him/followers/$her") }
    }

    def 'it goes with the #whose profile'() {
        given:
        def alice = profile()
        def bob = profile()
        kept(alice, bob)
        def gone = whose == 'reader\'s' ? alice : bob

        when:
        delete("/v1/profiles/$gone", as(gone))

        then:
        whose == 'reader\'s' || home(alice) == []
        soon.eventually { assert edges(alice, bob) == 0 }

        where:
        whose << ['reader\'s', 'author\'s']
    }

    def 'the reader sees no more of it than of anybody who is not followed: not when #what'() {
        given:
        def alice = profile()
        def bob = profile()
        def posts = kept(alice, bob)

        when:
        hides.call(api, alice, bob)

        then:
        has(alice, [])

        when:
        shows.call(api, alice, bob)

        then:
        has(alice, posts)

        where:
        what                | hides                                                                   || shows
        'he goes private'   | { api, her, him -> api.patch("/v1/profiles/$him", [private: true]) }    || { api, her, him -> api.patch("/v1/profiles/$him", [private: false]) }
        'she mutes him'     | { api, her, him -> api.mute(her, him) }                                 || { api, her, him -> api.delete("/v1/profiles/$her/mutes/$him") }
    }

    def 'unfollowing once more and keeping it changes nothing'() {
        given:
        def alice = profile()
        def bob = profile()
        def posts = kept(alice, bob)

        when:
        delete("/v1/profiles/$alice/following/$bob?keepHistory=true")

        then:
        has(alice, posts)
    }

    def 'what the follow had not taken over is not kept'() {
        given:
        def alice = profile()
        def bob = profile()
        def posts = (1..4).collect { say(bob, "number $it") }
        put("/v1/profiles/$alice/following/$bob", [activityCopyLimit: 2])
        if (found) {
            assert has(alice, posts.takeRight(2))
        }
        posts << say(bob, 'later')

        when:
        delete("/v1/profiles/$alice/following/$bob?keepHistory=true")
        say(bob, 'too late')

        then:
        has(alice, posts.takeRight(3))

        where:
        found << [true, false]
    }

    def 'following again with #limit, after a follow with #first, shows what was kept, and #taken in all'() {
        given:
        def alice = profile()
        def bob = profile()
        def posts = (1..4).collect { say(bob, "number $it") }
        put("/v1/profiles/$alice/following/$bob", [activityCopyLimit: first])
        assert has(alice, posts.takeRight(Math.min(first, 4)))
        delete("/v1/profiles/$alice/following/$bob?keepHistory=true")
        posts << say(bob, 'while she was away')

        when:
        put("/v1/profiles/$alice/following/$bob", [activityCopyLimit: limit])

        then:
        has(alice, posts.takeRight(taken))
        edges(alice, bob) == 1

        when:
        posts << say(bob, 'later')

        then:
        has(alice, posts.takeRight(taken + 1))

        when:
        delete("/v1/profiles/$alice/following/$bob")

        then:
        has(alice, [])

        where:
        first | limit || taken
        2     | 0     || 3
        2     | 1     || 3
        2     | 4     || 4
        2     | 9     || 5
        0     | 0     || 1
        0     | 2     || 2
        9     | 0     || 5
        9     | 1     || 5
    }

    def 'a request leaves it as it is until it is let in; refused, too'() {
        given:
        def alice = profile()
        def bob = profile()
        def carol = profile()
        kept(alice, bob)
        def his = get("/v1/profiles/$bob/posts").json.items*.id.reverse()
        def hers = kept(alice, carol)
        [bob, carol].each { patch("/v1/profiles/$it", [private: true]) }
        [bob, carol].each { assert put("/v1/profiles/$alice/following/$it", [activityCopyLimit: 0]).json.state == 'REQUESTED' }

        expect:
        has(alice, [])

        when:
        post("/v1/profiles/$bob/follow-requests/$alice/approve", null, as(bob))
        post("/v1/profiles/$carol/follow-requests/$alice/reject", null, as(carol))

        then:
        has(alice, his)

        when:
        patch("/v1/profiles/$carol", [private: false])

        then:
        has(alice, his + hers)
    }

    def 'a post from then that comes late is there, too'() {
        given:
        def alice = profile()
        def bob = profile()
        def posts = kept(alice, bob)
        def until = get("/v1/posts/${posts.last()}").json.createdAt
        assert has(alice, posts)

        when:
        def line = JsonOutput.toJson([kind: 'post', authorId: bob, verb: 'POST', text: 'late', createdAt: until])
        post('/v1/imports', line, ['Content-Type': 'application/x-ndjson'])

        then:
        soon.eventually { assert home(alice).size() == posts.size() + 1 }
    }

    def 'it is explained'() {
        given:
        def alice = profile()
        def bob = profile()
        def old = say(bob, 'old')
        put("/v1/profiles/$alice/following/$bob", [activityCopyLimit: 0])
        def shown = say(bob, 'shown')

        expect:
        source(alice, old).detail.startsWith("took over from its author, profile $bob, only what is from ")
        source(alice, old).outcome == 'HIDE'

        when:
        delete("/v1/profiles/$alice/following/$bob?keepHistory=true")
        def later = say(bob, 'later')

        then:
        source(alice, shown) == [rule: 'SOURCE', outcome: 'PASS', detail: "followed its author, profile $bob, and keeps what there was then"]
        source(alice, later) == [rule: 'SOURCE', outcome: 'HIDE', detail: "does not follow its author, profile $bob, any more, and keeps only what there was until then"]
        source(alice, old).outcome == 'HIDE'
        home(alice) == [shown]
    }

    /** The posts of a follow that has ended, and something said after that. */
    private List<String> kept(String reader, String author) {
        follow(reader, author)
        def posts = (1..2).collect { say(author, "number $it") }
        assert delete("/v1/profiles/$reader/following/$author?keepHistory=true").status == 204
        say(author, 'later')
        posts
    }

    private Map source(String reader, String post) {
        get("/v1/profiles/$reader/timelines/home/explain?postId=$post").json.steps.find { it.rule == 'SOURCE' }
    }

    /** Edges of any kind from one to the other. */
    private static long edges(String source, String target) {
        kith.server.applicationContext.getBean(Driver)
                .executableQuery('MATCH (:Profile {id: $source})-[edge]->(:Profile {id: $target}) RETURN count(edge) AS edges')
                .withParameters([source: source.toLong(), target: target.toLong()]).execute().records().first().get('edges').asLong()
    }
}
