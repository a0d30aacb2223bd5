package dev.kith.bench;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.util.Timeout;

/** One caller's connection, kept alive: the plain protocol, without the pools and threads that a client would have measured along. */
final class Connection implements AutoCloseable {
    private static final Timeout PATIENCE = Timeout.of(30, TimeUnit.SECONDS);

    private final String host;
    private final DefaultBHttpClientConnection connection = new DefaultBHttpClientConnection(Http1Config.DEFAULT);

    Connection(URI service) throws IOException {
        host = service.getAuthority();
        var socket = new Socket(service.getHost(), service.getPort());
        socket.setTcpNoDelay(true);
        connection.bind(socket);
        connection.setSocketTimeout(PATIENCE);
    }

    /**
     * Sends a request and returns the whole body of its answer.
     *
     * @throws BenchFailure when the answer has another status than expected
     */
    byte[] send(Request request) throws IOException {
        return request.json() == null
                ? send(request, new BasicClassicHttpRequest(request.method(), request.path()))
                : send(request, request.json().getBytes(StandardCharsets.UTF_8), ContentType.APPLICATION_JSON);
    }

    byte[] send(Request request, byte[] body) throws IOException {
        return send(request, body, ContentType.APPLICATION_OCTET_STREAM);
    }

    private byte[] send(Request request, byte[] body, ContentType type) throws IOException {
        var message = new BasicClassicHttpRequest(request.method(), request.path());
        message.setEntity(new ByteArrayEntity(body, type));
        message.setHeader(HttpHeaders.CONTENT_TYPE, type);
        message.setHeader(HttpHeaders.CONTENT_LENGTH, body.length);
        return send(request, message);
    }

    private byte[] send(Request request, BasicClassicHttpRequest message) throws IOException {
        message.setHeader(HttpHeaders.HOST, host);
        try {
            connection.sendRequestHeader(message);
            if (message.getEntity() != null) {
                connection.sendRequestEntity(message);
            }
            connection.flush();
            var answer = connection.receiveResponseHeader();
            connection.receiveResponseEntity(answer);
            var body = answer.getEntity() == null ? new byte[0] : EntityUtils.toByteArray(answer.getEntity());
            if (answer.getCode() != request.expected()) {
                throw new BenchFailure("%s %s was answered with %d instead of %d: %s"
                        .formatted(
                                request.method(),
                                request.path(),
                                answer.getCode(),
                                request.expected(),
                                new String(body, StandardCharsets.UTF_8)));
            }
            return body;
        } catch (HttpException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
