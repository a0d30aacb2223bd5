package dev.kith.timeline;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** A page as it goes over the wire, plain and, once somebody asked for that, compressed. */
final class ReadyPage {

    /** Smaller ones are not worth it. */
    private static final int FEWEST = 1_024;

    private static final String GZIP = "gzip";

    private final byte[] plain;
    private final @Nullable String link;
    private volatile byte @Nullable [] compressed;

    /** @param link the header that leads to the page after it; null for the last */
    ReadyPage(byte[] plain, @Nullable String link) {
        this.plain = plain;
        this.link = link;
    }

    int length() {
        return plain.length;
    }

    byte[] plain() {
        return plain;
    }

    @Nullable
    String link() {
        return link;
    }

    MutableHttpResponse<byte[]> answer(HttpRequest<?> request) {
        var zipped = plain.length >= FEWEST && accepts(request);
        var response = HttpResponse.ok(zipped ? compressed() : plain)
                .contentType(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        if (zipped) {
            response.header(HttpHeaders.CONTENT_ENCODING, GZIP);
        }
        if (link != null) {
            response.header(HttpHeaders.LINK, link);
        }
        return response;
    }

    /** One who has written anything but the plain name gets it plain, which is never wrong. */
    private static boolean accepts(HttpRequest<?> request) {
        var accepted = request.getHeaders().get(HttpHeaders.ACCEPT_ENCODING);
        if (accepted == null) {
            return false;
        }
        for (var coding : accepted.toLowerCase(Locale.ROOT).split(",", -1)) {
            if (coding.strip().equals(GZIP)) {
                return true;
            }
        }
        return false;
    }

    private byte[] compressed() {
        var known = compressed;
        if (known == null) {
            var bytes = new ByteArrayOutputStream();
            try (var zip = new GZIPOutputStream(bytes)) {
                zip.write(plain);
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
            known = bytes.toByteArray();
            compressed = known;
        }
        return known;
    }
}
