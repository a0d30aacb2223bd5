package dev.kith.batch

import dev.kith.Api
import dev.kith.KithSpec
import spock.util.concurrent.PollingConditions

import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse.BodyHandlers

import static dev.kith.Api.as

class BatchSpec extends KithSpec {

    private static final String NOBODY = '4711'

    def soon = new PollingConditions(timeout: 20, delay: 0.05)

    def 'each pair is done as a single follow would be, and each has its receipt'() {
        given:
        def (alice, bob, carol, dave, eve) = [profile(), profile(), profile(), profile(), profile()]
        def shy = profile(private: true)
        def gone = profile()
        assert delete("/v1/profiles/$gone", as(gone)).status == 204
        follow(alice, bob)
        block(alice, dave)
        block(eve, alice)

        when:
        def answer = post('/v1/batches/follows', [sourceId: alice, targetIds: [bob, carol, shy, dave, eve, gone, NOBODY, carol]], as(alice))

        then: 'a pair that comes twice counts once'
        answer.status == 202
        answer.header('location') == "/v1/batches/$answer.json.id"
        answer.json.total == 7
        answer.json.state in ['QUEUED', 'RUNNING', 'COMPLETED']

        when:
        def done = ended(answer.json.id)

        then:
        done.state == 'COMPLETED'
        done.pending == 0
        done.finishedAt >= done.createdAt
        done.outcomes == [created: 1, existing: 1, requested: 1, blocked: 1, notFound: 3, limit: 0, failed: 0]

        and:
        def items = pages("/v1/batches/$done.id/items", 3)
        items*.sourceId.toSet() == [alice] as Set
        items*.targetId == [bob, carol, shy, dave, eve, gone, NOBODY]
        items*.outcome == ['existing', 'created', 'requested', 'blocked', 'notFound', 'notFound', 'notFound']
        items.every { (it.detail != null) == (it.outcome in ['blocked', 'notFound']) }
        pages("/v1/batches/$done.id/items?outcome=notFound", 2)*.targetId == [eve, gone, NOBODY]
        pages("/v1/batches/$done.id/items?outcome=limit", 2) == []

        and:
        get("/v1/profiles/$alice/following/$carol").json.state == 'FOLLOWING'
        get("/v1/profiles/$alice/following/$shy", as(alice)).json.state == 'REQUESTED'
        kith.rows('SELECT * FROM batch_slice WHERE batch_id = ? AND turn <> 1', done.id as long) == []

        and: 'nothing else of it stays in the graph'
        soon.eventually {
            assert kith.rows('SELECT settled FROM batch WHERE id = ?', done.id as long)*.settled == [true]
        }
    }

    def 'batches of several sources are for services only, and others do not see whose they are not'() {
        given:
        def (alice, bob, carol) = [profile(), profile(), profile()]

        when:
        def ofAlice = post('/v1/batches/follows', [sourceId: alice, targetIds: [carol]]).json.id
        def ofBoth = post('/v1/batches/follows', [items: [[sourceId: alice, targetId: bob], [sourceId: bob, targetId: alice]]]).json.id

        then:
        ended(ofBoth).outcomes.created == 2
        get("/v1/batches/$ofAlice", as(alice)).status == 200
        ['', '/items', '/events'].every { get("/v1/batches/$ofAlice$it", as(bob)).isProblem(404, 'batch-not-found') }
        ['cancel', 'retry'].every { post("/v1/batches/$ofAlice/$it", '', as(bob)).isProblem(404, 'batch-not-found') }
        get("/v1/batches/$ofBoth", as(alice)).isProblem(404, 'batch-not-found')
        get('/v1/batches/4711').isProblem(404, 'batch-not-found')

        and:
        post('/v1/batches/follows', [items: [[sourceId: alice, targetId: bob], [sourceId: bob, targetId: alice]]], as(alice))
                .isProblem(403, 'viewer-mismatch')
        post('/v1/batches/follows', 'sourceId,targetId\n' + "$alice,$bob\n$bob,$alice\n", as(alice) + ['Content-Type': 'text/csv'])
                .isProblem(403, 'viewer-mismatch')
    }

