package dev.kith.post;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kith.id.CommunityId;
import dev.kith.id.ItemId;
import dev.kith.id.MediaId;
import dev.kith.id.PostId;
import dev.kith.id.ProfileId;
import dev.kith.id.TopicId;
import dev.kith.text.Reference;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A post that is not deleted, as it lies in Postgres. */
@Serdeable
@MappedEntity("post")
record PostRow(
        @Id long id,
        int version,
        @JsonProperty("author_id") long authorId,
        Verb verb,
        @Nullable String text,
        @TypeDef(type = DataType.LONG_ARRAY) List<Long> mentions,
        @TypeDef(type = DataType.LONG_ARRAY) List<Long> communities,
        @TypeDef(type = DataType.LONG_ARRAY) List<Long> hashtags,
        @TypeDef(type = DataType.LONG_ARRAY) List<Long> topics,
        @TypeDef(type = DataType.LONG_ARRAY) List<Long> media,
        @JsonProperty("target_kind") Target.@Nullable Kind targetKind,
        @JsonProperty("target_id") @Nullable Long targetId,
        @JsonProperty("original_id") @Nullable Long originalId,
        @TypeDef(type = DataType.JSON) Map<String, Object> extra,
        @JsonProperty("edited_at") @Nullable Instant editedAt) {

    static PostRow of(
            long id,
            NewPost post,
            PostContent content,
            Reference reference,
            List<Long> topics,
            @Nullable Long originalId) {
        var target = post.target();
        return new PostRow(
                id,
                1,
                post.authorId().value(),
                post.verb(),
                content.text(),
                reference.mentions(),
                reference.communities(),
                reference.hashtags(),
                topics,
                content.mediaIds().stream().map(MediaId::value).toList(),
                target == null ? null : target.kind(),
                target == null ? null : target.id().value(),
                originalId,
                content.extra(),
                null);
    }

    /** The same post, saying something else. */
    PostRow saying(PostContent content, Reference reference, List<Long> newTopics, Instant at) {
        return new PostRow(
                id,
                version + 1,
                authorId,
                verb,
                content.text(),
                reference.mentions(),
                reference.communities(),
                reference.hashtags(),
                newTopics,
                content.mediaIds().stream().map(MediaId::value).toList(),
                targetKind,
                targetId,
                originalId,
                content.extra(),
                at);
    }

    PostEdit toEdit() {
        return new PostEdit(
                text,
                topics.stream().map(TopicId::new).toList(),
                media.stream().map(MediaId::new).toList(),
                extra);
    }

    PostId postId() {
        return new PostId(id);
    }

    ProfileId author() {
        return new ProfileId(authorId);
    }

    @Nullable
    Target target() {
        return targetKind == null || targetId == null ? null : new Target(targetKind, new ItemId(targetId));
    }

    /** All who are named in it: by their handles, or as its target. */
    Stream<ProfileId> named() {
        var target = target();
        return Stream.concat(
                mentions.stream().map(ProfileId::new),
                target != null && target.kind() == Target.Kind.PROFILE ? Stream.of(target.profile()) : Stream.empty());
    }

    /** All who act in it. */
    Stream<ProfileId> actors() {
        return Stream.concat(Stream.of(author()), named());
    }

    /** The community that it belongs to. */
    Optional<CommunityId> community() {
        return Optional.ofNullable(target())
                .filter(target -> target.kind() == Target.Kind.COMMUNITY)
                .map(Target::community);
    }

    /** All communities that have to do with it. */
    Stream<CommunityId> places() {
        return Stream.concat(community().stream(), communities.stream().map(CommunityId::new));
    }

    /** Under what it is listed: its author, its target, its topics and its hashtags. */
    Set<Long> sources() {
        return Stream.of(Stream.of(authorId), Stream.ofNullable(targetId), topics.stream(), hashtags.stream())
                .flatMap(some -> some)
                .collect(Collectors.toSet());
    }
}
