package dev.kith.imports

import com.sun.net.httpserver.HttpExchange
import com.sun.net.httpserver.HttpServer

import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpRequest.BodyPublishers
import java.net.http.HttpResponse.BodyHandlers
import java.util.concurrent.Executors
import java.util.concurrent.atomic.AtomicInteger

/**
 * Stands before a service and lets some requests, counted from 1, fail: {@code refuse} answers 503, {@code cut} ends the connection without an
 * answer though the work is done, {@code halve} ends it after the first line of the answer.
 */
final class StubbornService implements Closeable {

    private final URI service
    private final Map<Integer, String> failures
    private final AtomicInteger requests = new AtomicInteger()
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()
    private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.loopbackAddress, 0), 0)

    StubbornService(URI service, Map<Integer, String> failures) {
        this.service = service
        this.failures = failures
        server.executor = Executors.newVirtualThreadPerTaskExecutor()
        server.createContext('/') { answer(it) }
        server.start()
    }

    URI getUrl() {
        URI.create("http://127.0.0.1:$server.address.port")
    }

    int getAsked() {
        requests.get()
    }

    private void answer(HttpExchange exchange) {
        def failure = failures[requests.incrementAndGet()]
        def body = exchange.requestBody.bytes
        if (failure == 'refuse') {
            exchange.sendResponseHeaders(503, -1)
            exchange.close()
            return
        }
        def response = http.send(
                HttpRequest.newBuilder(service.resolve(exchange.requestURI))
                        .header('Content-Type', exchange.requestHeaders.getFirst('Content-Type'))
                        .POST(BodyPublishers.ofByteArray(body))
                        .build(),
                BodyHandlers.ofByteArray()).body()
        if (failure == 'cut') {
            exchange.close()
            return
        }
        exchange.sendResponseHeaders(200, response.length)
        if (failure == 'halve') {
            def lines = new String(response, 'UTF-8').readLines()
            exchange.responseBody.write("${lines[0]}\n".bytes)
            exchange.responseBody.flush()
        } else {
            exchange.responseBody.write(response)
        }
        exchange.close()
    }

    @Override
    void close() {
        server.stop(0)
        http.close()
    }
}
