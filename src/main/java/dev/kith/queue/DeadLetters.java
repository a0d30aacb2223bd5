package dev.kith.queue;

import dev.kith.events.Family;
import dev.kith.web.Problem;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was given up of messages, and how it is sent again. */
@Singleton
public class DeadLetters {

    /** More are not shown at once. */
    public static final int MOST = 100;

    private final SqsDeadLetters letters;

    /** The queues of all families. */
    @Serdeable
    @Schema(name = "Queues")
    public record Queues(List<QueueView> items) {}

    /**
     * A family's queue.
     *
     * @param waiting about how many messages wait to be received
     * @param deadLetters about how many were given up
     */
    @Serdeable
    @Schema(name = "Queue")
    public record QueueView(
            @Schema(example = "follows") String family,
            @Schema(example = "12") int waiting,
            @Schema(example = "1") int deadLetters) {}

    /** Some of the dead letters of a family; SQS knows no pages. */
    @Serdeable
    @Schema(name = "DeadLetters")
    public record Letters(
            @Schema(example = "follows") String family,
            @Schema(example = "1") int deadLetters,
            List<LetterView> items) {}

    /**
     * A message that was given up.
     *
     * @param message as it was received
     * @param receives how often it was tried
     * @param sentAt when it was sent for the first time
     * @param givenUpAt when it became a dead letter
     */
    @Serdeable
    @Schema(name = "DeadLetter")
    public record LetterView(
            @Schema(example = "7f0c1c5e-4f61-4a3b-9a39-6f2c7b0c1f0e")
            String id,

            @Schema(example = "{\"v\":1,\"type\":\"profile\",\"id\":\"52\",\"key\":\"3554271840993280\"}")
            String message,

            @Schema(example = "type profile is not known") String reason,
            @Schema(example = "8") int receives,
            @Schema(example = "2026-03-01T12:00:00.000Z") Instant sentAt,
            @Schema(example = "2026-03-01T12:04:00.000Z") Instant givenUpAt) {}

    /**
     * What was sent through its queue again.
     *
     * @param missing ids of which there is no dead letter, or which somebody else looks at just now
     */
    @Serdeable
    @Schema(name = "Redriven")
    public record RedrivenView(
            @Schema(example = "1") int redriven,

            @ArraySchema(schema = @Schema(example = "0d9a3a0e-9f5c-4b57-8f5e-5d0e3ad1b7a1"))
            List<String> missing) {}

    DeadLetters(SqsDeadLetters letters) {
        this.letters = letters;
    }

    /** How much waits in each queue, and how much was given up. */
    public Queues queues() {
        return new Queues(Arrays.stream(Family.values())
                .map(family -> new QueueView(family.label(), letters.waiting(family), letters.count(family)))
                .toList());
    }

    /** The oldest of those that SQS shows. Whoever looks at the same moment may see fewer. */
    public Letters list(String family, int most) {
        var known = family(family);
        if (most < 1 || most > MOST) {
            throw Problem.malformed("limit", "must be 1 to " + MOST);
        }
        var items = letters.list(known, most).stream()
                .map(letter -> new LetterView(
                        letter.id(),
                        letter.body(),
                        letter.reason(),
                        letter.receives(),
                        letter.sentAt(),
                        letter.givenUpAt()))
                .toList();
        return new Letters(known.label(), Math.max(letters.count(known), items.size()), items);
    }

    /**
     * Sends some through their queue again.
     *
     * @param ids of those; null for all
     */
    public RedrivenView redrive(String family, @Nullable Set<String> ids) {
        var redriven = letters.redrive(family(family), ids);
        return new RedrivenView(
                redriven.redriven(), redriven.missing().stream().sorted().toList());
    }

    private static Family family(String name) {
        return Family.named(name).orElseThrow(() -> Problem.notFound("family", name));
    }
}
