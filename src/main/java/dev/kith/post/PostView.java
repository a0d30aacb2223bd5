package dev.kith.post;

import dev.kith.id.Ids;
import dev.kith.id.PostId;
import dev.kith.id.ProfileId;
import dev.kith.profile.ProfileCard;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A post as it is shown. */
@Serdeable
@Schema(name = "Post")
public record PostView(
        @Schema(example = "689712345678905678") PostId id,

        ProfileCard author,
        @Schema(example = "POST") Verb verb,

        @Schema(example = "Off with @bob to the #teaparty") @Nullable
        String text,

        List<Mention> mentions,
        @Schema(example = "[\"teaparty\"]") List<String> hashtags,
        @Nullable Target target,
        @Schema(example = "2026-03-01T12:00:00.000Z") Instant createdAt,
        @Schema(example = "{\"mood\": \"curious\"}") Map<String, Object> extra) {

    /** Somebody named in the text. */
    @Serdeable
    public record Mention(
            @Schema(example = "689712345678909012") ProfileId id,

            @Schema(example = "bob") String handle) {}

    /** Whoever was mentioned and is deleted since is left out. */
    static PostView of(PostRow row, Map<ProfileId, ProfileCard> cards) {
        return new PostView(
                row.postId(),
                Objects.requireNonNull(cards.get(row.author())),
                row.verb(),
                row.text(),
                row.mentions().stream()
                        .map(id -> cards.get(new ProfileId(id)))
                        .filter(Objects::nonNull)
                        .map(card -> new Mention(card.id(), card.handle()))
                        .toList(),
                row.hashtags(),
                row.target(),
                Ids.timeOf(row.id()),
                row.extra());
    }
}
