package dev.kith.batch

import static dev.kith.Api.as

/** What is asked of batches, and what they answer. */
class BatchSpec extends BatchKithSpec {

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
}
