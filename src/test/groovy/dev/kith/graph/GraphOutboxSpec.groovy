package dev.kith.graph

import dev.kith.KithSpec
import org.neo4j.driver.Driver
import spock.util.concurrent.PollingConditions

import java.util.concurrent.Callable
import java.util.concurrent.Executors

class GraphOutboxSpec extends KithSpec {

    /** Ids of this spec only. */
    private static final long NOTES = 4_200_000_000_000

    def 'instances that deliver at the same time take each other nothing away, and leave nothing behind'() {
        given:
        def driver = kith.server.applicationContext.getBean(Driver)
        def outbox = kith.server.applicationContext.getBean(GraphOutbox)
        def threads = Executors.newFixedThreadPool(4)

        expect:
        (0..<5).every { round ->
            driver.executableQuery('''
                    UNWIND range($first, $first + 999) AS id
                    CREATE (:OutboxEvent {id: id, at: 0, version: 1, kinds: ['FOLLOW'], sources: [id], targets: [id], traces: ['']})
                    ''').withParameters([first: NOTES + 1_000 * round]).execute()
            (1..4).collect { threads.submit({ outbox.deliver() } as Callable) }*.get()
            true
        }
        new PollingConditions(timeout: 20).eventually {
            assert driver.executableQuery('MATCH (event:OutboxEvent) WHERE event.id >= $first AND event.id < $first + 5000 RETURN count(*) AS left')
                    .withParameters([first: NOTES]).execute().records().first().get('left').asLong() == 0
        }

        cleanup:
        threads.shutdown()
    }
}