    def 'asked #what is answered with #status and #code'() {
        when:
        def answer = post("/v1/batches/$route", body)

        then:
        answer.isProblem(status, code)
        field == null || answer.violatedFields == [field]

        where:
        what                 | route       | body                                                             || status | code            | field
        'for nothing'        | 'follows'   | [:]                                                              || 400    | 'malformed'     | 'sourceId'
        'without targets'    | 'follows'   | [sourceId: '1']                                                  || 400    | 'malformed'     | 'targetIds'
        'for no targets'     | 'follows'   | [sourceId: '1', targetIds: []]                                   || 400    | 'malformed'     | 'targetIds'
        'for too many'       | 'follows'   | [sourceId: '1', targetIds: (2..1002).collect { "$it" as String }] || 400    | 'malformed'     | 'targetIds'
        'for null'           | 'follows'   | [sourceId: '1', targetIds: [null]]                               || 400    | 'malformed'     | null
        'for both'           | 'follows'   | [sourceId: '1', items: [[sourceId: '1', targetId: '2']]]         || 400    | 'malformed'     | 'items'
        'for no pairs'       | 'follows'   | [items: []]                                                      || 400    | 'malformed'     | 'items'
        'for half a pair'    | 'follows'   | [items: [[sourceId: '1']]]                                       || 400    | 'malformed'     | 'items[0].targetId'
        'with numbers'       | 'follows'   | [sourceId: '1', targetIds: [2]]                                  || 400    | 'malformed'     | null
        'with other fields'  | 'follows'   | [sourceId: '1', targetIds: ['2'], why: 'x']                      || 400    | 'malformed'     | 'why'
        'for oneself'        | 'follows'   | [sourceId: '1', targetIds: ['2', '1']]                           || 422    | 'self-relation' | null
        'to end with oneself'| 'unfollows' | [sourceId: '1', targetIds: ['1']]                                || 422    | 'self-relation' | null
        'to end nothing'     | 'unfollows' | [sourceId: '1', targetIds: []]                                   || 400    | 'malformed'     | 'targetIds'
    }

    def 'what came to something unknown is not listed'() {
        given:
        def id = ended(post('/v1/batches/follows', [sourceId: profile(), targetIds: [NOBODY]]).json.id).id

        expect:
        get("/v1/batches/$id/items?outcome=odd").with { it.isProblem(400, 'malformed') && it.violatedFields == ['outcome'] }
        get("/v1/batches/$id/items?limit=201").isProblem(400, 'malformed')
        get("/v1/batches/$id/items?cursor=x").isProblem(400, 'bad-cursor')
    }

    def 'follows end by the batch too'() {
        given:
        def (alice, bob, carol) = [profile(), profile(), profile()]
        def shy = profile(private: true)
        [bob, shy].each { follow(alice, it) }

        when:
        def id = post('/v1/batches/unfollows', [sourceId: alice, targetIds: [bob, carol, shy, NOBODY]]).json.id

        then:
        ended(id).outcomes == [removed: 2, absent: 1, notFound: 1, failed: 0]
        pages("/v1/batches/$id/items", 10)*.outcome == ['removed', 'absent', 'removed', 'notFound']
        get("/v1/profiles/$alice/following/$bob").status == 404
    }

    def 'the same key begins one batch only'() {
        given:
        def body = [sourceId: profile(), targetIds: [profile()]]
        def key = ['Idempotency-Key': "batch ${body.sourceId}".toString()]

        when:
        def first = post('/v1/batches/follows', body, key)
        def again = post('/v1/batches/follows', body, key)

        then:
        [first, again]*.status == [202, 202]
        again.json.id == first.json.id
        again.header('location') == first.header('location')
        again.header('idempotent-replayed') == 'true'
    }

    def 'a slice whose outcome got lost is found done, and counts as it was'() {
        given: 'a batch that was carried out, and of which Postgres knows nothing after a crash'
        def alice = profile()
        def id = ended(post('/v1/batches/follows', [sourceId: alice, targetIds: [profile(), profile(), NOBODY]]).json.id).id as long
        soon.eventually {
            assert kith.rows('SELECT settled FROM batch WHERE id = ?', id)*.settled == [true]
        }
        kith.rows("UPDATE batch SET state = 'RUNNING', settled = false, finished_at = NULL WHERE id = ?", id)
        kith.rows("UPDATE batch_slice SET outcomes = '..n', turn = 0 WHERE batch_id = ?", id)
        def graph = kith.server.applicationContext.getBean(org.neo4j.driver.Driver)
        graph.session().withCloseable {
            it.run('CREATE (:EdgeReceipt {key: $key, outcomes: $outcomes})', [key: "batch/$id/0/0".toString(), outcomes: 'cc']).consume()
        }

        when:
        kith.server.applicationContext.getBean(BatchRunner).run(id)

        then: 'they are not told as existing'
        ended("$id").outcomes.subMap('created', 'existing', 'notFound') == [created: 2, existing: 0, notFound: 1]
        graph.session().withCloseable {
            it.run('MATCH (receipt:EdgeReceipt) WHERE receipt.key STARTS WITH $prefix RETURN count(*) AS n', [prefix: "batch/$id/".toString()]).single().get('n').asInt()
        } == 0
    }

