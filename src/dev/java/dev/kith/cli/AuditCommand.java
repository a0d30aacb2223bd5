package dev.kith.cli;

import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes one of the service's audits, or lists them. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = "Ask whether the graph is right. Ends with 0 when the audit passes, and with 1 when it does not.")
final class AuditCommand implements Callable<Integer> {
    private static final String NEW = "+";

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "as --list names it")
    private @Nullable String name;

    @Option(names = "--list", description = "list the audits instead")
    private boolean list;

    @Option(
            names = "--param",
            paramLabel = "NAME=VALUE",
            description = "tells the audit something else than its default")
    private Map<String, String> params = new LinkedHashMap<>();

    @Mixin
    private ServiceOption service = new ServiceOption();

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        var line = command.commandLine();
        if (list == (name != null)) {
            throw new ParameterException(line, "name an audit, or ask for --list");
        }
        var routes = new JsonRoutes(service.url(line));
        var audits = JsonRoutes.items(routes.get("/v1/audits"));
        if (name == null) {
            list(line.getOut(), audits);
            return 0;
        }
        var audit = audits.stream()
                .filter(one -> JsonRoutes.text(one, "name").equals(name))
                .findFirst()
                .orElseThrow(() -> new Refusal("There is no audit %s: see `kith audit --list`".formatted(name)));
        var run = routes.post("/v1/audits/" + JsonRoutes.encoded(name) + "/runs", Map.of("params", typed(line, audit)));
        return show(line.getOut(), audit, run);
    }

    private static void list(PrintWriter out, List<JsonNode> audits) {
        for (var audit : audits) {
            out.printf(
                    "%-32s %-8s %s%n",
                    JsonRoutes.text(audit, "name"),
                    JsonRoutes.text(audit, "severity"),
                    JsonRoutes.text(audit, "title"));
            for (var parameter : JsonRoutes.values(audit, "parameters")) {
                out.printf(
                        "  --param %s=%s  %s%n",
                        JsonRoutes.text(parameter, "name"),
                        parameter.get("default") == null
                                ? JsonRoutes.text(parameter, "type")
                                : JsonRoutes.text(parameter, "default"),
                        JsonRoutes.text(parameter, "description"));
            }
        }
        out.flush();
    }

    /** Numbers become numbers where the audit wants some; what it does not know, the service refuses. */
    private Map<String, Object> typed(CommandLine line, JsonNode audit) {
        var types = new HashMap<String, String>();
        JsonRoutes.values(audit, "parameters")
                .forEach(
                        parameter -> types.put(JsonRoutes.text(parameter, "name"), JsonRoutes.text(parameter, "type")));
        var typed = new LinkedHashMap<String, Object>();
        params.forEach((key, value) -> {
            try {
                typed.put(key, "INTEGER".equals(types.get(key)) ? (Object) Long.valueOf(value) : value);
            } catch (NumberFormatException noNumber) {
                throw new ParameterException(
                        line, "--param " + key + " must be a whole number, was " + value, noNumber);
            }
        });
        return typed;
    }

    private static int show(PrintWriter out, JsonNode audit, JsonNode run) {
        var fresh = JsonRoutes.strings(run, "newRows");
        var lines = new ArrayList<List<String>>();
        lines.add(withMark("", JsonRoutes.strings(run, "columns")));
        for (var row : JsonRoutes.values(run, "rows")) {
            var isNew = fresh.contains(Integer.toString(lines.size() - 1));
            lines.add(withMark(
                    isNew ? NEW : "",
                    JsonRoutes.values(row).stream().map(AuditCommand::cell).toList()));
        }
        if (lines.size() > 1) {
            print(out, lines);
        }
        var passed = "true".equals(JsonRoutes.text(run, "passed"));
        var failure = JsonRoutes.text(run, "failure");
        out.printf(
                "%s: %s (%s), %s%s rows, %s of them new (%s), in %s ms%n",
                JsonRoutes.text(audit, "title"),
                passed ? "passed" : failure.isEmpty() ? "DOES NOT PASS" : "NO ANSWER, out of " + failure,
                JsonRoutes.text(audit, "expectation"),
                "true".equals(JsonRoutes.text(run, "truncated")) ? "more than " : "",
                JsonRoutes.text(run, "rowCount"),
                JsonRoutes.text(run, "newCount"),
                NEW,
                JsonRoutes.text(run, "durationMs"));
        if (!passed && audit.get("fix") != null) {
            out.printf("To mend it: %s%n", JsonRoutes.text(audit, "fix"));
        }
        out.flush();
        return passed ? 0 : 1;
    }

    private static String cell(JsonNode value) {
        return value.isNull()
                ? "-"
                : value.isValueNode()
                        ? value.coerceStringValue()
                        : JsonRoutes.values(value).stream()
                                .map(AuditCommand::cell)
                                .toList()
                                .toString();
    }

    private static List<String> withMark(String mark, List<String> cells) {
        var all = new ArrayList<String>(List.of(mark));
        all.addAll(cells);
        return all;
    }

    private static void print(PrintWriter out, List<List<String>> lines) {
        for (var cells : lines) {
            for (int i = 0; i < cells.size(); i++) {
                var column = i;
                var width = lines.stream()
                        .filter(line -> line.size() > column)
                        .mapToInt(line -> line.get(column).length())
                        .max()
                        .orElse(0);
                out.printf(i == cells.size() - 1 ? "%s%n" : "%-" + (width + 2) + "s", cells.get(i));
            }
        }
    }
}
