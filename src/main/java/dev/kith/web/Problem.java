package dev.kith.web;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpStatus;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A refusal that the caller is told about, as RFC 9457 has it. */
public final class Problem extends RuntimeException {

    private final HttpStatus status;
    private final String code;
    private final List<Violation> violations;
    private final Map<String, Object> extensions;

    /**
     * What is wrong with one field.
     *
     * @param field its path in the body, or the name of the parameter or header
     */
    @Serdeable
    public record Violation(String field, String message) {}

    /** What goes over the wire. */
    @Serdeable
    @Introspected
    public record Body(
            String type,
            String title,
            int status,
            String detail,
            String instance,
            String code,
            @Nullable String traceId,
            @Nullable List<Violation> violations,
            @JsonAnyGetter Map<String, Object> extensions) {}

    private Problem(
            HttpStatus status, String code, String detail, List<Violation> violations, Map<String, Object> extensions) {
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
        this.violations = violations;
        this.extensions = extensions;
    }

    public static Problem of(HttpStatus status, String code, String detail) {
        return new Problem(status, code, detail, List.of(), Map.of());
    }

    /** The request can't be read or is outside its limits; each violation names a field. */
    public static Problem malformed(List<Violation> violations) {
        var first = violations.getFirst();
        return new Problem(
                HttpStatus.BAD_REQUEST, "malformed", first.field() + " " + first.message(), violations, Map.of());
    }

    public static Problem malformed(String field, String message) {
        return malformed(List.of(new Violation(field, message)));
    }

    /** Absent, or hidden from this viewer: which of the two is private. */
    public static Problem notFound(String kind, Object id) {
        return of(HttpStatus.NOT_FOUND, kind + "-not-found", "There is no " + kind + " " + id + ".");
    }

    public static Problem conflict(String code, String detail) {
        return of(HttpStatus.CONFLICT, code, detail);
    }

    /** Well-formed, but not allowed. */
    public static Problem unprocessable(String code, String detail) {
        return of(HttpStatus.UNPROCESSABLE_ENTITY, code, detail);
    }

    /** The same with one more member in its body. */
    public Problem with(String member, Object value) {
        return new Problem(status, code, detail(), violations, Map.of(member, value));
    }

    public HttpStatus status() {
        return status;
    }

    public String code() {
        return code;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    /** How this is told to the caller of {@code instance}, a path. */
    public Body body(String instance, @Nullable String traceId) {
        return new Body(
                "/problems/" + code,
                status.getReason(),
                status.getCode(),
                detail(),
                instance,
                code,
                traceId,
                violations.isEmpty() ? null : violations,
                extensions);
    }
}
