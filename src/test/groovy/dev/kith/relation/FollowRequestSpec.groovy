package dev.kith.relation

import dev.kith.KithSpec
import spock.lang.Requires

import java.time.Instant
import java.util.concurrent.Callable
import java.util.concurrent.Executors

import static dev.kith.Api.as

class FollowRequestSpec extends KithSpec {

    private String carol = profile(private: true)
    private String alice = profile()

    def 'who is approved follows, with the times of the request and of the decision'() {
        given:
        def asked = put("/v1/profiles/$alice/following/$carol").json

        when:
        def approved = post("/v1/profiles/$carol/follow-requests/$alice/approve", null, as(carol))

        then:
        approved.status == 200
        approved.json == [sourceId: alice, targetId: carol, state: 'FOLLOWING', since: approved.json.since, requestedAt: asked.since]
        Instant.parse(approved.json.since) >= Instant.parse(asked.since)

        and:
        get("/v1/profiles/$alice/following/$carol", as(alice)).json.state == 'FOLLOWING'
        get("/v1/profiles/$carol").status == 404
        get("/v1/profiles/$carol", as(alice)).json.followersCount == 1
        pages("/v1/profiles/$carol/followers", 10, as(alice))*.profile.id == [alice]
        get("/v1/profiles/$carol/follow-requests").json.items == []

        and: 'approving again changes nothing'
        post("/v1/profiles/$carol/follow-requests/$alice/approve", null).json.since == approved.json.since
    }

    def 'who is rejected does not follow, is not told, and may ask again'() {
        given:
        follow(alice, carol)

        expect:
        post("/v1/profiles/$carol/follow-requests/$alice/reject", null).status == 204
        post("/v1/profiles/$carol/follow-requests/$alice/reject", null).isProblem(404, 'follow-request-not-found')
        post("/v1/profiles/$carol/follow-requests/$alice/approve", null).isProblem(404, 'follow-request-not-found')
        get("/v1/profiles/$alice/following/$carol", as(alice)).isProblem(404, 'not-following')
        relationship(alice, carol).requested == false
        get("/v1/profiles/$alice", as(alice)).json.followingCount == 0

        when:
        def again = put("/v1/profiles/$alice/following/$carol")

        then:
        again.json.state == 'REQUESTED' && again.json.created
        get("/v1/profiles/$carol/follow-requests").json.items*.profile*.id == [alice]
    }

    def 'a request can be withdrawn, and is in the lists of both until then'() {
        given:
        def bob = profile()
        follow(alice, carol)
        follow(bob, carol)

        expect:
        pages("/v1/profiles/$carol/follow-requests", 1, as(carol))*.profile.id == [bob, alice]
        pages("/v1/profiles/$carol/follow-requests?direction=incoming", 1)*.profile.id == [bob, alice]
        pages("/v1/profiles/$carol/follow-requests", 2).every { it.requestedAt && it.since == it.requestedAt }
        pages("/v1/profiles/$alice/follow-requests?direction=outgoing", 2)*.profile.id == [carol]
        pages("/v1/profiles/$alice/follow-requests", 2) == []
        get("/v1/profiles/$carol/follow-requests", as(alice)).isProblem(403, 'viewer-mismatch')
        get("/v1/profiles/$carol/follow-requests?direction=sideways").violatedFields == ['direction']
        get("/v1/profiles/4711/follow-requests").isProblem(404, 'profile-not-found')

        and:
        delete("/v1/profiles/$alice/following/$carol").status == 204
        pages("/v1/profiles/$carol/follow-requests", 2)*.profile.id == [bob]
        post("/v1/profiles/$carol/follow-requests/$alice/approve", null).isProblem(404, 'follow-request-not-found')
        post("/v1/profiles/$carol/follow-requests/4711/reject", null).isProblem(404, 'follow-request-not-found')
        post("/v1/profiles/$carol/follow-requests/$bob/approve", null, as(bob)).isProblem(403, 'viewer-mismatch')
    }

    def 'a profile that opens lets in who waits, and not who was turned away'() {
        given:
        def (bob, dave) = [profile(), profile()]
        [alice, bob, dave].each { follow(it, carol) }
        post("/v1/profiles/$carol/follow-requests/$dave/reject", null)

        when:
        patch("/v1/profiles/$carol", [private: false], as(carol))

        then:
        pages("/v1/profiles/$carol/followers", 10)*.profile*.id as Set == [alice, bob] as Set
        get("/v1/profiles/$carol").json.followersCount == 2
        get("/v1/profiles/$carol/follow-requests").json.items == []

        and: 'who closes again keeps the followers'
        patch("/v1/profiles/$carol", [private: true], as(carol)).status == 200
        get("/v1/profiles/$alice/following/$carol", as(alice)).json.state == 'FOLLOWING'
        put("/v1/profiles/$dave/following/$carol").json.state == 'REQUESTED'
    }

    def 'a race between opening, closing and requests ends in a lawful state'() {
        given:
        def seed = System.nanoTime()
        println "FollowRequestSpec seed $seed"
        def random = new Random(seed)
        def fans = (1..30).collect { profile() }
        def threads = Executors.newFixedThreadPool(8)

        when:
        def tasks = fans.collect { fan -> { -> put("/v1/profiles/$fan/following/$carol").status } as Callable } +
                (1..12).collect { n -> { -> patch("/v1/profiles/$carol", [private: n % 2 == 0], as(carol)).status } as Callable }
        def statuses = threads.invokeAll(tasks.shuffled(random))*.get()
        def open = random.nextBoolean()
        patch("/v1/profiles/$carol", [private: !open], as(carol))

        then: 'each follows, or waits for a profile that is private'
        statuses.every { it == 200 }
        def states = fans.collect { get("/v1/profiles/$it/following/$carol", as(it)).json.state }
        states.every { it == 'FOLLOWING' || (!open && it == 'REQUESTED') }
        pages("/v1/profiles/$carol/followers", 50, as(carol)).size() == states.count('FOLLOWING')
        pages("/v1/profiles/$carol/follow-requests", 50).size() == states.count('REQUESTED')
        get("/v1/profiles/$carol", as(carol)).json.followersCount == states.count('FOLLOWING')

        cleanup:
        threads.shutdownNow()
    }

    def 'a follower can be removed, and is not told'() {
        given:
        def bob = profile()
        follow(alice, bob)

        expect:
        delete("/v1/profiles/$bob/followers/$alice", as(alice)).isProblem(403, 'viewer-mismatch')
        delete("/v1/profiles/$bob/followers/$alice", as(bob)).status == 204
        delete("/v1/profiles/$bob/followers/$alice").status == 204
        get("/v1/profiles/$alice/following/$bob", as(alice)).status == 404
        get("/v1/profiles/$bob").json.followersCount == 0

        and: 'a request is no follower'
        follow(alice, carol) == null
        delete("/v1/profiles/$carol/followers/$alice").status == 204
        get("/v1/profiles/$alice/following/$carol", as(alice)).json.state == 'REQUESTED'
    }
}
