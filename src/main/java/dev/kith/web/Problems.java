package dev.kith.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kith.id.MalformedId;
import dev.kith.web.Problem.Violation;
import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.data.connection.exceptions.ConnectionException;
import io.micronaut.data.connection.exceptions.NoConnectionException;
import io.micronaut.http.HttpStatus;
import io.micronaut.serde.exceptions.SerdeException;
import io.micronaut.serde.exceptions.path.CollectionItemReferencePath;
import io.micronaut.serde.exceptions.path.PropertyReferencePath;
import io.micronaut.serde.exceptions.path.ReferencePath;
import io.micronaut.web.router.exceptions.UnsatisfiedRouteException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says of what was thrown which {@link Problem} it is, if it is one. Pure. */
public final class Problems {

    private Problems() {}

    /** The problem behind {@code thrown}; none when it is a bug of ours. */
    public static Optional<Problem> of(Throwable thrown) {
        return switch (thrown) {
            case Problem problem -> Optional.of(problem);
            case ConstraintViolationException invalid -> Optional.of(Problem.malformed(violations(invalid)));
            case UnsatisfiedRouteException missing ->
                Optional.of(Problem.malformed(name(missing.getArgument().getName()), "is required"));
            case ConversionErrorException wrong -> Optional.of(conversion(wrong));
            case Overloaded busy ->
                Optional.of(Problem.of(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "overloaded",
                        "More writes arrive than can be done soon. Nothing was done. Try again in a moment."));
            case SerdeException unreadable -> Optional.of(Problem.malformed(field(unreadable), reason(unreadable)));
            default ->
                storeDown(thrown)
                        .map(store -> Problem.of(
                                HttpStatus.SERVICE_UNAVAILABLE,
                                "store-unavailable",
                                "A store that this needs does not answer at the moment. Try again shortly."));
        };
    }

    /** What the caller is told of a bug of ours. */
    public static Problem internal() {
        return Problem.of(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "internal-error",
                "This is a fault of the service, and it has been logged under the trace id.");
    }

    /** Which store was found down, if that is what happened. */
    public static Optional<String> storeDown(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof StoreDownException down) {
                return Optional.of(down.store());
            }
            if ((cause instanceof SQLException sql && isConnectionLost(sql))
                    || (cause instanceof ConnectionException && !(cause instanceof NoConnectionException))) {
                return Optional.of("postgres");
            }
        }
        return Optional.empty();
    }

    /** Classes 08 (connection) and 57P (operator intervention: shut down, crashed, starting up), or no connection in time. */
    private static boolean isConnectionLost(SQLException sql) {
        var state = sql.getSQLState();
        return sql instanceof SQLTransientConnectionException
                || (state != null && (state.startsWith("08") || state.startsWith("57P")));
    }

    private static Problem conversion(ConversionErrorException wrong) {
        for (Throwable cause = wrong.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SerdeException unreadable) {
                return Problem.malformed(field(unreadable), reason(unreadable));
            }
            if (cause instanceof MalformedId malformed) {
                return Problem.malformed(name(wrong.getArgument().getName()), String.valueOf(malformed.getMessage()));
            }
        }
        return Problem.malformed(
                name(wrong.getArgument().getName()),
                "must be of type "
                        + wrong.getArgument().getType().getSimpleName().toLowerCase(Locale.ROOT));
    }

    private static List<Violation> violations(ConstraintViolationException invalid) {
        return invalid.getConstraintViolations().stream()
                .map(violation -> new Violation(field(violation), violation.getMessage()))
                .sorted(Comparator.comparing(Violation::field).thenComparing(Violation::message))
                .toList();
    }

    /** The path behind the method and the body: {@code create.body.tags[2]} is {@code tags[2]} to the caller. */
    private static String field(ConstraintViolation<?> violation) {
        var names = new ArrayList<String>();
        Path.Node parameter = null;
        for (var node : violation.getPropertyPath()) {
            if (node.getKind() == ElementKind.METHOD) {
                continue;
            }
            if (node.getKind() == ElementKind.PARAMETER) {
                parameter = node;
                continue;
            }
            var index = node.getIndex();
            if (index != null && !names.isEmpty()) {
                names.set(names.size() - 1, names.getLast() + "[" + index + "]");
            }
            if (node.getKind() == ElementKind.PROPERTY) {
                names.add(node.getName());
            }
        }
        return names.isEmpty() && parameter != null ? name(parameter.getName()) : String.join(".", names);
    }

    /** The path of what could not be read; empty for a body that is no JSON at all. */
    private static String field(SerdeException unreadable) {
        var text = new StringBuilder();
        for (var step : unreadable.getPath().reversed()) {
            text.append(step(step, text.isEmpty()));
        }
        return text.isEmpty() ? "body" : text.toString();
    }

    /** An id is one value to the caller, whatever lies inside. */
    private static String step(ReferencePath step, boolean first) {
        if (step instanceof CollectionItemReferencePath item) {
            return "[" + item.index() + "]";
        }
        if (step instanceof PropertyReferencePath property
                && property.type().getPackage().equals(MalformedId.class.getPackage())) {
            return "";
        }
        var argument = step.getArgument();
        return (first ? "" : ".")
                + argument.getAnnotationMetadata()
                        .stringValue(JsonProperty.class)
                        .orElse(argument.getName());
    }

    /** Where the innermost step leads to a property that the type does not have, its type is not known. */
    private static String reason(SerdeException unreadable) {
        for (Throwable cause = unreadable; cause != null; cause = cause.getCause()) {
            if (cause instanceof MalformedId malformed) {
                return String.valueOf(malformed.getMessage());
            }
            if (cause instanceof StrictJson.WrongType wrong) {
                return "must be " + wrong.kind();
            }
        }
        if (unreadable.getPath().isEmpty()) {
            return "can't be read: it must be JSON of the documented shape";
        }
        var type = unreadable.getPath().getFirst().getArgument().getType();
        if (type == Object.class) {
            return "is unknown";
        }
        return type.isEnum()
                ? "must be one of "
                        + Arrays.stream(type.getEnumConstants())
                                .map(String::valueOf)
                                .collect(Collectors.joining(", "))
                : "is missing or of the wrong type";
    }

    /** Headers reach controllers under the names of Java. */
    private static String name(@Nullable String parameter) {
        return switch (parameter) {
            case null -> "body";
            case "viewer" -> "X-Viewer-Id";
            case "ifMatch" -> "If-Match";
            case "idempotencyKey" -> "Idempotency-Key";
            default -> parameter;
        };
    }
}
