package dev.kith.timeline;

import dev.kith.id.ProfileId;
import dev.kith.role.WithApi;
import dev.kith.web.PageQuery;
import dev.kith.web.TraceFilter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.FilterPatternStyle;
import io.micronaut.http.server.annotation.PreMatching;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Answers first pages of home timelines that the process keeps, where requests come in: before a route is looked for, anything is bound, checked or handed to another thread, which
 * together costs more than the answer. Whatever it can't answer goes on to the route. The filters that tell the trace and count requests come only after that, so it does both itself.
 */
@ServerFilter(patterns = "/v1/profiles/[^/]+/timelines/home", patternStyle = FilterPatternStyle.REGEX)
@Requires(condition = WithApi.class)
final class KeptPageFilter implements Ordered {

    /** Ids that are certainly none are left to the route, which says so. */
    private static final Pattern HOME = Pattern.compile("/v1/profiles/([1-8][0-9]{0,18})/timelines/home");

    /** One that is too high finds nothing that is kept. */
    private static final Pattern LIMIT = Pattern.compile("limit=([1-9][0-9]{0,2})");

    private final FirstPages firstPages;
    private final Timer requests;

    KeptPageFilter(FirstPages firstPages, MeterRegistry meters) {
        this.firstPages = firstPages;
        this.requests = meters.timer(
                "http.server.requests",
                Tags.of(
                        "method",
                        "GET",
                        "status",
                        "200",
                        "uri",
                        TimelineController.PATH + TimelineController.HOME,
                        "exception",
                        "none"));
    }

    /** A stage that ends in null would be taken for no answer at all, hence the {@link Optional}. */
    @PreMatching
    @RequestFilter
    @Nullable
    CompletionStage<Optional<HttpResponse<?>>> answer(HttpRequest<?> request) {
        var key = key(request);
        if (key == null) {
            return null;
        }
        var begun = System.nanoTime();
        return firstPages.kept(key).thenApply(page -> page.map(kept -> answer(request, kept, begun)));
    }

    private HttpResponse<?> answer(HttpRequest<?> request, ReadyPage page, long begun) {
        var answer = page.answer(request);
        TraceFilter.tell(request, answer);
        requests.record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
        return answer;
    }

    /** Which page is asked for, if that is in the way in which nearly all ask: with no parameter but the limit, and as nobody else. */
    private static FirstPages.@Nullable Key key(HttpRequest<?> request) {
        var home = HOME.matcher(request.getPath());
        if (request.getMethod() != HttpMethod.GET || !home.matches() || !takesJson(request)) {
            return null;
        }
        var id = home.group(1);
        var viewer = request.getHeaders().get("X-Viewer-Id");
        var limit = limit(request.getUri().getRawQuery());
        return limit > 0 && (viewer == null || viewer.equals(id)) ? new FirstPages.Key(ProfileId.of(id), limit) : null;
    }

    /** Whoever is choosier than nearly all is left to the route too. */
    private static boolean takesJson(HttpRequest<?> request) {
        var accepted = request.getHeaders().get(HttpHeaders.ACCEPT);
        return accepted == null || accepted.equals(MediaType.ALL) || accepted.startsWith(MediaType.APPLICATION_JSON);
    }

    /** None, 0, where anything else is said. */
    private static int limit(@Nullable String query) {
        if (query == null) {
            return PageQuery.DEFAULT;
        }
        var limit = LIMIT.matcher(query);
        return limit.matches() ? Integer.parseInt(limit.group(1)) : 0;
    }

    /** After the trace has begun. */
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }
}
