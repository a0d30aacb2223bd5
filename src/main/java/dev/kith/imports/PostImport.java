package dev.kith.imports;

import dev.kith.imports.ImportRecord.Kind;
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

/** Takes in posts; each keeps its import id in {@code extra.importId}. */
@Singleton
final class PostImport extends CreatingImport<Posts.Request> {

    private static final String AUTHOR = "authorId";

    private final Posts posts;

    PostImport(
            Posts posts,
            ImportReferences references,
            TransactionOperations<Connection> transactions,
            JsonMapper json,
            Validator validator) {
        super(references, transactions, json, validator);
        this.posts = posts;
    }

    @Override
    public Kind kind() {
        return Kind.POST;
    }

    @Override
    Map<String, Kind> references() {
        return Map.of(AUTHOR, Kind.PROFILE);
    }

    @Override
    Posts.Request request(ImportRecord record, ImportReferences.Known known) {
        var fields = known.fields(record);
        if (record.named()) {
            fields.put("extra", withImportId(record));
        }
        return new Posts.Request(read(fields, NewPost.class), record.createdAt());
    }

    @Override
    List<Making> make(List<Posts.Request> requests) {
        return posts.create(requests).stream()
                .map(creation -> switch (creation) {
                    case PostCreation.Created(var id) -> new Making.Made(id.value());
                    case PostCreation.Refused refused -> (Making) new Making.Refused(refused.problem());
                })
                .toList();
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
