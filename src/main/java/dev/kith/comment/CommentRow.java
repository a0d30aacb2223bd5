package dev.kith.comment;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kith.id.CommentId;
import dev.kith.id.CommunityId;
import dev.kith.id.MediaId;
import dev.kith.id.PostId;
import dev.kith.id.ProfileId;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A comment as it lies in Postgres; of a deleted one only its place is left.
 *
 * @param parentId the comment that opens the thread; null for one that opens a thread
 * @param answersId the comment that it answers: the parent, or another reply to that
 */
@Serdeable
@MappedEntity("comment")
record CommentRow(
        @Id long id,
        int version,
        @JsonProperty("post_id") long postId,
        @JsonProperty("parent_id") @Nullable Long parentId,
        @JsonProperty("answers_id") @Nullable Long answersId,
        @JsonProperty("author_id") long authorId,
        @Nullable String text,
        @TypeDef(type = DataType.LONG_ARRAY) List<Long> mentions,
        @TypeDef(type = DataType.LONG_ARRAY) List<Long> communities,
        @TypeDef(type = DataType.LONG_ARRAY) List<Long> hashtags,
        @TypeDef(type = DataType.LONG_ARRAY) List<Long> media,
        @JsonProperty("edited_at") @Nullable Instant editedAt,
        @JsonProperty("deleted_at") @Nullable Instant deletedAt) {

    CommentId commentId() {
        return new CommentId(id);
    }

    PostId post() {
        return new PostId(postId);
    }

    ProfileId author() {
        return new ProfileId(authorId);
    }

    boolean deleted() {
        return deletedAt != null;
    }

    /** The comment that opens the thread. */
    long root() {
        return parentId == null ? id : parentId;
    }

    Stream<ProfileId> actors() {
        return Stream.concat(Stream.of(author()), mentions.stream().map(ProfileId::new));
    }

    Stream<CommunityId> places() {
        return communities.stream().map(CommunityId::new);
    }

    /** The comments that it stands under. */
    Stream<Long> above() {
        return Stream.concat(Stream.ofNullable(parentId), Stream.ofNullable(answersId))
                .distinct();
    }

    CommentEdit toEdit() {
        return new CommentEdit(text, media.stream().map(MediaId::new).toList());
    }
}
