package dev.kith.web;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.MediaType;
import io.micronaut.http.server.netty.DefaultHttpCompressionStrategy;
import io.micronaut.http.server.netty.HttpCompressionStrategy;
import io.micronaut.http.server.netty.configuration.NettyHttpServerConfiguration;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which answers are worth compressing, by the settings of the server and as it would judge itself; but it matches a type of content with its patterns once, and not for each
 * answer. It is asked also where the caller takes none that is compressed.
 */
@Singleton
@Replaces(DefaultHttpCompressionStrategy.class)
final class Compression implements HttpCompressionStrategy {

    private final NettyHttpServerConfiguration configuration;

    /** Whether it is text, by the types of content that there are here. */
    private final Map<String, Boolean> texts = new ConcurrentHashMap<>();

    Compression(NettyHttpServerConfiguration configuration) {
        this.configuration = configuration;
    }

    @Override
    public boolean isEnabled() {
        return configuration.getCompressionThreshold() >= 0;
    }

    @Override
    public boolean shouldCompress(HttpResponse response) {
        var headers = response.headers();
        var type = headers.get(HttpHeaderNames.CONTENT_TYPE);
        if (!isEnabled() || type == null || headers.contains(HttpHeaderNames.CONTENT_ENCODING)) {
            return false;
        }
        var length = HttpUtil.getContentLength(response, -1L);
        return (length < 0 || length >= configuration.getCompressionThreshold())
                && texts.computeIfAbsent(type, MediaType::isTextBased);
    }

    @Override
    public int getCompressionLevel() {
        return configuration.getCompressionLevel();
    }

    @Override
    public int getMaxZstdEncodeSize() {
        return configuration.getMaxZstdEncodeSize();
    }
}
