package dev.kith.load;

import static java.util.Objects.requireNonNull;

import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What the service said to one request.
 *
 * @param lines how many of the lines, from the first, it has taken in or rejected for good
 * @param tallies of those lines, by kind
 * @param rejections of those lines
 * @param failure why it did not come to all of them; null when it did
 */
record Answer(
        int lines,
        Map<String, Tally> tallies,
        List<Rejection> rejections,
        @Nullable Failure failure) {

    /** @param index which of the lines that were sent */
    record Rejection(int index, String code, String detail) {}

    /** @param passing whether it is worth asking again */
    record Failure(String reason, boolean passing) {}

    static Answer failed(String reason, boolean passing) {
        return new Answer(0, Map.of(), List.of(), new Failure(reason, passing));
    }

    /**
     * Reads events to their end. A connection that is lost on the way leaves what was known by then.
     *
     * @param progress is told how many lines are through
     */
    static Answer read(BufferedReader events, JsonMapper json, LongConsumer progress) {
        var lines = 0;
        var tallies = Map.<String, Tally>of();
        var rejections = new ArrayList<Rejection>();
        var pending = new ArrayList<Rejection>();
        try {
            for (var text = events.readLine(); text != null; text = events.readLine()) {
                var event = requireNonNull(json.readValue(text, JsonNode.class));
                var problem = event.get("problem");
                var line = event.get("line");
                if (problem != null && line != null) {
                    pending.add(new Rejection(line.getIntValue() - 1, text(problem, "code"), text(problem, "detail")));
                } else if (problem != null) {
                    var status = problem.get("status");
                    var passing = status != null && status.getIntValue() >= 500;
                    return new Answer(lines, tallies, rejections, new Failure(text(problem, "detail"), passing));
                } else {
                    lines = number(event, "lines");
                    tallies = tallies(event.get("kinds"));
                    rejections.addAll(pending);
                    pending.clear();
                    progress.accept(lines);
                    if (event.get("done") != null) {
                        return new Answer(lines, tallies, rejections, null);
                    }
                }
            }
            return new Answer(lines, tallies, rejections, new Failure("the connection was lost", true));
        } catch (IOException lost) {
            return new Answer(lines, tallies, rejections, new Failure("the connection was lost: " + lost, true));
        }
    }

    private static Map<String, Tally> tallies(@Nullable JsonNode kinds) {
        var tallies = new HashMap<String, Tally>();
        if (kinds != null) {
            kinds.entries()
                    .forEach(kind -> tallies.put(
                            kind.getKey(),
                            new Tally(
                                    number(kind.getValue(), "created"),
                                    number(kind.getValue(), "existing"),
                                    number(kind.getValue(), "rejected"))));
        }
        return tallies;
    }

    private static int number(JsonNode node, String field) {
        var value = node.get(field);
        return value == null ? 0 : value.getIntValue();
    }

    private static String text(JsonNode node, String field) {
        var value = node.get(field);
        return value == null ? "" : value.coerceStringValue();
    }
}
