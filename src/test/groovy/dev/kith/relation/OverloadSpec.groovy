package dev.kith.relation

import dev.kith.Api
import dev.kith.KithSpec
import io.micronaut.runtime.server.EmbeddedServer
import spock.lang.Shared

import java.util.concurrent.Callable
import java.util.concurrent.CyclicBarrier
import java.util.concurrent.Executors

class OverloadSpec extends KithSpec {

    @Shared
    EmbeddedServer narrow = kith.service('kith.graph.writes.queue': 1, 'kith.graph.writes.lanes': 1, 'kith.graph.writes.batch': 1)

    def cleanupSpec() {
        narrow.stop()
    }

    def 'of a burst that is too much, some are told to come again, and what they are told holds for all'() {
        given:
        def bob = profile()
        def fans = (1..40).collect { profile() }
        def here = new Api(narrow.URI)
        def start = new CyclicBarrier(fans.size())
        def threads = Executors.newFixedThreadPool(fans.size())

        when:
        def answers = fans.collect { fan ->
            threads.submit({
                start.await()
                here.put("/v1/profiles/$fan/following/$bob")
            } as Callable)
        }*.get()
        def (taken, refused) = answers.split { it.status == 200 }

        then:
        !taken.empty && !refused.empty
        refused.every { it.isProblem(429, 'overloaded') && it.header('retry-after').toInteger() > 0 }

        and: 'whoever got 200 follows, and whoever got 429 does not'
        taken.every { it.json.created }
        [fans, answers].transpose().every { fan, answer ->
            get("/v1/profiles/$fan/following/$bob").status == (answer.status == 200 ? 200 : 404)
        }
        get("/v1/profiles/$bob").json.followersCount == taken.size()

        when: 'they come again, one after the other'
        [fans, answers].transpose().each { fan, answer ->
            if (answer.status == 429) {
                assert here.put("/v1/profiles/$fan/following/$bob").json.created
            }
        }

        then:
        get("/v1/profiles/$bob").json.followersCount == fans.size()

        cleanup:
        threads.shutdownNow()
    }
}
