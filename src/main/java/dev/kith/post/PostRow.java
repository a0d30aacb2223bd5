package dev.kith.post;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kith.id.CommunityId;
import dev.kith.id.ItemId;
import dev.kith.id.PostId;
import dev.kith.id.ProfileId;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        @TypeDef(type = DataType.STRING_ARRAY) List<String> hashtags,
        @JsonProperty("target_kind") Target.@Nullable Kind targetKind,
        @JsonProperty("target_id") @Nullable Long targetId,
        @TypeDef(type = DataType.JSON) Map<String, Object> extra) {

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
}
