package dev.kith.console;

import dev.kith.batch.Batches;
import dev.kith.id.BatchId;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The pages of batches. Those that go on are looked at again and again; what changes one says first what it would do. */
@Controller(BatchesController.PATH)
@ExecuteOn(TaskExecutors.BLOCKING)
@Hidden
class BatchesController {

    static final String PATH = "/console/batches";
    private static final int MOST = 20;
    private static final int MOST_RECEIPTS = 100;
    private static final String FAILED = "failed";

    private final Batches batches;
    private final Templates templates;
    private final Clock clock;

    /**
     * The newest.
     *
     * @param here where this page is
     * @param pace how often it is looked at again
     * @param older where those before them are; null where there are none
     */
    record Page(
            String here,
            String pace,
            List<Line> batches,
            @Nullable String older) {}

    /**
     * A batch.
     *
     * @param state as style and word
     * @param outcomes what came of its pairs, without what came of none
     */
    record Line(
            String href,
            String id,
            String kind,
            String owner,
            String state,
            int total,
            int done,
            String progress,
            boolean isFinal,
            boolean canRetry,
            List<Outcome> outcomes,
            String at,
            String ago,
            String took) {}

    /** How many pairs came to something. */
    record Outcome(String name, String count, String href) {}

    /**
     * One batch.
     *
     * @param outcome that its receipts are of; empty for all
     * @param more where the next ones are; null where there are none
     */
    record OnePage(
            String pace,
            Line batch,
            String outcome,
            List<Batches.Receipt> receipts,
            @Nullable String more) {}

    /** What would be done. */
    record ConfirmPage(Line batch, String verb, String effect, String rest, boolean allowed) {}

    BatchesController(Batches batches, Templates templates, Clock clock) {
        this.batches = batches;
        this.templates = templates;
        this.clock = clock;
    }

    @Get
    HttpResponse<String> all(HttpRequest<?> request, @QueryValue @Nullable BatchId before) {
        var found = batches.newest(before, MOST);
        var lines = found.stream().map(this::line).toList();
        var older = found.size() < MOST
                ? null
                : PATH + "?before=" + found.getLast().batch().id();
        var here = before == null ? PATH : PATH + "?before=" + before;
        return templates.answer(request, "batches", "live", new Page(here, pace(found), lines, older));
    }

    @Get("/{id}")
    HttpResponse<String> one(
            HttpRequest<?> request,
            BatchId id,
            @QueryValue @Nullable String outcome,
            @QueryValue @Nullable Integer after) {
        var entry = batches.entry(id);
        var receipts = batches.receipts(id, after == null ? 0 : Math.max(0, after), outcome, MOST_RECEIPTS);
        var more = receipts.size() < MOST_RECEIPTS
                ? null
                : "%s/%s?after=%d%s"
                        .formatted(PATH, id, receipts.getLast().number(), outcome == null ? "" : "&outcome=" + outcome);
        return templates.answer(
                request,
                "batch",
                "live",
                new OnePage(pace(List.of(entry)), line(entry), outcome == null ? "" : outcome, receipts, more));
    }

    @Get("/{id}/retry")
    HttpResponse<String> confirmRetry(BatchId id) {
        var entry = batches.entry(id);
        var failed = failed(entry);
        return templates.answer(
                "batch-confirm",
                new ConfirmPage(
                        line(entry),
                        "retry",
                        Format.count(failed, "pair that failed", "pairs that failed") + " would be tried again.",
                        Format.count(entry.batch().total() - failed, "other stays", "others stay") + " as it is.",
                        failed > 0 && entry.batch().state().equals("COMPLETED")));
    }

    @Post(value = "/{id}/retry", consumes = MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> retry(BatchId id) {
        batches.retry(id, null);
        return HttpResponse.seeOther(URI.create(PATH + "/" + id));
    }

    @Get("/{id}/cancel")
    HttpResponse<String> confirmCancel(BatchId id) {
        var entry = batches.entry(id);
        var pending = entry.batch().pending();
        return templates.answer(
                "batch-confirm",
                new ConfirmPage(
                        line(entry),
                        "cancel",
                        "As of now, " + Format.count(pending, "pair", "pairs")
                                + " would stay undone, for good, less those that are under way.",
                        Format.count(entry.batch().total() - pending, "pair is", "pairs are")
                                + " done, of which nothing is undone.",
                        !entry.isFinal()));
    }

    @Post(value = "/{id}/cancel", consumes = MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> cancel(BatchId id) {
        batches.cancel(id, null);
        return HttpResponse.seeOther(URI.create(PATH + "/" + id));
    }

    private static String pace(List<Batches.Entry> shown) {
        return shown.stream().allMatch(Batches.Entry::isFinal) ? "every 10s" : "every 1s";
    }

    private static int failed(Batches.Entry entry) {
        return entry.batch().outcomes().getOrDefault(FAILED, 0);
    }

    private Line line(Batches.Entry entry) {
        var batch = entry.batch();
        var href = PATH + "/" + batch.id();
        var done = batch.total() - batch.pending();
        var now = clock.instant();
        return new Line(
                href,
                batch.id().toString(),
                entry.kind(),
                entry.owner() == null ? "" : entry.owner().toString(),
                batch.state().toLowerCase(Locale.ROOT),
                batch.total(),
                done,
                Format.count(done) + " of " + Format.count(batch.total()),
                entry.isFinal(),
                failed(entry) > 0 && batch.state().equals("COMPLETED"),
                batch.outcomes().entrySet().stream()
                        .filter(outcome -> outcome.getValue() > 0)
                        .map(outcome -> new Outcome(
                                outcome.getKey(),
                                Format.count(outcome.getValue()),
                                href + "?outcome=" + outcome.getKey()))
                        .toList(),
                Format.time(batch.createdAt()),
                Format.ago(batch.createdAt(), now),
                batch.finishedAt() == null
                        ? ""
                        : Format.millis(batch.finishedAt().toEpochMilli()
                                - batch.createdAt().toEpochMilli()));
    }
}
