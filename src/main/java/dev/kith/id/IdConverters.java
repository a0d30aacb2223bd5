package dev.kith.id;

import io.micronaut.context.annotation.Factory;
import io.micronaut.core.convert.TypeConverter;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Function;

/** Lets paths, queries and headers carry ids. */
@Factory
final class IdConverters {

    @Singleton
    TypeConverter<CharSequence, ProfileId> profileId() {
        return converter(ProfileId::of);
    }

    @Singleton
    TypeConverter<CharSequence, PostId> postId() {
        return converter(PostId::of);
    }

    @Singleton
    TypeConverter<CharSequence, CommentId> commentId() {
        return converter(CommentId::of);
    }

    @Singleton
    TypeConverter<CharSequence, CommunityId> communityId() {
        return converter(CommunityId::of);
    }

    @Singleton
    TypeConverter<CharSequence, TopicId> topicId() {
        return converter(TopicId::of);
    }

    @Singleton
    TypeConverter<CharSequence, MediaId> mediaId() {
        return converter(MediaId::of);
    }

    @Singleton
    TypeConverter<CharSequence, BatchId> batchId() {
        return converter(BatchId::of);
    }

    @Singleton
    TypeConverter<CharSequence, RunId> runId() {
        return converter(RunId::of);
    }

    @Singleton
    TypeConverter<CharSequence, AuditRunId> auditRunId() {
        return converter(AuditRunId::of);
    }

    @Singleton
    TypeConverter<CharSequence, ReconciliationId> reconciliationId() {
        return converter(ReconciliationId::of);
    }

    @Singleton
    TypeConverter<CharSequence, NotificationId> notificationId() {
        return converter(NotificationId::of);
    }

    private static <T> TypeConverter<CharSequence, T> converter(Function<String, T> parse) {
        return (text, type, context) -> {
            try {
                return Optional.of(parse.apply(text.toString()));
            } catch (MalformedId malformed) {
                context.reject(text, malformed);
                return Optional.empty();
            }
        };
    }
}
