package dev.kith.comment;

import dev.kith.id.CommentId;
import dev.kith.id.PostId;
import dev.kith.media.MediaView;
import dev.kith.profile.ProfileCard;
import dev.kith.text.Mention;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A comment as it is shown. One that is deleted but was answered keeps its place, and says nothing any more.
 *
 * @param parentCommentId the comment that opens the thread; absent for one that opens a thread
 * @param answersCommentId the reply that it answers; absent where that is the parent
 * @param author absent when the comment is deleted
 * @param repliesCount how many answer in its thread
 */
@Serdeable
@Schema(name = "Comment")
public record CommentView(
        @Schema(example = "689712345678901238") CommentId id,
        @Schema(example = "689712345678905678") PostId postId,

        @Schema(example = "689712345678901237") @Nullable CommentId parentCommentId,

        @Schema(example = "689712345678901239") @Nullable CommentId answersCommentId,

        @Nullable ProfileCard author,

        @Schema(example = "No room, @alice! #teaparty") @Nullable
        String text,

        List<Mention> mentions,
        @Schema(example = "[\"teaparty\"]") List<String> hashtags,
        List<MediaView> media,
        CommentReactions reactions,
        @Schema(example = "3") int repliesCount,
        @Schema(example = "false") boolean deleted,
        @Schema(example = "2026-03-01T12:00:00.000Z") Instant createdAt,

        @Schema(example = "2026-03-01T12:05:00.000Z") @Nullable
        Instant editedAt) {

    /** How often a comment was reacted to. */
    @Serdeable
    @Schema(name = "CommentReactions")
    public record CommentReactions(
            @Schema(example = "12") int likes,
            @Schema(example = "1") int unlikes,
            @Schema(example = "3") int stars) {}
}
