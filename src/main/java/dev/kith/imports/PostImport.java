package dev.kith.imports;

import dev.kith.imports.ImportRecord.Kind;
import dev.kith.notification.Notifications;
import dev.kith.post.NewPost;
import dev.kith.post.PostCreation;
import dev.kith.post.Posts;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.transaction.TransactionOperations;
import io.micronaut.validation.validator.Validator;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Takes in posts: the fields of the route, and {@code hashtags} beside those in the text. Each keeps its import id in {@code extra.importId}.
 */
@Singleton
final class PostImport extends CreatingImport<Posts.Request> {

    private static final String AUTHOR = "authorId";
    private static final String TARGET = "target";

    /** The id in a target, under the kind that it is of. */
    private static final String ADDRESSED = "target.PROFILE";

    private static final String PLACE = "target.COMMUNITY";

    private final Posts posts;
    private final Notifications notifications;

    PostImport(
            Posts posts,
            Notifications notifications,
            ImportReferences references,
            TransactionOperations<Connection> transactions,
            JsonMapper json,
            Validator validator) {
        super(references, transactions, json, validator);
        this.posts = posts;
        this.notifications = notifications;
    }

    @Override
    public Kind kind() {
        return Kind.POST;
    }

    @Override
    Map<String, Kind> references() {
        return Map.of(
                AUTHOR, Kind.PROFILE, "originalPostId", Kind.POST, ADDRESSED, Kind.PROFILE, PLACE, Kind.COMMUNITY);
    }

    @Override
    Posts.Request request(ImportRecord record, ImportReferences.Known known) {
        var fields = known.fields(record);
        putBack(fields);
        var hashtags = ContentFields.takeHashtags(fields);
        if (record.named()) {
            fields.put("extra", withImportId(record));
        }
        return new Posts.Request(read(fields, NewPost.class), record.createdAt(), hashtags);
    }

    @Override
    List<Making> make(List<Posts.Request> requests) {
        var makings = posts.create(requests).stream()
                .map(creation -> switch (creation) {
                    case PostCreation.Created(var id) -> new Making.Made(id.value());
                    case PostCreation.Refused refused -> (Making) new Making.Refused(refused.problem());
                })
                .toList();
        notifications.hush(makings.stream()
                .flatMap(making -> making instanceof Making.Made(var id) ? Stream.of(id) : Stream.empty())
                .toList());
        return makings;
    }

    @Override
    ImportRecord prepare(ImportRecord record) {
        var target = record.fields().get(TARGET);
        if (target == null || !target.isObject()) {
            return record;
        }
        var kind = target.get("kind");
        var id = target.get("id");
        var field = kind != null && kind.isString() ? TARGET + '.' + kind.getStringValue() : TARGET;
        if (id == null || (!field.equals(ADDRESSED) && !field.equals(PLACE))) {
            return record;
        }
        var fields = new LinkedHashMap<>(record.fields());
        fields.remove(TARGET);
        fields.put(field, id);
        return record.with(fields);
    }

    /** The target, as the route reads it. */
    private static void putBack(Map<String, JsonNode> fields) {
        for (var field : List.of(ADDRESSED, PLACE)) {
            var id = fields.remove(field);
            if (id != null) {
                var kind = JsonNode.createStringNode(field.substring(TARGET.length() + 1));
                fields.put(TARGET, JsonNode.createObjectNode(Map.of("kind", kind, "id", id)));
            }
        }
    }

    private static JsonNode withImportId(ImportRecord record) {
        var extra = new LinkedHashMap<String, JsonNode>();
        var given = record.fields().get("extra");
        if (given != null && given.isObject()) {
            given.entries().forEach(entry -> extra.put(entry.getKey(), entry.getValue()));
        }
        extra.put("importId", JsonNode.createStringNode(record.importId()));
        return JsonNode.createObjectNode(extra);
    }
}
