package dev.kith.load;

import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes records as the import route reads them. */
final class Records {
    private final JsonMapper json = JsonMapper.createDefault();

    /** @param fields all but the account type: the user's first profile is REGULAR, a second one INFLUENCER */
    Line profile(Origin origin, String importId, Map<String, Object> fields, @Nullable Instant createdAt) {
        var record = record("profile", importId, createdAt);
        record.putAll(fields);
        record.put("accountType", "REGULAR");
        var first = write(record);
        record.put("accountType", "INFLUENCER");
        return new Line(origin, first, write(record));
    }

    /** The profile of a network whose profiles are numbers: n is user n. */
    Line numbered(Origin origin, long number) {
        var importId = EdgesImport.handle(number);
        return profile(
                origin,
                importId,
                Map.of(
                        "userId",
                        Long.toString(number),
                        "handle",
                        importId,
                        "displayName",
                        importId,
                        "email",
                        importId + "@example.org"),
                null);
    }

    Line follow(Origin origin, String follower, String followee, @Nullable Instant createdAt) {
        var record = record("follow", null, createdAt);
        record.put("sourceId", reference(follower));
        record.put("targetId", reference(followee));
        return new Line(origin, write(record));
    }

    Line post(Origin origin, String importId, String author, Map<String, Object> fields, Instant createdAt) {
        var record = record("post", importId, createdAt);
        record.put("authorId", reference(author));
        record.put("verb", "POST");
        record.putAll(fields);
        return new Line(origin, write(record));
    }

    Line comment(Origin origin, String importId, String author, Map<String, Object> fields, Instant createdAt) {
        var record = record("comment", importId, createdAt);
        record.put("authorId", reference(author));
        record.putAll(fields);
        return new Line(origin, write(record));
    }

    /** @param item {@code postId} or {@code commentId} */
    Line like(Origin origin, String profile, String item, String importId, Instant createdAt) {
        var record = record("reaction", null, createdAt);
        record.put("reaction", "like");
        record.put("profileId", reference(profile));
        record.put(item, reference(importId));
        return new Line(origin, write(record));
    }

    Line topic(Origin origin, String importId, String community, String name) {
        var record = record("topic", importId, null);
        record.put("communityId", reference(community));
        record.put("name", name);
        return new Line(origin, write(record));
    }

    Line community(Origin origin, String importId, String admin, String name, Instant createdAt) {
        var record = record("community", importId, createdAt);
        record.put("adminId", reference(admin));
        record.put("name", name);
        return new Line(origin, write(record));
    }

    Line member(Origin origin, String community, String profile, Instant joinedAt) {
        var record = record("member", null, joinedAt);
        record.put("communityId", reference(community));
        record.put("profileId", reference(profile));
        return new Line(origin, write(record));
    }

    private static Map<String, Object> record(String kind, @Nullable String importId, @Nullable Instant createdAt) {
        var record = new LinkedHashMap<String, Object>();
        record.put("kind", kind);
        if (importId != null) {
            record.put("importId", importId);
        }
        if (createdAt != null) {
            record.put("createdAt", createdAt.toString());
        }
        return record;
    }

    static Map<String, Object> reference(String importId) {
        return Map.of("importId", importId);
    }

    private String write(Map<String, Object> record) {
        try {
            return json.writeValueAsString(record);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
