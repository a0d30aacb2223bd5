package dev.kith.imports;

import dev.kith.comment.CommentCreation;
import dev.kith.comment.Comments;
import dev.kith.comment.NewComment;
import dev.kith.id.PostId;
import dev.kith.imports.ImportRecord.Kind;
import dev.kith.notification.Notifications;
import io.micronaut.json.JsonMapper;
import io.micronaut.transaction.TransactionOperations;
import io.micronaut.validation.validator.Validator;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Takes in comments: the fields of the route, {@code postId}, and {@code hashtags} beside those in the text. */
@Singleton
final class CommentImport extends CreatingImport<Comments.Request> {

    private static final String POST = "postId";

    private final Comments comments;
    private final Notifications notifications;

    CommentImport(
            Comments comments,
            Notifications notifications,
            ImportReferences references,
            TransactionOperations<Connection> transactions,
            JsonMapper json,
            Validator validator) {
        super(references, transactions, json, validator);
        this.comments = comments;
        this.notifications = notifications;
    }

    @Override
    public Kind kind() {
        return Kind.COMMENT;
    }

    @Override
    Map<String, Kind> references() {
        return Map.of(POST, Kind.POST, "authorId", Kind.PROFILE, "parentCommentId", Kind.COMMENT);
    }

    @Override
    Comments.Request request(ImportRecord record, ImportReferences.Known known) {
        var post = new PostId(known.id(record, POST));
        var fields = known.fields(record);
        fields.remove(POST);
        var hashtags = ContentFields.takeHashtags(fields);
        return new Comments.Request(post, read(fields, NewComment.class), record.createdAt(), hashtags);
    }

    @Override
    List<Making> make(List<Comments.Request> requests) {
        var makings = comments.create(requests).stream()
                .map(creation -> switch (creation) {
                    case CommentCreation.Created(var id) -> new Making.Made(id.value());
                    case CommentCreation.Refused(var problem) -> (Making) new Making.Refused(problem);
                })
                .toList();
        notifications.hush(makings.stream()
                .flatMap(making -> making instanceof Making.Made(var id) ? Stream.of(id) : Stream.empty())
                .toList());
        return makings;
    }
}
