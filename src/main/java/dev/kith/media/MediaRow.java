package dev.kith.media;

import dev.kith.id.ItemId;
import dev.kith.id.MediaId;
import dev.kith.id.ProfileId;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A medium as it lies in Postgres. */
@MappedEntity("media")
record MediaRow(
        @Id long id,
        long ownerId,
        MediaKind type,
        MediaState state,
        String contentType,
        long sizeBytes,
        @Nullable String sha256,
        @TypeDef(type = DataType.JSON) Rendering rendering,
        String uploadKey,
        @Nullable String objectKey,
        @Nullable Integer width,
        @Nullable Integer height,
        @TypeDef(type = DataType.JSON) List<Thumbnail> thumbnails,
        int thumbnailAttempts,
        @Nullable Rejection rejection,
        @Nullable Long itemId,
        @Nullable Instant expiresAt) {

    MediaId mediaId() {
        return new MediaId(id);
    }

    ProfileId owner() {
        return new ProfileId(ownerId);
    }

    @Nullable
    ItemId item() {
        return itemId == null ? null : new ItemId(itemId);
    }

    MediaFormat format() {
        return MediaFormat.of(contentType).orElseThrow();
    }

    MediaInspector.Announced announced() {
        return new MediaInspector.Announced(format(), sizeBytes, sha256, rendering.crop());
    }

    boolean isExpired(Instant now) {
        return expiresAt != null && !expiresAt.isAfter(now);
    }

    /** All objects that there may be of it. */
    List<String> keys() {
        var keys = new ArrayList<String>();
        keys.add(uploadKey);
        if (objectKey != null) {
            keys.add(objectKey);
        }
        thumbnails.forEach(thumbnail -> keys.add(thumbnail.key()));
        return keys;
    }
}
