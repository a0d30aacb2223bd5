package dev.kith.bench

import com.sun.net.httpserver.HttpExchange
import com.sun.net.httpserver.HttpServer
import spock.lang.Specification

import java.time.Duration
import java.util.concurrent.ConcurrentLinkedQueue
import java.util.concurrent.atomic.AtomicInteger

/** Against a server that is none of ours. */
class LoadGeneratorSpec extends Specification {

    def seen = new ConcurrentLinkedQueue<String>()
    def connections = new HashSet<InetSocketAddress>().asSynchronized()
    def answer = { HttpExchange exchange -> say(exchange, 200, 'hello') }
    def server = HttpServer.create(new InetSocketAddress('127.0.0.1', 0), 0)
    def load = new LoadGenerator(1)

    def setup() {
        server.createContext('/') { HttpExchange exchange ->
            connections << exchange.remoteAddress
            seen << "$exchange.requestMethod $exchange.requestURI ${exchange.requestHeaders.getFirst('Content-Type')} $exchange.requestBody.text".toString()
            answer.call(exchange)
        }
        server.start()
    }

    def cleanup() {
        server.stop(0)
    }

    def 'all callers together call so many times, each on one connection'() {
        given:
        def next = new AtomicInteger()

        when:
        def calls = load.run(subject(4) { _ -> Request.get("/some/${next.incrementAndGet()}") }, 100)

        then:
        calls.nanos().totalCount == 100
        seen.toSorted() == (1..100).collect { "GET /some/$it null ".toString() }.sort()
        connections.size() == 4
    }

    def 'fewer calls than callers are no more'() {
        expect:
        load.run(subject(4) { _ -> Request.get('/') }, 3).nanos().totalCount == 3
        seen.size() == 3
    }

    def 'a body is sent along'() {
        when:
        load.run(subject(1) { _ -> Request.post('/things', '{"name":"Zoë"}') }, 2)

        then:
        seen.toList() == ['POST /things application/json {"name":"Zoë"}'] * 2
    }

    def 'with a pace no more is sent than is due'() {
        when:
        def calls = load.run(subject(4) { _ -> Request.get('/') }, Duration.ofMillis(500), Pace.of(100, 4))

        then: 'half a second has 50, and each caller begins somewhere in its first turn'
        calls.nanos().totalCount in 48L..52L
    }

    def 'with a pace each connection was used once before anything counts'() {
        when:
        def calls = load.run(subject(4) { _ -> Request.get('/') }, Duration.ofMillis(500), Pace.of(100, 4))

        then:
        seen.size() == calls.nanos().totalCount + 4
        connections.size() == 4
    }

    def 'what nobody answers in time has waited since it was due'() {
        given:
        answer = { HttpExchange exchange ->
            if (seen.size() == 2) {
                sleep(300)
            }
            say(exchange, 200, '')
        }

        when:
        def calls = load.run(subject(1) { _ -> Request.get('/') }, Duration.ofMillis(500), Pace.of(100, 1))

        then:
        calls.nanos().with { getCountBetweenValues(100_000_000, maxValue) } >= 15
    }

    def 'another answer than expected ends it, and is told'() {
        given:
        answer = { HttpExchange exchange -> say(exchange, seen.size() < 10 ? 200 : 404, 'no such thing') }

        when:
        load.run(subject(2) { _ -> Request.get('/thing') }, Duration.ofMinutes(1))

        then:
        def failed = thrown(BenchFailure)
        failed.message == 'GET /thing was answered with 404 instead of 200: no such thing'
    }

    def 'a connection that is lost ends it, and so does nobody listening'() {
        given:
        answer = { HttpExchange exchange -> exchange.close() }

        when:
        load.run(subject(2) { _ -> Request.get('/thing') }, Duration.ofMinutes(1))

        then:
        def failed = thrown(BenchFailure)
        failed.message.contains('the connection was lost')

        when:
        server.stop(0)
        load.run(subject(2) { _ -> Request.get('/thing') }, Duration.ofMinutes(1))

        then:
        thrown(IOException)
    }

    def 'requests that cannot be made end it'() {
        when:
        load.run(subject(2) { _ -> throw new IllegalStateException('out of ids') }, Duration.ofMinutes(1))

        then:
        def failed = thrown(BenchFailure)
        failed.message.contains('out of ids')
    }

    private Subject subject(int callers, Request.Source requests) {
        Subject.read(URI.create("http://127.0.0.1:$server.address.port"), 'thing', 'thing', requests, callers)
    }

    private static void say(HttpExchange exchange, int status, String text) {
        def bytes = text.bytes
        exchange.sendResponseHeaders(status, bytes.length ?: -1)
        exchange.responseBody.write(bytes)
        exchange.close()
    }
}
