package dev.kith.community;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kith.id.CommunityId;
import dev.kith.id.ProfileId;
import dev.kith.visibility.Item.Place;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/** A community that is not deleted, as it lies in Postgres. */
@Serdeable
@MappedEntity("community")
record CommunityRow(
        @Id long id,
        int version,
        @JsonProperty("admin_id") long adminId,
        String name,
        @Nullable String description,
        @MappedProperty("private") @JsonProperty("private") boolean isPrivate,
        boolean visible,
        @Nullable String rules) {

    static CommunityRow of(long id, NewCommunity community) {
        return new CommunityRow(
                id,
                1,
                community.adminId().value(),
                community.name(),
                community.description(),
                Boolean.TRUE.equals(community.isPrivate()),
                !Boolean.FALSE.equals(community.visible()),
                community.rules());
    }

    CommunityId communityId() {
        return new CommunityId(id);
    }

    ProfileId admin() {
        return new ProfileId(adminId);
    }

    /** The community itself. */
    Place outside() {
        return new Place(id, isPrivate, visible, false);
    }

    /** What lies in it. */
    Place inside() {
        return new Place(id, isPrivate, visible, true);
    }

    NewCommunity toEdit() {
        return new NewCommunity(admin(), name, description, isPrivate, visible, rules);
    }
}
