package dev.kith.console;

import dev.kith.queue.DeadLetters;
import dev.kith.queue.DeadLetters.LetterView;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The pages of messages that were given up, and those on which they are sent again. */
@Controller(DeadLettersController.PATH)
@ExecuteOn(TaskExecutors.BLOCKING)
@Hidden
class DeadLettersController {

    static final String PATH = "/console/dead-letters";

    private final DeadLetters letters;
    private final Templates templates;
    private final Clock clock;

    /** All families. */
    record Page(List<DeadLetters.QueueView> queues) {}

    /**
     * One family.
     *
     * @param redriven what was just sent again, as text; empty for nothing
     */
    record FamilyPage(String family, String count, List<Line> letters, String hidden, String redriven) {}

    /** A dead letter. */
    record Line(String id, String message, String reason, int receives, String sentAt, String givenUpAt, String ago) {}

    /**
     * What would be sent again.
     *
     * @param id of the one; null for all
     * @param reasons of those that were looked at, with how many
     */
    record ConfirmPage(String family, @Nullable String id, String effect, List<Reason> reasons, boolean allowed) {}

    /** Why some were given up. */
    record Reason(String reason, String count) {}

    DeadLettersController(DeadLetters letters, Templates templates, Clock clock) {
        this.letters = letters;
        this.templates = templates;
        this.clock = clock;
    }

    @Get
    HttpResponse<String> all() {
        return templates.answer("dead-letters", new Page(letters.queues().items()));
    }

    @Get("/{family}")
    HttpResponse<String> family(
            String family, @QueryValue @Nullable Integer redriven, @QueryValue @Nullable Integer missing) {
        var found = letters.list(family, DeadLetters.MOST);
        var hidden = found.deadLetters() - found.items().size();
        return templates.answer(
                "dead-letters-family",
                new FamilyPage(
                        found.family(),
                        Format.count(found.deadLetters(), "dead letter", "dead letters"),
                        found.items().stream().map(this::line).toList(),
                        hidden > 0 ? Format.count(hidden, "more is", "more are") + " not shown." : "",
                        redriven == null ? "" : sent(redriven, missing == null ? 0 : missing)));
    }

    @Get("/{family}/redrive")
    HttpResponse<String> confirm(String family, @QueryValue @Nullable String id) {
        var found = letters.list(family, DeadLetters.MOST);
        var meant = found.items().stream()
                .filter(letter -> id == null || letter.id().equals(id))
                .toList();
        var count = id == null ? found.deadLetters() : meant.size();
        return templates.answer(
                "dead-letters-confirm",
                new ConfirmPage(
                        found.family(),
                        id,
                        Format.count(count, "message", "messages") + " would go through the queue again.",
                        reasons(meant),
                        count > 0));
    }

    @Post(value = "/{family}/redrive", consumes = MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> redrive(String family, @Body @Nullable Map<String, String> form) {
        var id = form == null ? null : form.get("id");
        var redriven = letters.redrive(family, id == null ? null : Set.of(id));
        return HttpResponse.seeOther(URI.create("%s/%s?redriven=%d&missing=%d"
                .formatted(PATH, family, redriven.redriven(), redriven.missing().size())));
    }

    private static String sent(int redriven, int missing) {
        return Format.count(redriven, "message was", "messages were") + " sent again."
                + (missing > 0 ? " " + Format.count(missing, "was", "were") + " not there any more." : "");
    }

    private static List<Reason> reasons(List<LetterView> letters) {
        return letters.stream()
                .collect(Collectors.groupingBy(LetterView::reason, Collectors.counting()))
                .entrySet()
                .stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(reason -> new Reason(reason.getKey(), Format.count(reason.getValue())))
                .toList();
    }

    private Line line(LetterView letter) {
        return new Line(
                letter.id(),
                letter.message(),
                letter.reason(),
                letter.receives(),
                Format.time(letter.sentAt()),
                Format.time(letter.givenUpAt()),
                Format.ago(letter.givenUpAt(), clock.instant()));
    }
}
