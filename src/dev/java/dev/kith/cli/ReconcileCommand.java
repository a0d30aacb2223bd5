package dev.kith.cli;

import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Has the service compare its stores, shows what differs, and has that repaired where it is asked to. */
@Command(
        name = "reconcile",
        mixinStandardHelpOptions = true,
        description = {
            "Compare what the stores hold of the same facts, and say what differs. Nothing is changed without --repair, which repairs what was shown and then compares again.",
            "Ends with 0 when nothing differs in the end, and with 1 otherwise."
        })
final class ReconcileCommand implements Callable<Integer> {
    private static final String PATH = "/v1/reconciliations";
    private static final List<String> PLACES =
            List.of("profiles", "communities", "memberships", "counts", "standings", "timelines", "outboxes");
    private static final int SHOWN = 20;
    private static final int GLANCE = 100;
    private static final int LOOKS_AFTER_REPAIR = 5;

    @Option(
            names = "--place",
            paramLabel = "PLACE",
            description = "one of ${COMPLETION-CANDIDATES}; may be given again (default: all)",
            completionCandidates = Places.class)
    private List<String> places = new ArrayList<>();

    @Option(names = "--repair", description = "have brought in line what differs")
    private boolean repair;

    @Option(
            names = "--erase",
            description =
                    "with --repair, erase edges too of those of whom Postgres has no row: they stand nowhere else")
    private boolean erase;

    @Option(names = "--after", paramLabel = "ID", description = "compare only what has greater ids")
    private @Nullable String after;

    @Option(names = "--to", paramLabel = "ID", description = "compare only what has ids up to this one")
    private @Nullable String to;

    @Mixin
    private ServiceOption service = new ServiceOption();

    @Spec
    private CommandSpec command = CommandSpec.create();

    /** What there is to choose from. */
    static final class Places extends ArrayList<String> {
        Places() {
            super(PLACES);
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var line = command.commandLine();
        for (var place : places) {
            if (!PLACES.contains(place)) {
                throw new ParameterException(line, "--place must be one of %s, was %s".formatted(PLACES, place));
            }
        }
        if (erase && !repair) {
            throw new ParameterException(line, "--erase says how to --repair");
        }
        var routes = new JsonRoutes(service.url(line));
        var out = line.getOut();
        var run = compare(routes);
        show(out, routes, run);
        if (repair && divergent(run) > 0) {
            var repairs = routes.post(
                    PATH + "/" + JsonRoutes.text(run, "id") + "/repairs", Map.of("dryRun", false, "erase", erase));
            tell(out, repairs);
            run = compareUntilNothingDiffers(routes);
            out.printf("%nCompared again:%n");
            show(out, routes, run);
        } else if (divergent(run) > 0) {
            out.printf("Nothing was changed. To have it repaired, run the same command with --repair.%n");
        }
        out.flush();
        return divergent(run) == 0 && !isFailed(run) ? 0 : 1;
    }

    /** What is repaired is so after a while: messages tell of it. */
    private JsonNode compareUntilNothingDiffers(JsonRoutes routes) throws IOException, InterruptedException {
        var run = compare(routes);
        for (int looks = 1; looks < LOOKS_AFTER_REPAIR && divergent(run) > 0; looks++) {
            run = compare(routes);
        }
        return run;
    }

    private JsonNode compare(JsonRoutes routes) throws IOException, InterruptedException {
        var wanted = new HashMap<String, Object>();
        wanted.put(
                "places",
                places.stream().map(place -> place.toUpperCase(Locale.ROOT)).toList());
        if (after != null) {
            wanted.put("afterId", after);
        }
        if (to != null) {
            wanted.put("toId", to);
        }
        var run = routes.post(PATH, wanted);
        while (JsonRoutes.text(run, "state").equals("RUNNING")) {
            Thread.sleep(GLANCE);
            run = routes.get(PATH + "/" + JsonRoutes.text(run, "id"));
        }
        if (!JsonRoutes.text(run, "state").equals("COMPLETED")) {
            throw new Refusal("The comparison was broken off: nobody works on it any more");
        }
        return run;
    }

    private static void show(PrintWriter out, JsonRoutes routes, JsonNode run)
            throws IOException, InterruptedException {
        out.printf("%-12s %12s %10s %10s %9s%n", "place", "looked at", "divergent", "unsettled", "ms");
        for (var result : JsonRoutes.values(run, "results")) {
            var failure = JsonRoutes.text(result, "failure");
            out.printf(
                    "%-12s %12s %10s %10s %9s%s%s%n",
                    JsonRoutes.text(result, "place").toLowerCase(Locale.ROOT),
                    JsonRoutes.text(result, "looked"),
                    JsonRoutes.text(result, "divergent"),
                    JsonRoutes.text(result, "unsettled"),
                    JsonRoutes.text(result, "durationMs"),
                    "true".equals(JsonRoutes.text(result, "truncated")) ? "  not all was looked at" : "",
                    failure.isEmpty() ? "" : "  FAILED: " + failure);
        }
        for (var result : JsonRoutes.values(run, "results")) {
            if (number(result, "divergent") > 0) {
                showFindings(out, routes, run, JsonRoutes.text(result, "place"), number(result, "divergent"));
            }
        }
    }

    private static void showFindings(PrintWriter out, JsonRoutes routes, JsonNode run, String place, long all)
            throws IOException, InterruptedException {
        var found = routes.get(
                "%s/%s/findings?place=%s&limit=%d".formatted(PATH, JsonRoutes.text(run, "id"), place, SHOWN));
        var items = JsonRoutes.items(found);
        for (var item : items) {
            out.printf(
                    "  %s %s %s: %s%n",
                    place.toLowerCase(Locale.ROOT),
                    JsonRoutes.text(item, "key"),
                    JsonRoutes.text(item, "difference"),
                    JsonRoutes.text(item, "detail"));
        }
        if (all > items.size()) {
            out.printf("  and %d more%n", all - items.size());
        }
    }

    private static void tell(PrintWriter out, JsonNode repairs) {
        for (var place : JsonRoutes.values(repairs, "places")) {
            out.printf(
                    "%s: %s repaired%s%s%s%n",
                    JsonRoutes.text(place, "place").toLowerCase(Locale.ROOT),
                    JsonRoutes.text(place, "repairs"),
                    some(place, "gone", "no longer differ"),
                    some(place, "needErasing", "need --erase"),
                    some(place, "notKept", "more are for the next time"));
        }
    }

    private static String some(JsonNode place, String count, String words) {
        return number(place, count) == 0 ? "" : ", %d %s".formatted(number(place, count), words);
    }

    private static boolean isFailed(JsonNode run) {
        return JsonRoutes.values(run, "results").stream()
                .anyMatch(result -> !JsonRoutes.text(result, "failure").isEmpty());
    }

    private static long divergent(JsonNode run) {
        return number(run, "divergent");
    }

    private static long number(JsonNode node, String name) {
        return Objects.requireNonNull(node.get(name)).getLongValue();
    }
}
