package dev.kith.profile;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kith.graph.GraphNodes.ProfileNode;
import dev.kith.id.ProfileId;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A profile that is not deleted, as it lies in Postgres. */
@Serdeable
@MappedEntity("profile")
record ProfileRow(
        @Id long id,
        int version,
        @JsonProperty("user_id") String userId,
        String handle,
        @JsonProperty("display_name") String displayName,
        String email,
        @JsonProperty("account_type") AccountType accountType,
        @Nullable String description,
        @MappedProperty("private") @JsonProperty("private") boolean isPrivate,
        @TypeDef(type = DataType.STRING_ARRAY) List<String> tags,
        @Nullable String gender,
        @Nullable String college) {

    static ProfileRow of(long id, NewProfile profile) {
        return new ProfileRow(
                id,
                1,
                profile.userId(),
                profile.handle(),
                profile.displayName(),
                profile.email(),
                profile.accountType(),
                profile.description(),
                Boolean.TRUE.equals(profile.isPrivate()),
                profile.tags() == null ? List.of() : profile.tags(),
                profile.gender(),
                profile.college());
    }

    ProfileEdit toEdit() {
        return new ProfileEdit(displayName, email, description, isPrivate, tags, gender, college);
    }

    ProfileNode toNode() {
        return new ProfileNode(new ProfileId(id), version, isPrivate, false);
    }
}
