package dev.kith.audit;

import dev.kith.audit.SandboxToken.Refused;
import dev.kith.graph.BoundedReads;
import dev.kith.graph.BoundedReads.Cut;
import dev.kith.graph.BoundedReads.Failed;
import dev.kith.graph.BoundedReads.Limits;
import dev.kith.graph.BoundedReads.Planned;
import dev.kith.graph.BoundedReads.Table;
import dev.kith.id.Ids;
import dev.kith.web.Json;
import dev.kith.web.Problem;
import dev.kith.web.TraceFilter;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Asks the graph what an operator would like to know. A question is noted before anything is done about it, then held to what is allowed by its text and by its plan, and then
 * answered within limits. Reading is not enough of a limit: the server would read files and call other hosts for who only reads.
 */
@Singleton
class Sandbox {

    private final SandboxConfiguration configuration;
    private final BoundedReads reads;
    private final SandboxLogRepository log;
    private final Ids ids;
    private final Json json;
    private final Semaphore room;

    /** An answer, and how long it took. */
    record Answer(Table table, int durationMs) {}

    Sandbox(SandboxConfiguration configuration, BoundedReads reads, SandboxLogRepository log, Ids ids, Json json) {
        this.configuration = configuration;
        this.reads = reads;
        this.log = log;
        this.ids = ids;
        this.json = json;
        this.room = new Semaphore(configuration.atOnce());
    }

    Answer ask(String query, Map<String, Object> params, String reason) {
        if (!configuration.enabled()) {
            throw Problem.of(
                    HttpStatus.FORBIDDEN,
                    "sandbox-off",
                    "Asking by Cypher is switched off here (kith.sandbox.enabled).");
        }
        var question = ids.next();
        log.asked(question, TraceFilter.current(), storable(reason), storable(query), json.write(params));
        if (!room.tryAcquire()) {
            ended(question, "REFUSED", "overloaded", 0, 0);
            throw Problem.of(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "overloaded",
                    "As many questions as may be are being answered. Try again in a moment.");
        }
        try {
            return answer(question, query, params);
        } finally {
            room.release();
        }
    }

    private Answer answer(long question, String query, Map<String, Object> params) {
        var begun = System.nanoTime();
        String statement;
        try {
            statement = SandboxGuard.text(query);
            switch (reads.explain(statement, params, configuration.time())) {
                case Planned plan -> SandboxGuard.plan(plan);
                case Failed(var why) -> {
                    ended(question, "REFUSED", why, 0, millisSince(begun));
                    throw Problem.malformed("query", "is not understood: " + why);
                }
            }
        } catch (Refused refused) {
            ended(question, "REFUSED", refused.operator(), 0, millisSince(begun));
            throw Problem.unprocessable("query-refused", "This is not allowed in a question: " + refused.operator())
                    .with("operator", refused.operator());
        }
        var limits = new Limits(configuration.time(), configuration.rows(), configuration.bytes());
        var answer = reads.read(statement, params, limits, SandboxWords.PROPERTIES::contains);
        var millis = millisSince(begun);
        return switch (answer) {
            case Table table -> {
                ended(question, "ANSWERED", null, table.rows().size(), millis);
                yield new Answer(table, millis);
            }
            case Cut cut -> {
                ended(question, "CUT", cut.name(), 0, millis);
                throw Problem.unprocessable(
                                "query-cut",
                                "The question was cut: it took too much " + (cut == Cut.TIME ? "time." : "memory."))
                        .with("limit", cut.name());
            }
            case Failed(var why) -> {
                ended(question, "FAILED", why, 0, millis);
                throw Problem.unprocessable("query-failed", "The question can't be answered: " + why);
            }
        };
    }

    /** Postgres has no text with the character of number 0 in it. */
    private static String storable(String text) {
        return text.replace('\0', '\uFFFD');
    }

    private void ended(long question, String event, @Nullable String detail, int rows, int millis) {
        log.ended(ids.next(), question, event, detail == null ? null : storable(detail), rows, millis);
    }

    private static int millisSince(long begun) {
        return (int) Duration.ofNanos(System.nanoTime() - begun).toMillis();
    }
}
