package dev.kith.web

import dev.kith.KithSpec
import io.micronaut.http.server.netty.DefaultHttpCompressionStrategy
import io.micronaut.http.server.netty.HttpCompressionStrategy
import io.micronaut.http.server.netty.configuration.NettyHttpServerConfiguration
import io.netty.handler.codec.http.DefaultFullHttpResponse
import io.netty.handler.codec.http.HttpResponseStatus
import io.netty.handler.codec.http.HttpVersion

import java.util.zip.GZIPInputStream

/** Which answers are compressed. */
class CompressionSpec extends KithSpec {

    def 'an answer of #type and #length bytes is judged as the server itself would'() {
        given:
        def configuration = new NettyHttpServerConfiguration(compressionThreshold: threshold)
        def compression = new Compression(configuration)
        def usual = new DefaultHttpCompressionStrategy(configuration)
        def response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK)
        if (type) {
            response.headers().set('content-type', type)
        }
        if (length != null) {
            response.headers().set('content-length', length)
        }

        expect: 'the second time too'
        2.times { assert compression.shouldCompress(response) == usual.shouldCompress(response) }
        compression.enabled == usual.enabled
        compression.compressionLevel == usual.compressionLevel
        compression.maxZstdEncodeSize == usual.maxZstdEncodeSize

        where:
        [type, length, threshold] << [
                [null, 'application/json', 'application/problem+json', 'text/csv; charset=utf-8', 'application/x-ndjson', 'text/html', 'image/png', 'application/octet-stream', 'nonsense'],
                [null, 0, 1_023, 1_024, 5_000], [1_024, 0, -1]].combinations()
    }

    def 'what is compressed already is not compressed again'() {
        given:
        def response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK)
        response.headers().set('content-type', 'application/json').set('content-encoding', 'gzip')

        expect:
        !new Compression(new NettyHttpServerConfiguration()).shouldCompress(response)
    }

    def 'long answers come compressed to who takes them so, and to nobody else'() {
        expect:
        kith.server.applicationContext.getBean(HttpCompressionStrategy) instanceof Compression

        when:
        def connection = (kith.server.URI.resolve(path).toURL().openConnection() as HttpURLConnection)
        if (accepted) {
            connection.setRequestProperty('Accept-Encoding', accepted)
        }
        def body = connection.inputStream.bytes

        then:
        connection.contentEncoding == encoding
        (encoding ? new GZIPInputStream(new ByteArrayInputStream(body)).text : new String(body)).contains(part)

        where:
        path               | accepted   || encoding | part
        '/prometheus'      | 'gzip'     || 'gzip'   | 'jvm_memory'
        '/prometheus'      | null       || null     | 'jvm_memory'
        '/prometheus'      | 'identity' || null     | 'jvm_memory'
        '/health/liveness' | 'gzip'     || null     | 'UP'
    }
}
