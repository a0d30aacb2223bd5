package dev.kith.timeline

import dev.kith.Api
import dev.kith.graph.EdgeChange
import dev.kith.graph.EdgeCommand.Kind
import dev.kith.graph.FollowFloors
import dev.kith.graph.FollowFloors.Due
import dev.kith.graph.SocialGraph.Pair
import groovy.json.JsonOutput
import io.micronaut.runtime.server.EmbeddedServer
import spock.lang.AutoCleanup
import spock.lang.Shared

import java.time.Instant

import static dev.kith.Api.as

/** How many of the posts from before a follow belong to a home timeline. */
class TakeOverSpec extends BothWaysSpec {

    @Shared
    @AutoCleanup
    EmbeddedServer merging = kith.service('kith.timelines.big-followers': 2, 'kith.timelines.small-followers': 1,
            'kith.timelines.big-refresh': '200ms', 'kith.timelines.grace': '1s')
    @Shared
    TakeOvers takeOvers = kith.server.applicationContext.getBean(TakeOvers)

    def 'of #older posts from before, a follow that takes over #limit has #taken, and all that come later'() {
        given:
        def alice = profile()
        def bob = profile()
        def before = (1..older).collect { say(bob, "number $it") }

        when:
        def followed = put("/v1/profiles/$alice/following/$bob", limit == null ? null : [activityCopyLimit: limit])

        then:
        followed.json.created
        has(alice, before.takeRight(taken))

        when:
        def later = (1..2).collect { say(bob, "later $it") }

        then:
        has(alice, before.takeRight(taken) + later)

        where:
        limit | older || taken
        null  | 103   || 100
        0     | 5     || 0
        1     | 5     || 1
        3     | 5     || 3
        5     | 5     || 5
        1000  | 5     || 5
    }

    def 'a request takes over what was posted before it was let in, by #way'() {
        given:
        def alice = profile()
        def bob = profile(private: true)
        def posts = (1..3).collect { say(bob, "number $it") }
        put("/v1/profiles/$alice/following/$bob", [activityCopyLimit: limit])
        posts << say(bob, 'while she waits')

        when:
        let.call(api, alice, bob)

        then:
        has(alice, posts.takeRight(limit))

        when:
        def later = say(bob, 'later')

        then:
        has(alice, posts.takeRight(limit) + later)

        where:
        way             | limit || let
        'his approval'  | 2     || { api, her, him -> assert api.post("/v1/profiles/$him/follow-requests/$her/approve", null, as(him)).status == 200 }
        'his approval'  | 0     || { api, her, him -> assert api.post("/v1/profiles/$him/follow-requests/$her/approve", null, as(him)).status == 200 }
        'his opening'   | 2     || { api, her, him -> assert api.patch("/v1/profiles/$him", [private: false], as(him)).status == 200 }
        'asking again'  | 1     || { api, her, him ->
            api.delete("/v1/profiles/$her/following/$him")
            api.patch("/v1/profiles/$him", [private: false], as(him))
            api.put("/v1/profiles/$her/following/$him", [activityCopyLimit: 1])
        }
    }

    def 'who unfollows and follows again begins anew, and who follows already changes nothing'() {
        given:
        def alice = profile()
        def bob = profile()
        def posts = (1..3).collect { say(bob, "number $it") }
        put("/v1/profiles/$alice/following/$bob", [activityCopyLimit: 2])
        assert has(alice, posts.takeRight(2))

        when:
        put("/v1/profiles/$alice/following/$bob", [activityCopyLimit: 1000])

        then:
        has(alice, posts.takeRight(2))

        when:
        delete("/v1/profiles/$alice/following/$bob")
        posts << say(bob, 'while she was away')
        put("/v1/profiles/$alice/following/$bob", [activityCopyLimit: 3])

        then:
        has(alice, posts.takeRight(3))
    }

    def 'a follow that is taken over from elsewhere takes over everything'() {
        given:
        def alice = profile()
        def bob = profile()
        def posts = (1..102).collect { say(bob, "number $it") }

        when:
        def line = JsonOutput.toJson([kind: 'follow', sourceId: alice, targetId: bob])
        post('/v1/imports', line, ['Content-Type': 'application/x-ndjson'])

        then:
        get("/v1/profiles/$alice/following/$bob").json.state == 'FOLLOWING'
        has(alice, posts)
    }

    def 'what was found stays, however often and late that is told'() {
        given:
        def alice = profile()
        def bob = profile()
        def posts = (1..4).collect { say(bob, "number $it") }
        put("/v1/profiles/$alice/following/$bob", [activityCopyLimit: 2])

        when:
        2.times { tell(alice, bob) }

        then:
        home(alice) == posts.takeRight(2).reverse()

        when:
        delete("/v1/posts/${posts.last()}", as(bob))
        tell(alice, bob)

        then:
        home(alice) == [posts[2]]

        when: 'it is told of a follow that is no more, and of one that never was'
        delete("/v1/profiles/$alice/following/$bob")
        tell(alice, bob)
        tell(bob, alice)
        tell(alice, '4711')

        then:
        home(alice) == []
    }

    def 'what was worked out for a former follow does not count for the next'() {
        given:
        def alice = profile()
        def bob = profile()
        def posts = (1..4).collect { say(bob, "number $it") }
        def floors = kith.server.applicationContext.getBean(FollowFloors)
        put("/v1/profiles/$alice/following/$bob", [activityCopyLimit: 1000])
        def since = Instant.parse(get("/v1/profiles/$alice/following/$bob").json.since)

        when:
        def due = new Due(new Pair(alice.toLong(), bob.toLong()), asOf.call(since), limit, false)
        floors.set([due], [(due): posts[2].toLong()])

        then:
        home(alice) == posts.takeRight(shown).reverse()

        where:
        asOf                         | limit || shown
        ({ it })                     | 1000  || 2
        ({ it.minusMillis(1) })      | 1000  || 4
        ({ it })                     | 999   || 4
    }

    def 'of an author whose posts are merged as one reads, no more than that belongs'() {
        given:
        def star = profile()
        (1..2).each { follow(profile(), star) }
        def alice = profile()
        def posts = (1..4).collect { say(star, "number $it") }
        def fanOut = merging.applicationContext.getBean(FanOut)
        fanOut.changed(posts*.toLong())
        sleep(1_100)

        when:
        put("/v1/profiles/$alice/following/$star", [activityCopyLimit: 2])

        then:
        has(alice, posts.takeRight(2))

        when:
        posts << say(star, 'later')
        fanOut.changed([posts.last().toLong()])
        def page = new Api(merging.URI).get("/v1/profiles/$alice/timelines/home?coverage=true")

        then:
        star.toLong() in merging.applicationContext.getBean(RedisBigAuthors).look().merged()
        page.json.items*.id == posts.takeRight(3).reverse()
        page.json.coverage.source == 'LIST' || page.json.coverage.source == 'BUILT'
        page.json.coverage.posts == 3
    }

    /** As a message would. */
    private void tell(String follower, String followee) {
        takeOvers.changed([new EdgeChange(Kind.FOLLOW, follower.toLong(), followee.toLong(), 1, null)])
    }
}
