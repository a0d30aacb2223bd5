package dev.kith.console;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.io.StringWriter;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;

/** Makes pages: {@code views/console/<name>.html} of a record, which is {@code page} there. What does not succeed is thrown before anything is sent. */
@Singleton
class Templates {

    private static final String HTMX = "HX-Request";

    private final TemplateEngine engine;

    Templates(TemplateEngine engine) {
        this.engine = engine;
    }

    /** The whole page, or just a fragment of it for htmx, which puts that in the place of the former. */
    MutableHttpResponse<String> answer(HttpRequest<?> request, String name, String fragment, Object page) {
        return html(request.getHeaders().contains(HTMX) ? part(name, fragment, page) : whole(name, page));
    }

    /** The whole page, whoever asks. */
    MutableHttpResponse<String> answer(String name, Object page) {
        return html(whole(name, page));
    }

    String whole(String name, Object page) {
        return write(name, Set.of(), page);
    }

    private String part(String name, String fragment, Object page) {
        return write(name, Set.of(fragment), page);
    }

    private String write(String name, Set<String> fragments, Object page) {
        var text = new StringWriter();
        engine.process("console/" + name, fragments, new Context(Locale.ENGLISH, Map.of("page", page)), text);
        return text.toString();
    }

    private static MutableHttpResponse<String> html(String text) {
        return HttpResponse.ok(text).contentType(MediaType.TEXT_HTML_TYPE).header(HttpHeaders.VARY, HTMX);
    }
}
