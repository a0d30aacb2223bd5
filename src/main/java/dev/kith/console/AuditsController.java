package dev.kith.console;

import dev.kith.audit.AuditRunView;
import dev.kith.audit.AuditView;
import dev.kith.audit.Audits;
import dev.kith.web.Problem;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The pages of the catalogue of audits, and those on which they are made. */
@Controller("/console/audits")
@ExecuteOn(TaskExecutors.BLOCKING)
@Hidden
class AuditsController {

    private static final int REMEMBERED = 40;
    private static final List<String> BY_WEIGHT = List.of("error", "warning", "info");

    private final Audits audits;
    private final Templates templates;
    private final Clock clock;

    /** The catalogue. */
    record Page(List<Line> audits, String notPassed) {}

    /**
     * An audit.
     *
     * @param outcome how it last went, told nothing
     */
    record Line(AuditView audit, Outcome outcome) {}

    /**
     * How a run went.
     *
     * @param state passed, failed or never
     * @param fresh how many rows are new
     */
    record Outcome(
            String state,
            String words,
            String fresh,
            String ago,
            @Nullable String href) {

        static Outcome of(AuditRunView.@Nullable Summary run, Instant now) {
            if (run == null) {
                return new Outcome("never", "never made", "", "", null);
            }
            return new Outcome(
                    run.passed() ? "passed" : "failed",
                    run.passed() ? "passed" : words(run),
                    run.newCount() == 0 ? "" : Format.count(run.newCount()),
                    Format.ago(run.startedAt(), now),
                    AuditRunsController.PATH + "/" + run.id());
        }

        static String words(AuditRunView.Summary run) {
            if (run.failure() != null) {
                return run.failure().equals("TIME") ? "out of time" : "out of memory";
            }
            return Format.count(run.rowCount(), "row", "rows") + (run.truncated() ? " or more" : "");
        }

        boolean isFailed() {
            return state.equals("failed");
        }
    }

    /**
     * One audit.
     *
     * @param fields of the form, each with what was last written into it
     */
    record OnePage(AuditView audit, List<Field> fields, List<RunLine> runs, History history) {}

    /**
     * What it can be told.
     *
     * @param wrong why it can't be told that
     */
    record Field(
            AuditView.Parameter parameter,
            String value,
            @Nullable String wrong) {}

    /** A run among others. */
    record RunLine(String href, String at, Outcome outcome, String rows, String params, String took) {}

    AuditsController(Audits audits, Templates templates, Clock clock) {
        this.audits = audits;
        this.templates = templates;
        this.clock = clock;
    }

    @Get
    HttpResponse<String> all() {
        var last = audits.last();
        var now = clock.instant();
        var lines = audits.all().stream()
                .map(audit -> new Line(audit, Outcome.of(last.get(audit.name()), now)))
                .sorted(Comparator.comparing((Line line) -> !line.outcome().isFailed())
                        .thenComparingInt(line -> BY_WEIGHT.indexOf(line.audit().severity()))
                        .thenComparing(line -> line.audit().name()))
                .toList();
        var notPassed = lines.stream().filter(line -> line.outcome().isFailed()).count();
        return templates.answer("audits", new Page(lines, Format.count(notPassed)));
    }

    @Get("/{name}")
    HttpResponse<String> one(String name) {
        return page(name, Map.of(), List.of());
    }

    /** Whoever writes what can't be meant sees it again, with the reason beside it. */
    @Post(value = "/{name}/runs", consumes = MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> run(String name, @Body @Nullable Map<String, String> form) {
        var written = form == null ? Map.<String, String>of() : form;
        try {
            var run = audits.run(name, told(audits.find(name), written));
            return HttpResponse.seeOther(URI.create(AuditRunsController.PATH + "/" + run.id()));
        } catch (Problem problem) {
            var violations = problem.body("", null).violations();
            if (violations == null) {
                throw problem;
            }
            return page(name, written, violations).status(HttpStatus.BAD_REQUEST);
        }
    }

    private MutableHttpResponse<String> page(
            String name, Map<String, String> written, List<Problem.Violation> violations) {
        var audit = audits.find(name);
        var now = clock.instant();
        var runs = audits.newest(name, REMEMBERED);
        var fields = audit.parameters().stream()
                .map(parameter -> new Field(
                        parameter,
                        written.getOrDefault(parameter.name(), Objects.toString(parameter.otherwise(), "")),
                        wrong(parameter.name(), violations)))
                .toList();
        var lines = runs.stream()
                .map(run -> new RunLine(
                        AuditRunsController.PATH + "/" + run.id(),
                        Format.time(run.startedAt()),
                        Outcome.of(run, now),
                        Outcome.words(run),
                        AuditRunsController.words(run.params()),
                        Format.millis(run.durationMs())))
                .toList();
        return templates.answer("audit", new OnePage(audit, fields, lines, History.of(runs)));
    }

    private static @Nullable String wrong(String parameter, List<Problem.Violation> violations) {
        return violations.stream()
                .filter(violation -> violation.field().equals("params." + parameter))
                .map(Problem.Violation::message)
                .findFirst()
                .orElse(null);
    }

    /** What is left empty is not told; what should be a number and is none is passed on as it is, to be refused. */
    private static Map<String, Object> told(AuditView audit, Map<String, String> written) {
        var told = new HashMap<String, Object>();
        for (var parameter : audit.parameters()) {
            var text = written.getOrDefault(parameter.name(), "").strip();
            if (!text.isEmpty()) {
                told.put(parameter.name(), parameter.type().equals("INTEGER") ? number(text) : text);
            }
        }
        return told;
    }

    private static Object number(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException none) {
            return text;
        }
    }
}
