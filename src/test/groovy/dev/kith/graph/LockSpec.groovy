package dev.kith.graph

import dev.kith.Api
import dev.kith.KithSpec
import org.neo4j.driver.Driver
import org.neo4j.driver.TransactionConfig
import org.neo4j.driver.exceptions.Neo4jException

import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration

class LockSpec extends KithSpec {

    private static final String LOCK = Files.readString(Path.of('cypher/queries/graph/lock_profiles.cypher'))

    def 'whoever locks a profile keeps others from locking it until the transaction ends'() {
        given:
        def driver = kith.server.applicationContext.getBean(Driver)
        def alice = [ids: [profile() as long]]
        def first = driver.session().beginTransaction()
        first.run(LOCK, alice).consume()

        when: 'another wants it too, but not for longer than half a second'
        def impatient = TransactionConfig.builder().withTimeout(Duration.ofMillis(500)).build()
        driver.session().beginTransaction(impatient).run(LOCK, alice).consume()

        then:
        thrown(Neo4jException)

        when: 'the lock is free, whoever has time gets it'
        first.rollback()
        def second = driver.session().beginTransaction()
        def answer = second.run(LOCK, alice).list()
        second.rollback()

        then:
        answer.first().get('found').asList() == alice.ids
    }

    def 'who waits for a lock for longer than a statement may take hears that the store is down, and can ask again'() {
        given:
        def impatient = kith.service('neo4j.query-timeout': '500ms')
        def api = new Api(impatient.URI)
        def (alice, bob) = [profile(), profile()]
        def holding = kith.server.applicationContext.getBean(Driver).session().beginTransaction()
        holding.run(LOCK, [ids: [alice as long]]).consume()

        when:
        def refused = api.put("/v1/profiles/$alice/following/$bob")

        then:
        refused.isProblem(503, 'store-unavailable')

        when:
        holding.rollback()

        then:
        api.put("/v1/profiles/$alice/following/$bob").status == 200

        cleanup:
        holding?.close()
        impatient?.stop()
    }
}
