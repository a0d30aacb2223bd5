package dev.kith.imports;

import io.micronaut.json.tree.JsonNode;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of an import that can be read.
 *
 * @param fields of the contract for this kind
 * @param importId what the other system calls it; made from the line where the line doesn't say
 * @param named whether the line says it
 * @param createdAt when it came to be there; null for now
 */
record ImportRecord(
        long line,
        Kind kind,
        Map<String, JsonNode> fields,
        String importId,
        boolean named,
        @Nullable Instant createdAt) {

    /** The same with other fields. */
    ImportRecord with(Map<String, JsonNode> others) {
        return new ImportRecord(line, kind, others, importId, named, createdAt);
    }

    /** What can be imported. */
    enum Kind {
        PROFILE,
        FOLLOW,
        CONNECTION,
        BLOCK,
        COMMUNITY,
        MEMBER,
        TOPIC,
        POST,
        COMMENT,
        REACTION
    }
}
