package dev.kith.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * All that goes over the wire: "look at this again". Whoever gets it reads the current state where that has its home. It is never longer than
 * {@link #MAX_BYTES}, whatever it speaks of.
 *
 * @param type of what has changed
 * @param id rises with each change of its key: the number of the outbox's row, or the version of an edge
 * @param key what has changed: an id, or the two ends of an edge as {@code source:target}
 * @param traceId of the request that changed it
 */
public record ClaimCheck(
        String type, long id, String key, @Nullable String traceId) {

    public static final int MAX_BYTES = 256;

    private static final int VERSION = 1;
    private static final Pattern TYPE = Pattern.compile("[a-z][a-zA-Z_.-]{0,47}");
    private static final Pattern KEY = Pattern.compile("\\d{1,19}(:\\d{1,19})?");
    private static final Pattern TRACE = Pattern.compile("[0-9a-f]{32}");
    private static final JsonMapper JSON = JsonMapper.createDefault();

    public ClaimCheck {
        if (!TYPE.matcher(type).matches()) {
            throw new IllegalArgumentException("a type is up to 48 letters, was " + type);
        }
        if (!KEY.matcher(key).matches() || id < 0) {
            throw new IllegalArgumentException("a key is one id or two, was " + key);
        }
        traceId = traceId == null || !TRACE.matcher(traceId).matches() ? null : traceId;
    }

    /** As text. Nothing in it needs escaping, and it can't be longer than it may. */
    public String write() {
        var trace = traceId == null ? "" : ",\"traceId\":\"" + traceId + '"';
        return "{\"v\":%d,\"type\":\"%s\",\"id\":\"%d\",\"key\":\"%s\"%s}".formatted(VERSION, type, id, key, trace);
    }

    /**
     * Reads what another instance wrote.
     *
     * @throws Poison when that is none of ours, or of a version that is not known here
     */
    public static ClaimCheck read(String text) {
        if (text.getBytes(UTF_8).length > MAX_BYTES) {
            throw new Poison("longer than %d bytes".formatted(MAX_BYTES));
        }
        var json = parse(text);
        var version = json.get("v");
        if (version == null || !version.isNumber()) {
            throw new Poison("not a claim check: it has no version");
        }
        if (version.getIntValue() != VERSION) {
            throw new Poison("version %d is not known".formatted(version.getIntValue()));
        }
        try {
            var trace = json.get("traceId");
            return new ClaimCheck(
                    string(json, "type"),
                    Long.parseLong(string(json, "id")),
                    string(json, "key"),
                    trace == null || !trace.isString() ? null : trace.getStringValue());
        } catch (IllegalArgumentException invalid) {
            throw new Poison("not a claim check: " + invalid.getMessage());
        }
    }

    private static JsonNode parse(String text) {
        try {
            var json = JSON.readValue(text, JsonNode.class);
            if (json != null && json.isObject()) {
                return json;
            }
        } catch (IOException unreadable) {
            // the same to whoever sent it
        }
        throw new Poison("not a claim check: no JSON object");
    }

    private static String string(JsonNode json, String name) {
        var value = json.get(name);
        if (value == null || !value.isString()) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value.getStringValue();
    }
}
