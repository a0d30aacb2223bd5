package dev.kith.console;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.FilterPatternStyle;

/** Has browsers hold pages of the console to what they are meant to do. */
@ServerFilter(patterns = "(?s)/console(/.*)?", patternStyle = FilterPatternStyle.REGEX)
final class ConsoleHeaders {

    private static final String POLICY =
            "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";

    @ResponseFilter
    void guard(MutableHttpResponse<?> response) {
        response.header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Frame-Options", "DENY")
                .header("Referrer-Policy", "same-origin")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Cross-Origin-Resource-Policy", "same-origin");
        if (response.getContentType().filter(MediaType.TEXT_HTML_TYPE::matches).isPresent()
                || response.status().getCode() >= HttpStatus.BAD_REQUEST.getCode()) {
            response.getHeaders().set(HttpHeaders.CACHE_CONTROL, "no-store");
        }
        if (response.status() == HttpStatus.UNAUTHORIZED) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Kith's console\", charset=\"UTF-8\"");
        }
    }
}
