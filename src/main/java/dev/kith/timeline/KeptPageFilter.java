package dev.kith.timeline;

import dev.kith.id.ProfileId;
import dev.kith.web.PageQuery;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.FilterPatternStyle;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Answers first pages of home timelines that the process keeps, where requests come in: before anything is bound, checked or handed to another thread, which together
 * costs more than the answer. Whatever it can't answer goes on to the route.
 */
@ServerFilter(patterns = "/v1/profiles/[^/]+/timelines/home", patternStyle = FilterPatternStyle.REGEX)
final class KeptPageFilter implements Ordered {

    /** Ids that are certainly none are left to the route, which says so. */
    private static final Pattern HOME = Pattern.compile("/v1/profiles/([1-8][0-9]{0,18})/timelines/home");

    /** One that is too high finds nothing that is kept. */
    private static final Pattern LIMIT = Pattern.compile("limit=([1-9][0-9]{0,2})");

    private final FirstPages firstPages;

    KeptPageFilter(FirstPages firstPages) {
        this.firstPages = firstPages;
    }

    /** A stage that ends in null would be taken for no answer at all, hence the {@link Optional}. */
    @RequestFilter
    @Nullable
    CompletionStage<Optional<HttpResponse<?>>> answer(HttpRequest<?> request) {
        var key = key(request);
        return key == null ? null : firstPages.kept(key).thenApply(page -> page.map(kept -> kept.answer(request)));
    }

    /** Which page is asked for, if that is in the way in which nearly all ask: with no parameter but the limit, and as nobody else. */
    private static FirstPages.@Nullable Key key(HttpRequest<?> request) {
        var home = HOME.matcher(request.getPath());
        if (request.getMethod() != HttpMethod.GET || !home.matches()) {
            return null;
        }
        var id = home.group(1);
        var viewer = request.getHeaders().get("X-Viewer-Id");
        var limit = limit(request.getUri().getRawQuery());
        return limit > 0 && (viewer == null || viewer.equals(id)) ? new FirstPages.Key(ProfileId.of(id), limit) : null;
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
