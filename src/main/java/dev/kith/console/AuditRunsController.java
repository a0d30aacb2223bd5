package dev.kith.console;

import dev.kith.audit.AuditDrawing;
import dev.kith.audit.AuditRunView;
import dev.kith.audit.AuditView;
import dev.kith.audit.Audits;
import dev.kith.id.AuditRunId;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The page of what an audit found, and that to take along. */
@Controller(AuditRunsController.PATH)
@ExecuteOn(TaskExecutors.BLOCKING)
@Hidden
class AuditRunsController {

    static final String PATH = "/console/audit-runs";

    /** More rows nobody reads on a page; the files have them all. */
    private static final int SHOWN = 200;

    private final Audits audits;
    private final Templates templates;

    /**
     * What the page says.
     *
     * @param hidden how many rows are not shown; empty when all are
     * @param graph where its drawing is; null where there is nothing to draw
     */
    record Page(
            AuditView audit,
            String id,
            String state,
            String words,
            String at,
            String took,
            String fresh,
            String params,
            List<String> columns,
            List<Row> rows,
            String hidden,
            @Nullable String graph) {}

    /** A row. */
    record Row(boolean fresh, List<String> cells) {}

    AuditRunsController(Audits audits, Templates templates) {
        this.audits = audits;
        this.templates = templates;
    }

    @Get("/{id}")
    HttpResponse<String> page(AuditRunId id) {
        var run = audits.find(id);
        var fresh = new HashSet<>(run.newRows());
        var rows = IntStream.range(0, Math.min(SHOWN, run.rows().size()))
                .mapToObj(i -> new Row(
                        fresh.contains(i),
                        run.rows().get(i).stream()
                                .map(AuditRunsController::cell)
                                .toList()))
                .toList();
        var summary = run.summary();
        return templates.answer(
                "audit-run",
                new Page(
                        audits.find(run.audit()),
                        id.toString(),
                        run.passed() ? "passed" : "failed",
                        (run.passed() ? "passed, " : "") + AuditsController.Outcome.words(summary),
                        Format.time(run.startedAt()),
                        Format.millis(run.durationMs()),
                        Format.count(run.newCount()),
                        words(run.params()),
                        run.columns(),
                        rows,
                        run.rows().size() > SHOWN ? Format.count(run.rows().size() - SHOWN, "row", "rows") : "",
                        !rows.isEmpty() && audits.isDrawn(run.audit()) ? PATH + "/" + id + "/graph" : null));
    }

    @Get("/{id}/graph")
    AuditDrawing.View graph(AuditRunId id) {
        return audits.draw(id);
    }

    @Get(value = "/{id}/rows.csv", produces = MediaType.TEXT_CSV)
    HttpResponse<String> csv(AuditRunId id) {
        var run = audits.find(id);
        return attached(run, run.csv(), "csv");
    }

    @Get("/{id}/rows.json")
    HttpResponse<AuditRunView> json(AuditRunId id) {
        var run = audits.find(id);
        return attached(run, run, "json");
    }

    /** What a run was told, as text; empty for nothing. */
    static String words(Map<String, Object> params) {
        return params.entrySet().stream()
                .map(param -> param.getKey() + " = " + param.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String cell(@Nullable Object value) {
        return value instanceof List<?> several
                ? several.stream().map(Objects::toString).collect(Collectors.joining(", "))
                : Objects.toString(value, "");
    }

    private static <T> HttpResponse<T> attached(AuditRunView run, T body, String ending) {
        return HttpResponse.ok(body)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"%s-%s.%s\"".formatted(run.audit(), run.id(), ending));
    }
}
