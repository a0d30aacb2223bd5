package dev.kith.batch

import dev.kith.graph.EdgeReceipts
import dev.kith.graph.EdgeReceipts.Order
import dev.kith.graph.EdgeResult
import dev.kith.graph.SocialGraph.Pair
import dev.kith.graph.UnreachableReceipts
import dev.kith.job.Jobs
import dev.kith.profile.Profiles
import dev.kith.role.Precedence
import io.micronaut.transaction.TransactionOperations
import org.neo4j.driver.Driver

import java.time.Clock
import java.time.Duration
import java.util.function.Consumer
import java.util.function.Function

/** How batches are carried out, whatever happens meanwhile. */
class BatchRunSpec extends BatchKithSpec {

    def 'a slice whose outcome got lost is found done, and counts as it was'() {
        given: 'a batch that was carried out, and of which Postgres knows nothing after a crash'
        def alice = profile()
        def id = ended(post('/v1/batches/follows', [sourceId: alice, targetIds: [profile(), profile(), NOBODY]]).json.id).id
        reopen(id, '..n')
        graph('CREATE (:EdgeReceipt {key: $key, outcomes: $outcomes})', [key: "batch/$id/0/0".toString(), outcomes: 'cc'])

        when:
        bean(BatchRunner).run(id as long)

        then: 'they are not told as existing'
        ended(id).outcomes.subMap('created', 'existing', 'notFound') == [created: 2, existing: 0, notFound: 1]
        graph('MATCH (receipt:EdgeReceipt) WHERE receipt.key STARTS WITH $prefix RETURN receipt', [prefix: "batch/$id/".toString()]) == []
    }

    def 'what nobody works on any more is taken up again'() {
        given: 'as after a crash: a job that never comes'
        def (alice, bob) = [profile(), profile()]
        def id = ended(post('/v1/batches/follows', [sourceId: alice, targetIds: [bob]]).json.id).id
        reopen(id, '.', "now() - interval '1 minute'")

        when:
        bean(BatchSweep).sweep()

        then:
        ended(id).outcomes.existing == 1
    }

    def 'who follows as many as may be gets no further, and what exists counts as existing'() {
        given:
        def (alice, bob, carol) = [profile(), profile(), profile()]
        follow(alice, bob)
        graph('''
                MATCH (follower:Profile {id: $id})
                UNWIND range(2, 5000) AS n
                CREATE (follower)-[:FOLLOWS {source: $id, target: -n, state: 'FOLLOWING', since: 0, version: 0}]->(:Filler {of: $id})
                ''', [id: alice as long])

        when:
        def id = post('/v1/batches/follows', [sourceId: alice, targetIds: [bob, carol]]).json.id

        then:
        ended(id).outcomes.subMap('created', 'existing', 'limit') == [created: 0, existing: 1, limit: 1]
        pages("/v1/batches/$id/items?outcome=limit", 10).every { it.targetId == carol && it.detail }

        cleanup:
        graph('MATCH (filler:Filler {of: $id}) DETACH DELETE filler', [id: alice as long])
    }

    def 'connections are made by the batch too'() {
        given:
        def (alice, bob, carol, dave) = [profile(), profile(), profile(), profile()]
        connect(bob, alice)
        block(alice, dave)

        when:
        def pairs = [bob, carol, dave, NOBODY].collect { new Pair(alice as long, it as long) }
        def id = bean(Batches).create(BatchKind.CONNECT, null, pairs)

        then:
        ended(id).outcomes == [created: 1, existing: 1, blocked: 1, notFound: 1, failed: 0]
        pages("/v1/profiles/$carol/connections", 10)*.profile*.id == [alice]
    }

    def 'what can not be done for too long has failed, and done again it is mended'() {
        given:
        def (alice, bob, carol) = [profile(), profile(), profile()]
        def id = ended(post('/v1/batches/follows', [sourceId: alice, targetIds: [bob, carol]]).json.id).id
        assert delete("/v1/profiles/$alice/following/$carol").status == 204
        reopen(id, 'c.')
        def runner = runner(Duration.ofHours(1), new UnreachableReceipts())

        when: 'the graph is down for a while'
        runner.run(id as long)

        then:
        get("/v1/batches/$id").json.with { it.state == 'RUNNING' && it.pending == 1 }

        when: 'and longer than that'
        kith.rows("UPDATE batch SET stuck_since = stuck_since - interval '2 hours' WHERE id = ?", id as long)
        runner.run(id as long)

        then:
        ended(id).outcomes.subMap('created', 'failed') == [created: 1, failed: 1]
        pages("/v1/batches/$id/items?outcome=failed", 10)*.targetId == [carol]

        when:
        assert post("/v1/batches/$id/retry", '').status == 200

        then:
        ended(id).outcomes.subMap('created', 'existing', 'failed') == [created: 2, existing: 0, failed: 0]
    }

    def 'while a batch is carried out, what nobody waits for gives way to it'() {
        given:
        def (alice, bob) = [profile(), profile()]
        def id = ended(post('/v1/batches/follows', [sourceId: alice, targetIds: [bob]]).json.id).id
        reopen(id, '.')
        def precedence = new Precedence() {
            boolean held

            @Override
            void first(Runnable work) {
                held = true
                super.first(work)
                held = false
            }
        }
        def held = []
        def receipts = new UnreachableReceipts() {
            @Override
            Map<String, String> write(List<Order> orders, Function<EdgeResult, Character> code, Consumer<Collection<Long>> makeNodes) {
                held << precedence.held
                bean(EdgeReceipts).write(orders, code, makeNodes)
            }

            @Override
            void forget(String prefix) {
                bean(EdgeReceipts).forget(prefix)
            }
        }

        when:
        runner(Duration.ofHours(1), receipts, precedence).run(id as long)

        then:
        ended(id).outcomes.existing == 1
        held == [true]
        !precedence.held
    }

    private BatchRunner runner(Duration patience, EdgeReceipts receipts, Precedence precedence = new Precedence()) {
        def usual = bean(BatchConfiguration)
        def configuration = new BatchConfiguration(
                usual.most(), usual.slices(), usual.lanes(), usual.turn(), usual.silence(), patience, usual.kept(), usual.streams())
        new BatchRunner(
                bean(BatchRepository), bean(BatchItemRepository), receipts, bean(Profiles), bean(Jobs), precedence, bean(TransactionOperations), configuration, bean(Clock))
    }

    private List graph(String statement, Map<String, Object> parameters) {
        bean(Driver).executableQuery(statement).withParameters(parameters).execute().records()
    }
}
