package dev.kith.media

import dev.kith.Api

import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpRequest.BodyPublishers
import java.net.http.HttpResponse
import java.net.http.HttpResponse.BodyHandlers
import java.security.MessageDigest
import java.time.Duration

/** Uploads as an app would: announce, put to where it is told, complete. */
class Uploading {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5)).build()

    final Api api
    final String owner

    Uploading(Api api, String owner) {
        this.api = api
        this.owner = owner
    }

    Api.Answer announce(Map<String, Object> fields, Map<String, String> headers = [:]) {
        api.post('/v1/media', [ownerId: owner] + fields, headers)
    }

    Api.Answer announce(String contentType, byte[] file, Map<String, Object> fields = [:]) {
        announce([type: contentType.startsWith('video') ? 'VIDEO' : 'IMAGE', contentType: contentType, sizeBytes: file.length] + fields)
    }

    /** Answers the status. */
    static int put(Map upload, byte[] file, Map<String, String> headers = upload.headers) {
        def request = HttpRequest.newBuilder(URI.create(upload.url)).PUT(BodyPublishers.ofByteArray(file)).timeout(Duration.ofSeconds(30))
        headers.findAll { !it.key.equalsIgnoreCase('content-length') }.each { name, value -> request.header(name, value) }
        HTTP.send(request.build(), BodyHandlers.discarding()).statusCode()
    }

    Api.Answer complete(String id, String actor = owner) {
        api.post("/v1/media/$id/complete", null, Api.as(actor))
    }

    /** Announces and puts; answers the id. */
    String uploaded(String contentType, byte[] file, Map<String, Object> fields = [:]) {
        def announced = announce(contentType, file, fields)
        assert announced.status == 201: announced
        assert put(announced.json.upload, file) == 200
        announced.json.id
    }

    /** All three; answers the medium. */
    Map ready(String contentType, byte[] file, Map<String, Object> fields = [:]) {
        def answer = complete(uploaded(contentType, file, fields))
        assert answer.status == 200: answer
        answer.json
    }

    Api.Answer show(String id, String viewer = owner) {
        api.get("/v1/media/$id", viewer == null ? [:] : Api.as(viewer))
    }

    static HttpResponse<byte[]> fetch(String url) {
        HTTP.send(HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofByteArray())
    }

    static String sha256(byte[] file) {
        MessageDigest.getInstance('SHA-256').digest(file).encodeHex()
    }
}
