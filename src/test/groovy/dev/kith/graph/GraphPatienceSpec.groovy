package dev.kith.graph

import org.neo4j.driver.exceptions.AuthenticationException
import org.neo4j.driver.exceptions.ServiceUnavailableException
import spock.lang.Specification

import java.time.Duration

/** What an instance does that starts before its graph does. */
class GraphPatienceSpec extends Specification {

    private int asked = 0

    def 'it asks again until the graph answers'() {
        when:
        GraphSchema.await({ fail(++asked < 4, new ServiceUnavailableException('connection refused')) }, Duration.ofMinutes(1))

        then:
        asked == 4
    }

    def 'after its patience it says why it does not start'() {
        when:
        GraphSchema.await({ fail(++asked > 0, new ServiceUnavailableException('connection refused')) }, Duration.ofMillis(800))

        then:
        def failed = thrown(ServiceUnavailableException)
        failed.message == 'connection refused'
        asked > 1
    }

    def 'what does not pass by itself is not waited for'() {
        when:
        GraphSchema.await({ fail(++asked > 0, new AuthenticationException('Neo.ClientError.Security.Unauthorized', 'wrong password')) }, Duration.ofMinutes(1))

        then:
        thrown(AuthenticationException)
        asked == 1
    }

    private static void fail(boolean fails, RuntimeException how) {
        if (fails) {
            throw how
        }
    }
}
