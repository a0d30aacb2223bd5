package dev.kith.imports;

import dev.kith.id.Ids;
import dev.kith.imports.ImportRecord.Kind;
import dev.kith.web.Problem;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads single lines of an import; a line that can't be read is a {@link Problem}. */
@Singleton
final class RecordReader {

    private static final int MAX_IMPORT_ID_LENGTH = 255;

    /** Other systems' clocks may be this much ahead of ours. */
    private static final Duration TOLERANCE = Duration.ofMinutes(1);

    private static final String KINDS = Arrays.stream(Kind.values())
            .map(kind -> kind.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));

    private final JsonMapper json;
    private final Clock clock;

    RecordReader(JsonMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    ImportRecord read(long number, String line) {
        var fields = new LinkedHashMap<String, JsonNode>();
        object(line).entries().forEach(field -> fields.put(field.getKey(), field.getValue()));
        var kind = kind(text("kind", fields.remove("kind")));
        var importId = text("importId", fields.remove("importId"));
        if (importId != null && (importId.isEmpty() || importId.length() > MAX_IMPORT_ID_LENGTH)) {
            throw Problem.malformed("importId", "must have 1 to " + MAX_IMPORT_ID_LENGTH + " characters");
        }
        var createdAt = createdAt(text("createdAt", fields.remove("createdAt")));
        return new ImportRecord(
                number, kind, fields, importId == null ? hash(line) : importId, importId != null, createdAt);
    }

    private JsonNode object(String line) {
        try {
            var node = json.readValue(line, JsonNode.class);
            if (node != null && node.isObject()) {
                return node;
            }
        } catch (IOException _) {
            // no JSON at all: told below
        }
        throw Problem.malformed("line", "must be a JSON object");
    }

    private static @Nullable String text(String field, @Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw Problem.malformed(field, "must be a string");
        }
        return value.getStringValue();
    }

    private static Kind kind(@Nullable String name) {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> Problem.malformed("kind", "must be one of " + KINDS));
    }

    private @Nullable Instant createdAt(@Nullable String time) {
        if (time == null) {
            return null;
        }
        try {
            var createdAt = Instant.parse(time);
            if (createdAt.isAfter(Ids.EPOCH)
                    && createdAt.isBefore(clock.instant().plus(TOLERANCE))) {
                return createdAt;
            }
        } catch (DateTimeParseException _) {
            // told below
        }
        throw Problem.malformed("createdAt", "must be an RFC 3339 time after " + Ids.EPOCH + " and not in the future");
    }

    private static String hash(String line) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(line.getBytes(StandardCharsets.UTF_8));
            return "sha256:" + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
