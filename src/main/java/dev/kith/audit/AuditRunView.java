package dev.kith.audit;

import dev.kith.id.AuditRunId;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One time that an audit was made.
 *
 * @param params what it was told, less what is the case anyway
 * @param newRows the numbers, from 0, of those that the last run before, told the same, had not found
 */
@Serdeable
@Schema(name = "AuditRun")
public record AuditRunView(
        @Schema(example = "689712345678909911") AuditRunId id,
        @Schema(example = "follow_across_block") String audit,
        @Schema(type = "object", example = "{}") Map<String, Object> params,
        @Schema(example = "2026-03-01T02:04:00.000Z") Instant startedAt,
        @Schema(example = "120") int durationMs,
        @ArraySchema(schema = @Schema(example = "source")) List<String> columns,

        @Schema(example = "[[\"689712345678901234\", \"689712345678905678\"]]")
        List<List<Object>> rows,

        @Schema(example = "1") int rowCount,
        @Schema(example = "1") int newCount,
        @ArraySchema(schema = @Schema(example = "0")) List<Integer> newRows,
        @Schema(example = "false") boolean truncated,
        @Schema(example = "false") boolean passed,

        @Schema(
                example = "TIME",
                description =
                        "Why there is no answer, where there is none: TIME, it took longer than its budget, or MEMORY.")
        @Nullable
        String failure) {

    private static final String LINE_END = "\r\n";

    /** A run in a list, without what it found. */
    @Serdeable
    @Schema(name = "AuditRunSummary")
    public record Summary(
            @Schema(example = "689712345678909911") AuditRunId id,
            @Schema(example = "follow_across_block") String audit,
            @Schema(type = "object", example = "{}") Map<String, Object> params,
            @Schema(example = "2026-03-01T02:04:00.000Z") Instant startedAt,
            @Schema(example = "120") int durationMs,
            @Schema(example = "1") int rowCount,
            @Schema(example = "1") int newCount,
            @Schema(example = "false") boolean truncated,
            @Schema(example = "false") boolean passed,
            @Schema(example = "TIME") @Nullable String failure) {}

    /** Without what it found. */
    public Summary summary() {
        return new Summary(id, audit, params, startedAt, durationMs, rowCount, newCount, truncated, passed, failure);
    }

    /** The rows as RFC 4180 has it, and of each whether it is new. */
    public String csv() {
        var fresh = new HashSet<>(newRows);
        var lines = IntStream.range(0, rows.size())
                .mapToObj(i -> Stream.concat(rows.get(i).stream(), Stream.of(fresh.contains(i))));
        return Stream.concat(Stream.of(Stream.concat(columns.stream(), Stream.of("new"))), lines)
                .map(line -> line.map(AuditRunView::cell).collect(Collectors.joining(",")) + LINE_END)
                .collect(Collectors.joining());
    }

    private static String cell(@Nullable Object value) {
        var text = value == null ? "" : value.toString();
        return text.matches("(?s).*[,\"\r\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
