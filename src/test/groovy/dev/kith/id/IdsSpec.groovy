package dev.kith.id

import dev.kith.KithSpec
import io.micronaut.transaction.TransactionOperations

import java.time.Clock
import java.time.Instant
import java.time.ZoneOffset
import java.util.concurrent.Callable
import java.util.concurrent.Executors
import java.util.random.RandomGenerator

class IdsSpec extends KithSpec {

    private static final Instant MONDAY = Instant.parse('2026-03-02T10:00:00.123Z')

    def 'an id carries its time, and ids of later times are greater'() {
        expect:
        Ids.timeOf(Ids.firstAt(time)) == time
        Ids.firstAt(time) < Ids.firstAt(time.plusMillis(1))
        Ids.timeOf(Ids.firstAt(time.plusMillis(1)) - 1) == time

        where:
        time << [Ids.EPOCH, Instant.parse('2010-01-21T16:38:36.971Z'), MONDAY, Instant.parse('2069-01-01T00:00:00Z')]
    }

    def 'an id for another time has that time and is positive'() {
        given:
        def ids = new Ids(Stub(NodeLease), Clock.fixed(MONDAY, ZoneOffset.UTC), RandomGenerator.of('L64X128MixRandom'))

        expect:
        (1..100).every { Ids.timeOf(ids.at(MONDAY)) == MONDAY && ids.at(MONDAY) > 0 }
    }

    def 'ids of several instances that start together are unique'() {
        given:
        def servers = [kith.server] + (1..2).collect { kith.service([:]) }
        def generators = servers*.applicationContext*.getBean(Ids)
        def threads = Executors.newVirtualThreadPerTaskExecutor()

        when:
        def made = (1..30).collect { n ->
            threads.submit({ (1..1_000).collect { generators[n % 3].next() } } as Callable)
        }*.get().flatten()

        then:
        made.toSet().size() == 30_000
        servers*.applicationContext*.getBean(NodeLease)*.node().toSet().size() == 3

        cleanup:
        threads.close()
        servers.drop(1)*.stop()
    }

    def 'a lease outlives the transaction that happened to ask for it'() {
        given:
        def server = kith.service([:])
        def transactions = server.applicationContext.getBean(TransactionOperations)
        def lease = server.applicationContext.getBean(NodeLease)
        def node = null

        when:
        transactions.executeWrite {
            node = lease.node()
            throw new IllegalStateException('the request fails')
        }

        then:
        thrown(IllegalStateException)
        server.applicationContext.getBean(NodeLeaseRepository).renew(node, lease.holder, 60) == node

        cleanup:
        server.stop()
    }

    def '#text is no id'() {
        when:
        ProfileId.of(text)

        then:
        thrown(MalformedId)

        where:
        text << [null, '', ' ', '-1', '+1', '1.0', '0x1', '１２', 'one', '9223372036854775808', '1' * 20]
    }
}
