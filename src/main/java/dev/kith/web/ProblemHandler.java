package dev.kith.web;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives every failure, ours and the framework's, its one shape on the wire: {@code application/problem+json} (RFC 9457), or what a {@link FailureShape}
 * makes of it.
 */
@Singleton
final class ProblemHandler implements ExceptionHandler<Throwable, HttpResponse<?>>, ErrorResponseProcessor<Object> {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);

    /** Our stores are back, or another took over, within about this time. */
    private static final String RETRY_AFTER_SECONDS = "2";

    private static final Set<HttpStatus> RETRIED =
            EnumSet.of(HttpStatus.SERVICE_UNAVAILABLE, HttpStatus.TOO_MANY_REQUESTS);

    private final List<FailureShape> shapes;

    ProblemHandler(List<FailureShape> shapes) {
        this.shapes = shapes;
    }

    @Override
    @SuppressWarnings("rawtypes") // as the interface has it
    public HttpResponse<?> handle(HttpRequest request, Throwable thrown) {
        return answer(request, Problems.of(thrown).orElse(null), thrown);
    }

    @Override
    public MutableHttpResponse<Object> processResponse(ErrorContext context, MutableHttpResponse<?> response) {
        var thrown = context.getRootCause();
        var problem = thrown.flatMap(Problems::of).or(() -> ofStatus(context, response.status()));
        return answer(context.getRequest(), problem.orElse(null), thrown.orElse(null));
    }

    /** What the framework refuses before any of our code runs: no such route, wrong method, wrong media type, too large. */
    private static Optional<Problem> ofStatus(ErrorContext context, HttpStatus status) {
        if (status.getCode() >= 500) {
            return Optional.empty();
        }
        var detail = context.getErrors().stream().map(Error::getMessage).collect(Collectors.joining("; "));
        if (status == HttpStatus.BAD_REQUEST) {
            return Optional.of(Problem.malformed("body", "can't be read: it must be JSON of the documented shape"));
        }
        var code = status == HttpStatus.REQUEST_ENTITY_TOO_LARGE
                ? "too-large"
                : status.getReason().toLowerCase(Locale.ROOT).replace(' ', '-');
        return Optional.of(Problem.of(status, code, detail.isEmpty() ? status.getReason() : detail));
    }

    private MutableHttpResponse<Object> answer(
            HttpRequest<?> request, @Nullable Problem known, @Nullable Throwable thrown) {
        var problem = known;
        if (problem == null) {
            LOG.error("{} {} failed", request.getMethodName(), request.getPath(), thrown);
            problem = Problems.internal();
        }
        var response = HttpResponse.<Object>status(problem.status());
        if (problem.status() == HttpStatus.SERVICE_UNAVAILABLE) {
            LOG.warn(
                    "{} {} refused: {} is down: {}",
                    request.getMethodName(),
                    request.getPath(),
                    Optional.ofNullable(thrown).flatMap(Problems::storeDown).orElse("a store"),
                    String.valueOf(thrown));
        }
        if (RETRIED.contains(problem.status())) {
            response.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        if (request.getMethod() == HttpMethod.HEAD) {
            return response;
        }
        var body = problem.body(request.getPath(), TraceFilter.traceId(request));
        for (var shape : shapes) {
            if (shape.isOf(request.getPath())) {
                return response.contentType(shape.type()).body(shape.body(body));
            }
        }
        return response.contentType(MediaType.APPLICATION_JSON_PROBLEM_TYPE).body(body);
    }
}