    def 'only what failed is done again'() {
        given:
        def alice = profile()
        def targets = (1..3).collect { profile() }
        def id = ended(post('/v1/batches/follows', [sourceId: alice, targetIds: targets]).json.id).id

        expect: 'without failures there is nothing to do'
        post("/v1/batches/$id/retry", '').json.state == 'COMPLETED'

        when:
        kith.rows("UPDATE batch_slice SET outcomes = 'cfn' WHERE batch_id = ?", id as long)
        def answer = post("/v1/batches/$id/retry", '')

        then:
        answer.status == 200
        ended(id).outcomes.subMap('created', 'existing', 'notFound', 'failed') == [created: 1, existing: 1, notFound: 1, failed: 0]
    }

    def 'of a cancelled batch nothing more is done'() {
        given: 'one that nobody works on'
        def (alice, bob) = [profile(), profile()]
        def id = ended(post('/v1/batches/follows', [sourceId: alice, targetIds: [bob]]).json.id).id

        expect:
        post("/v1/batches/$id/cancel", '').isProblem(409, 'batch-completed')

        when:
        assert delete("/v1/profiles/$alice/following/$bob").status == 204
        kith.rows("UPDATE batch SET state = 'QUEUED', settled = false, finished_at = NULL WHERE id = ?", id as long)
        kith.rows("UPDATE batch_slice SET outcomes = '.' WHERE batch_id = ?", id as long)
        def answer = post("/v1/batches/$id/cancel", '')

        then:
        answer.json.state == 'CANCELLED'
        answer.json.finishedAt
        post("/v1/batches/$id/cancel", '').json.state == 'CANCELLED'
        post("/v1/batches/$id/retry", '').isProblem(409, 'batch-cancelled')

        when:
        kith.server.applicationContext.getBean(BatchRunner).run(id as long)

        then:
        get("/v1/batches/$id").json.with { it.pending == 1 && it.total == 1 }
        get("/v1/profiles/$alice/following/$bob").status == 404
    }

    def 'what nobody works on any more is taken up again'() {
        given: 'as after a crash: a job that never comes'
        def (alice, bob) = [profile(), profile()]
        def id = ended(post('/v1/batches/follows', [sourceId: alice, targetIds: [bob]]).json.id).id as long
        kith.rows("UPDATE batch SET state = 'RUNNING', settled = false, finished_at = NULL, heartbeat = now() - interval '1 minute' WHERE id = ?", id)
        kith.rows("UPDATE batch_slice SET outcomes = '.' WHERE batch_id = ?", id)

        when:
        kith.server.applicationContext.getBean(BatchSweep).sweep()

        then:
        ended("$id").outcomes.existing == 1
    }

    def 'progress never goes back, and a stream tells of it until the end'() {
        given:
        def sources = (1..2).collect { profile() }
        def targets = (1..700).collect { "${10_000 + it}" as String }
        def body = targets.collectMany { target -> sources.collect { [sourceId: it, targetId: target] } }

        when:
        def id = upload(body.collect { groovy.json.JsonOutput.toJson(it) }.join('\n'), 'application/x-ndjson').json.id
        def events = events(id)

        then:
        events*.total.toSet() == [1_400] as Set
        events*.pending == events*.pending.sort(false).reverse()
        events.last().state == 'COMPLETED'
        events.last().outcomes.notFound == 1_400
        events.last() == get("/v1/batches/$id").json
        kith.rows('SELECT number FROM batch_slice WHERE batch_id = ? ORDER BY number', id as long)*.number == (0..6).toList()
    }

