package dev.kith.post;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kith.id.PostId;
import dev.kith.id.ProfileId;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Map;
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
        @TypeDef(type = DataType.JSON) Map<String, Object> extra) {

    PostId postId() {
        return new PostId(id);
    }

    ProfileId author() {
        return new ProfileId(authorId);
    }

    /** All who act in it. */
    Stream<ProfileId> actors() {
        return Stream.concat(Stream.of(author()), mentions.stream().map(ProfileId::new));
    }
}
