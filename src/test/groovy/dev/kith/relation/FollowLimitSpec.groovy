package dev.kith.relation

import dev.kith.Api
import dev.kith.KithSpec
import io.micronaut.context.ApplicationContext
import io.micronaut.runtime.server.EmbeddedServer
import spock.lang.AutoCleanup
import spock.lang.Shared

import java.util.concurrent.Callable
import java.util.concurrent.Executors

import static dev.kith.Api.as

/** The smaller preset, and small caps, on instances of their own. */
class FollowLimitSpec extends KithSpec {

    @Shared
    @AutoCleanup
    EmbeddedServer preset = ApplicationContext.run(EmbeddedServer, kith.stack.properties() + ['micronaut.server.port': -1], 'cap300')

    @Shared
    @AutoCleanup
    EmbeddedServer small = kith.service(['kith.graph.follow-cap': 3, 'kith.graph.cap-counts-communities': true])

    def 'the preset lets a profile follow 300, communities included'() {
        given:
        def api = new Api(preset.URI)
        def alice = api.profile()
        def others = (1..299).collect { api.profile() }
        def lines = others.collect { groovy.json.JsonOutput.toJson([kind: 'follow', sourceId: alice, targetId: it]) }.join('\n')
        api.post('/v1/imports', lines, ['Content-Type': 'application/x-ndjson'])
        api.community(alice)
        def one = api.profile()

        expect:
        def refused = api.put("/v1/profiles/$alice/following/$one")
        refused.isProblem(422, 'follow-limit') && refused.json.limit == 300
        def noMore = api.post('/v1/communities', [adminId: alice, name: 'One more'])
        noMore.isProblem(422, 'follow-limit') && noMore.json.limit == 300
        get("/v1/profiles/$alice/communities").json.items.size() == 1

        and: 'whoever ends one has room for another'
        api.delete("/v1/profiles/$alice/following/${others[0]}").status == 204
        api.put("/v1/profiles/$alice/following/$one").status == 200
    }

    def 'memberships, requests and follows fill one cap together'() {
        given:
        def api = new Api(small.URI)
        def (alice, bob, carol, dave) = [profile(), profile(), profile(private: true), profile()]
        def tea = community(bob)

        expect:
        api.put("/v1/profiles/$alice/following/$bob").status == 200
        api.put("/v1/profiles/$alice/following/$carol").json.state == 'REQUESTED'
        api.put("/v1/communities/$tea/members/$alice").status == 200
        api.put("/v1/profiles/$alice/following/$dave").isProblem(422, 'follow-limit')
        api.put("/v1/communities/${community(bob)}/members/$alice").isProblem(422, 'follow-limit')
        api.put("/v1/profiles/$alice/following/$bob").status == 200

        and: 'what was turned away does not count'
        post("/v1/profiles/$carol/follow-requests/$alice/reject", null).status == 204
        api.put("/v1/profiles/$alice/following/$dave").status == 200
        api.put("/v1/profiles/$alice/following/$carol").isProblem(422, 'follow-limit')
    }

    def 'the cap holds when many ask at once'() {
        given:
        def api = new Api(small.URI)
        def alice = profile()
        def others = (1..12).collect { profile() }
        def communities = (1..4).collect { community(profile()) }
        def threads = Executors.newFixedThreadPool(16)

        when:
        def tasks = others.collect { other -> { -> api.put("/v1/profiles/$alice/following/$other").status } as Callable } +
                communities.collect { id -> { -> api.put("/v1/communities/$id/members/$alice").status } as Callable }
        def statuses = threads.invokeAll(tasks)*.get()

        then:
        statuses.countBy { it } == [200: 3, 422: 13]
        pages("/v1/profiles/$alice/following", 20).size() + pages("/v1/profiles/$alice/communities", 20).size() == 3

        cleanup:
        threads.shutdownNow()
    }
}
