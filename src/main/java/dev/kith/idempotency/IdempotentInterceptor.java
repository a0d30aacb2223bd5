package dev.kith.idempotency;

import dev.kith.web.Problem;
import io.micronaut.aop.InterceptorBean;
import io.micronaut.aop.MethodInterceptor;
import io.micronaut.aop.MethodInvocationContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.json.JsonMapper;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Runs an {@link Idempotent} method once for a key. Effect and answer are committed together, under a lock on the key that goes with the
 * transaction: after a crash there are either both or neither, and nothing has to be cleaned up.
 */
@Singleton
@InterceptorBean(Idempotent.class)
final class IdempotentInterceptor implements MethodInterceptor<Object, Object> {

    static final String REPLAYED = "Idempotent-Replayed";
    private static final List<String> KEPT_HEADERS = List.of(HttpHeaders.LOCATION, HttpHeaders.ETAG);
    private static final Argument<Map<String, String>> HEADERS = Argument.mapOf(String.class, String.class);
    private static final int MAX_KEY_LENGTH = 255;

    private final IdempotencyRepository answers;
    private final TransactionOperations<Connection> transactions;
    private final JsonMapper json;

    IdempotentInterceptor(
            IdempotencyRepository answers, TransactionOperations<Connection> transactions, JsonMapper json) {
        this.answers = answers;
        this.transactions = transactions;
        this.json = json;
    }

    @Override
    public @Nullable Object intercept(MethodInvocationContext<Object, Object> call) {
        var key = (String) call.getParameterValueMap().get("idempotencyKey");
        if (key == null) {
            return call.proceed();
        }
        if (key.isBlank() || key.length() > MAX_KEY_LENGTH) {
            throw Problem.malformed("Idempotency-Key", "must have 1 to " + MAX_KEY_LENGTH + " characters");
        }
        var route = call.getDeclaringType().getSimpleName() + "." + call.getMethodName();
        var fingerprint = fingerprint(body(call));
        return transactions.executeWrite(transaction -> {
            if (!answers.lock(route, key)) {
                throw Problem.conflict(
                        "idempotency-in-flight",
                        "A request with this Idempotency-Key is still running. Try again shortly.");
            }
            var first = answers.find(route, key);
            if (first.isPresent()) {
                return replay(first.get(), fingerprint);
            }
            var answer = (HttpResponse<?>) Objects.requireNonNull(call.proceed());
            answers.save(
                    route,
                    key,
                    fingerprint,
                    answer.code(),
                    write(kept(answer)),
                    write(Objects.requireNonNull(answer.body())));
            return answer;
        });
    }

    private HttpResponse<?> replay(IdempotencyRepository.Answer first, String fingerprint) {
        if (!first.fingerprint().equals(fingerprint)) {
            throw Problem.unprocessable(
                    "idempotency-mismatch", "This Idempotency-Key was used with another payload. Use a new key.");
        }
        var answer = HttpResponse.status(HttpStatus.valueOf(first.status()))
                .contentType(MediaType.APPLICATION_JSON_TYPE)
                .header(REPLAYED, "true");
        read(first.headers()).forEach(answer::header);
        return answer.body(first.body().getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> kept(HttpResponse<?> answer) {
        var kept = new LinkedHashMap<String, String>();
        KEPT_HEADERS.forEach(name -> answer.getHeaders().findFirst(name).ifPresent(value -> kept.put(name, value)));
        return kept;
    }

    private static Object body(MethodInvocationContext<Object, Object> call) {
        for (int i = 0; i < call.getArguments().length; i++) {
            if (call.getArguments()[i].isAnnotationPresent(Body.class)) {
                return call.getParameterValues()[i];
            }
        }
        throw new IllegalStateException(call + " has no @Body");
    }

    private String fingerprint(Object body) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(json.writeValueAsBytes(body));
            return HexFormat.of().formatHex(digest);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private Map<String, String> read(String headers) {
        try {
            return json.readValue(headers, HEADERS);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
