package dev.kith.web;

import io.micronaut.context.propagation.slf4j.MdcPropagationContext;
import io.micronaut.core.propagation.MutablePropagatedContext;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.server.annotation.PreMatching;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Gives each request a trace id, the caller's (W3C {@code traceparent}) or a new one, and puts it in each log line and answer. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
public final class TraceFilter {

    static final String KEY = "traceId";
    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}.*");

    @PreMatching
    @RequestFilter
    void begin(HttpRequest<?> request, MutablePropagatedContext context) {
        var given = request.getHeaders().get("traceparent");
        var matcher = given == null ? null : TRACEPARENT.matcher(given);
        var traceId = matcher != null && matcher.matches() ? matcher.group(1) : newTraceId();
        request.setAttribute(KEY, traceId);
        context.add(new MdcPropagationContext(Map.of(KEY, traceId)));
    }

    @ResponseFilter
    void end(HttpRequest<?> request, MutableHttpResponse<?> response) {
        tell(request, response);
    }

    /** Puts the trace of a request in its answer. Only who answers before a route is looked for has to. */
    public static void tell(HttpRequest<?> request, MutableHttpResponse<?> response) {
        var traceId = traceId(request);
        if (traceId != null) {
            response.header("X-Trace-Id", traceId);
        }
    }

    static @Nullable String traceId(HttpRequest<?> request) {
        return request.getAttribute(KEY, String.class).orElse(null);
    }

    /** The trace that this thread works for; none outside a request. */
    public static @Nullable String current() {
        return MDC.get(KEY);
    }

    /** Does something on behalf of a trace that began elsewhere; null for none. */
    public static void within(@Nullable String traceId, Runnable work) {
        if (traceId == null) {
            work.run();
            return;
        }
        try (var _ = MDC.putCloseable(KEY, traceId)) {
            work.run();
        }
    }

    private static String newTraceId() {
        var random = ThreadLocalRandom.current();
        return HexFormat.of().toHexDigits(random.nextLong()) + HexFormat.of().toHexDigits(random.nextLong());
    }
}
