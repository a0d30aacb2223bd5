package dev.kith.console;

import dev.kith.web.Credentials;
import dev.kith.web.Problem;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.FilterPatternStyle;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says who comes into the console: callers of this machine, and others who show credentials. A browser does what pages of strangers tell it to, and brings
 * whatever it has of credentials along; so what changes something must come from a page of ours, and no other name of the host may lead here.
 */
@ServerFilter(patterns = "(?s)/console(/.*)?", patternStyle = FilterPatternStyle.REGEX)
final class ConsoleGuard implements Ordered {

    /** Names of this machine that nobody else can make lead elsewhere or here. */
    private static final Pattern LOOPBACK = Pattern.compile("(?i)(?:localhost|127\\.0\\.0\\.1|\\[::1])(?::\\d{1,5})?");

    /** With any of them somebody else called, and what is at the other end only passed it on. */
    private static final List<String> PASSED_ON = List.of("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via");

    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private final boolean enabled;
    private final Optional<Credentials> credentials;
    private final ConsoleConfiguration configuration;

    ConsoleGuard(ConsoleConfiguration configuration) {
        this.enabled = configuration.enabled();
        this.credentials = configuration.credentials();
        this.configuration = configuration;
    }

    @RequestFilter
    void admit(HttpRequest<?> request) {
        if (!enabled || (!isNear(request) && credentials.isEmpty())) {
            throw Problem.of(HttpStatus.NOT_FOUND, "not-found", "There is no console here.");
        }
        var host = request.getHeaders().get(HttpHeaders.HOST);
        if (host == null || !(LOOPBACK.matcher(host).matches() || configuration.names(host))) {
            throw Problem.of(
                    HttpStatus.FORBIDDEN,
                    "forbidden",
                    "The console does not go by this name. Those that it goes by beside localhost stand in kith.console.hosts.");
        }
        if (!isNear(request)
                && !credentials.orElseThrow().areIn(request.getHeaders().get(HttpHeaders.AUTHORIZATION))) {
            throw Problem.of(HttpStatus.UNAUTHORIZED, "unauthorized", "The console asks for a name and a password.");
        }
        if (!READING.contains(request.getMethod()) && !isOurs(request, host)) {
            throw Problem.of(
                    HttpStatus.FORBIDDEN,
                    "forbidden",
                    "Only a page of the console itself can ask it to change anything.");
        }
    }

    /** Whether the caller is on this machine. */
    private static boolean isNear(HttpRequest<?> request) {
        return request.getRemoteAddress().getAddress().isLoopbackAddress()
                && PASSED_ON.stream().noneMatch(request.getHeaders()::contains);
    }

    /** Whether a page of the same origin asks. Browsers say with each such request from where it comes; none of ours lacks it. */
    private static boolean isOurs(HttpRequest<?> request, String host) {
        var site = request.getHeaders().get("Sec-Fetch-Site");
        return isOrigin(request.getHeaders().get(HttpHeaders.ORIGIN), host)
                && (site == null || site.equals("same-origin"));
    }

    private static boolean isOrigin(@Nullable String origin, String host) {
        return origin != null && (origin.equals("http://" + host) || origin.equals("https://" + host));
    }

    /** After the trace has begun. */
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }
}
