package dev.kith.console;

import dev.kith.web.FailureShape;
import dev.kith.web.Problem;
import io.micronaut.http.MediaType;
import jakarta.inject.Singleton;

/** Whatever fails in the console is told by a page, for people. */
@Singleton
final class ConsoleFailures implements FailureShape {

    private static final String BASE = "/console";

    private final Templates templates;

    ConsoleFailures(Templates templates) {
        this.templates = templates;
    }

    @Override
    public boolean isOf(String path) {
        return path.equals(BASE) || path.startsWith(BASE + "/");
    }

    @Override
    public Object body(Problem.Body problem) {
        return templates.whole("failure", problem);
    }

    @Override
    public MediaType type() {
        return MediaType.TEXT_HTML_TYPE;
    }
}
