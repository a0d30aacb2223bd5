package dev.kith.audit;

import dev.kith.graph.BoundedReads.Limits;
import dev.kith.web.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A question to the graph that is asked again and again, and what is expected of its answer: a file with a statement that reads, and a header that says the rest.
 *
 * @param most rows that it may find and still passes
 * @param key the columns by which a row is known again in another run
 * @param ids the columns that hold ids
 * @param cron when it comes round, in the five fields of cron, in UTC; null where it is made only when asked for
 * @param fix what mends what it finds; null where there is nothing to mend
 * @param statement the whole file
 */
record Audit(
        String name,
        String title,
        String description,
        Severity severity,
        String expectation,
        int most,
        List<String> key,
        List<String> ids,
        Limits limits,
        @Nullable String cron,
        @Nullable String fix,
        List<AuditParameter> parameters,
        String statement) {

    private static final Pattern EXPECTATION = Pattern.compile("rows (?:=|<=) (\\d+)");
    private static final Pattern FIELD = Pattern.compile("([a-z]+) {2,}(\\S.*)");
    private static final long MOST_BYTES = 5_000_000;

    /** How bad it is when an audit does not pass. */
    enum Severity {
        /** Something is wrong. */
        ERROR,
        /** Somebody should look. */
        WARNING,
        /** A report. */
        INFO
    }

    /** Reads a file; refuses one whose header does not say all that it must. */
    static Audit of(String name, String file) {
        var header = file.lines()
                .takeWhile(line -> line.startsWith("//"))
                .map(line -> line.substring(2).strip())
                .toList();
        var fields = new HashMap<String, String>();
        var parameters = new ArrayList<AuditParameter>();
        var description = new ArrayList<String>();
        for (var line : header.subList(Math.min(1, header.size()), header.size())) {
            var field = FIELD.matcher(line);
            if (line.startsWith("$")) {
                parameters.add(AuditParameter.of(line));
            } else if (field.matches()) {
                fields.put(field.group(1), field.group(2));
            } else if (!line.isEmpty()) {
                description.add(line);
            }
        }
        var expectation = EXPECTATION.matcher(said(name, fields, "expect"));
        if (!expectation.matches() || description.isEmpty()) {
            throw new IllegalArgumentException("the header of audit " + name + " is not understood");
        }
        return new Audit(
                name,
                header.getFirst(),
                String.join(" ", description),
                Severity.valueOf(said(name, fields, "severity").toUpperCase(Locale.ROOT)),
                expectation.group(),
                Integer.parseInt(expectation.group(1)),
                columns(said(name, fields, "key")),
                columns(fields.getOrDefault("ids", "")),
                new Limits(
                        Duration.parse("PT" + said(name, fields, "budget").toUpperCase(Locale.ROOT)),
                        Integer.parseInt(said(name, fields, "limit")),
                        MOST_BYTES),
                fields.get("cron"),
                fields.get("fix"),
                List.copyOf(parameters),
                file);
    }

    /** What it is told beside what is the case anyway; refuses what is not of its parameters with a {@link Problem}. */
    SortedMap<String, Object> told(Map<String, Object> params) {
        for (var name : params.keySet()) {
            if (parameters.stream().noneMatch(parameter -> parameter.name().equals(name))) {
                throw Problem.malformed("params." + name, "is unknown");
            }
        }
        var told = new TreeMap<String, Object>();
        for (var parameter : parameters) {
            var value = parameter.value(params.get(parameter.name()));
            if (!Objects.equals(value, parameter.otherwise())) {
                told.put(parameter.name(), Objects.requireNonNull(params.get(parameter.name())));
            }
        }
        return told;
    }

    /** The values of all its parameters. */
    Map<String, Object> values(Map<String, Object> told) {
        var values = new HashMap<String, Object>();
        parameters.forEach(parameter -> values.put(parameter.name(), parameter.value(told.get(parameter.name()))));
        return values;
    }

    private static String said(String audit, Map<String, String> fields, String field) {
        var value = fields.get(field);
        if (value == null) {
            throw new IllegalArgumentException("the header of audit " + audit + " lacks its " + field);
        }
        return value;
    }

    private static List<String> columns(String names) {
        return names.isEmpty() ? List.of() : List.of(names.split(", *"));
    }
}
