package dev.kith.batch

import dev.kith.Api

import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse.BodyHandlers

/** Pairs stream in, and progress out. */
class BatchUploadSpec extends BatchKithSpec {

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

    def 'follows of an upload end by another'() {
        given:
        def (alice, bob) = [profile(), profile()]
        follow(alice, bob)

        expect:
        ended(upload(body(alice, bob), type, 'unfollows').json.id).outcomes == [removed: 1, absent: 0, notFound: 0, failed: 0]

        where:
        type                   | body
        'text/csv'             | { a, b -> "$a,$b" }
        'application/x-ndjson' | { a, b -> """{"sourceId":"$a","targetId":"$b"}""" }
    }

    private Api.Answer upload(String body, String type, String kind = 'follows') {
        post("/v1/batches/$kind", body, ['Content-Type': type])
    }

    /** What a stream tells until it ends. */
    private List<Map> events(String id) {
        def request = HttpRequest.newBuilder(api.url.resolve("/v1/batches/$id/events")).build()
        def lines = HttpClient.newHttpClient().send(request, BodyHandlers.ofLines()).body().toList()
        lines.findAll { it.startsWith('data: {"id"') }.collect { new groovy.json.JsonSlurper().parseText(it.substring(6)) as Map }
    }
}