    def 'pairs stream in as #type, each counting once'() {
        given:
        def (alice, bob, carol) = [profile(), profile(), profile()]

        when:
        def answer = upload(body(alice, bob, carol), type)

        then:
        answer.status == 202
        answer.json.total == 2
        ended(answer.json.id).outcomes.created == 2
        pages("/v1/batches/$answer.json.id/items", 10).collect { [it.sourceId, it.targetId] } == [[alice, bob], [carol, bob]]

        where:
        type                   | body
        'text/csv'             | { a, b, c -> "sourceId,targetId\r\n$a,$b\r\n\"$c\",\"$b\"\r\n$a,$b" }
        'text/csv'             | { a, b, c -> "\uFEFF$a,$b\n\n$c,$b\n$c,$b\n" }
        'application/x-ndjson' | { a, b, c -> [[a, b], [c, b], [a, b]].collect { """{"sourceId":"${it[0]}","targetId":"${it[1]}"}\n""" }.join() }
    }

    def 'an upload with a line that is #what is refused with its number, and nothing of it stays'() {
        given:
        def before = kith.rows('SELECT id FROM batch')*.id.toSet()
        def alice = profile()
        def good = type == 'text/csv' ? { "$alice,${20_000 + it}" } : { """{"sourceId":"$alice","targetId":"${20_000 + it}"}""" }

        when:
        def answer = upload(((1..1_500).collect(good) + [line.replace('ALICE', alice)] + (1_501..1_600).collect(good)).join('\n'), type)

        then:
        answer.isProblem(400, 'malformed')
        answer.json.line == 1_501
        answer.violatedFields == ['line 1501']
        kith.rows("SELECT source_id FROM batch_item WHERE source_id = ?", alice as long) == []
        kith.rows("SELECT id FROM batch WHERE state = 'RECEIVING' AND owner_id IS NULL AND total = 0 AND id > ?", before.max() ?: 0L)
                .every { kith.rows('SELECT 1 FROM batch_item WHERE batch_id = ? AND source_id = ?', it.id, alice as long) == [] }

        where:
        what                 | type                   | line
        'no pair'            | 'text/csv'             | '1;2'
        'too long'           | 'text/csv'             | '1,' + '2' * 2_000
        'too great an id'    | 'text/csv'             | '1,99999999999999999999'
        'three columns'      | 'text/csv'             | '1,2,3'
        'the names again'    | 'text/csv'             | 'sourceId,targetId'
        'about oneself'      | 'text/csv'             | 'ALICE,ALICE'
        'no JSON'            | 'application/x-ndjson' | '1,2'
        'half a pair'        | 'application/x-ndjson' | '{"sourceId":"1"}'
        'more than a pair'   | 'application/x-ndjson' | '{"sourceId":"1","targetId":"2","why":"x"}'
        'a pair of numbers'  | 'application/x-ndjson' | '{"sourceId":1,"targetId":2}'
        'null'               | 'application/x-ndjson' | 'null'
    }

    def 'an upload of #what is answered with #status'() {
        expect:
        upload(body, type).status == status

        where:
        what         | type                   | body                  || status
        'nothing'    | 'text/csv'             | ''                    || 400
        'no lines'   | 'application/x-ndjson' | '\n\n'                || 400
        'names only' | 'text/csv'             | 'sourceId,targetId\n' || 400
        'text'       | 'text/plain'           | '1,2'                 || 415
    }

    def 'more pairs than allowed are too many'() {
        when:
        PairLines.csv(new ByteArrayInputStream('1,2\n1,3\n1,2\n'.bytes), most).toList()

        then:
        def refused = thrown(dev.kith.web.Problem)
        refused.status().code == 413
        refused.code() == 'too-many-pairs'

        where:
        most << [1, 2]
    }

    private Api.Answer upload(String body, String type) {
        post('/v1/batches/follows', body, ['Content-Type': type])
    }

    /** The batch once it has ended. */
    private Map ended(String id) {
        def batch = null
        soon.eventually {
            batch = get("/v1/batches/$id").json
            assert batch.state in ['COMPLETED', 'CANCELLED']
        }
        batch
    }

    /** What a stream tells until it ends. */
    private List<Map> events(String id) {
        def request = HttpRequest.newBuilder(api.url.resolve("/v1/batches/$id/events")).build()
        def lines = HttpClient.newHttpClient().send(request, BodyHandlers.ofLines()).body().toList()
        lines.findAll { it.startsWith('data: {"id"') }.collect { new groovy.json.JsonSlurper().parseText(it.substring(6)) as Map }
    }
}
