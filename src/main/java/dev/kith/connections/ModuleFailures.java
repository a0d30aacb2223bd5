package dev.kith.connections;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kith.web.FailureShape;
import dev.kith.web.Problem;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;

/** Every failure under the contract's base path is a description, whatever failed. */
@Singleton
final class ModuleFailures implements FailureShape {

    private static final String BASE = "/api/v1";

    /** What goes over the wire. */
    @Serdeable
    record Failure(@JsonProperty("_description") String description) {}

    @Override
    public boolean isOf(String path) {
        return path.equals(BASE) || path.startsWith(BASE + "/");
    }

    @Override
    public Object body(Problem.Body problem) {
        return new Failure(problem.detail());
    }
}
