package dev.kith

import spock.util.concurrent.PollingConditions

class OperationsSpec extends KithSpec {

    def '#path tells how the service is'() {
        expect: 'soon: the clients of the stores open their connections when they are first asked'
        new PollingConditions(timeout: 30).eventually {
            def answer = get(path)
            assert answer.status == 200
            assert answer.body.contains(part)
        }

        where:
        path                   | part
        '/health/liveness'     | '"UP"'
        '/health/readiness'    | '"UP"'
        '/health/dependencies' | '"neo4j"'
        '/prometheus'          | 'jvm_memory_used_bytes'
    }

    def 'the try-out page needs nothing from elsewhere'() {
        given:
        def page = get('/swagger')

        when:
        def parts = (page.body =~ /(?:src|href|url)(?:=|: )["']([^"']+)["']/).collect { it[1] }

        then:
        page.status == 200
        parts.size() == 4
        parts.every { it.startsWith('/swagger/') && get(it).status == 200 }
        get('/swagger/kith.yml').body == new File('swagger/kith.yml').text
    }

    def 'a trace that a caller began goes on here, and comes back'() {
        given:
        def trace = '4bf92f3577b34da6a3ce929d0e0e4736'

        expect:
        get('/v1/profiles/4711', [traceparent: "00-$trace-00f067aa0ba902b7-01"]).json.traceId == trace
        get('/v1/profiles/4711', [traceparent: "00-$trace-00f067aa0ba902b7-01"]).header('x-trace-id') == trace
        get('/v1/profiles/4711', [traceparent: 'nonsense']).json.traceId ==~ /[0-9a-f]{32}/
    }

    def '#method #path is answered with #status, as a problem'() {
        expect:
        send(method, path, null).isProblem(status, code)

        where:
        method   | path                 || status | code
        'GET'    | '/v1/nothing'        || 404    | 'not-found'
        'GET'    | '/'                  || 404    | 'not-found'
        'PUT'    | '/v1/profiles'       || 405    | 'method-not-allowed'
        'DELETE' | '/v1/profiles/1/posts' || 405  | 'method-not-allowed'
    }
}
