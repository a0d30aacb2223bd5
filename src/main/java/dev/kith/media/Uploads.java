package dev.kith.media;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.kith.id.Ids;
import dev.kith.id.MediaId;
import dev.kith.id.ProfileId;
import dev.kith.profile.Profiles;
import dev.kith.web.Json;
import dev.kith.web.Problem;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.transaction.annotation.Transactional;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Says how to upload what is announced. S3 is not asked for it. */
@Singleton
class Uploads {

    private final MediaRepository rows;
    private final Profiles profiles;
    private final S3Objects objects;
    private final MediaConfiguration configuration;
    private final Ids ids;
    private final Json json;
    private final Clock clock;

    /** An announced medium, and how to upload it. */
    @Serdeable
    @Schema(name = "PendingMedia")
    record Pending(
            @Schema(example = "689712345678907788") MediaId id,
            @Schema(example = "PENDING") MediaState state,
            Upload upload) {}

    /** The request by which the bytes are uploaded. */
    @Serdeable
    @Schema(name = "Upload")
    record Upload(
            @Schema(example = "PUT") String method,

            @Schema(example = "https://kith.s3.eu-central-1.amazonaws.com/uploads/689712345678907788?X-Amz-Signature=…")
            String url,

            @Schema(
                    example = "{\"Content-Type\": \"image/jpeg\", \"Content-Length\": \"348120\"}",
                    description = "To be sent exactly so: they are signed.")
            @JsonInclude
            Map<String, String> headers,

            @Schema(example = "2026-03-01T12:05:00.000Z") Instant expiresAt) {}

    Uploads(
            MediaRepository rows,
            Profiles profiles,
            S3Objects objects,
            MediaConfiguration configuration,
            Ids ids,
            Json json,
            Clock clock) {
        this.rows = rows;
        this.profiles = profiles;
        this.objects = objects;
        this.configuration = configuration;
        this.ids = ids;
        this.json = json;
        this.clock = clock;
    }

    @Transactional
    Pending announce(NewMedia media) {
        var format = check(media);
        if (profiles.hold(List.of(media.ownerId())).isEmpty()) {
            throw noSuchOwner(media.ownerId());
        }
        var id = ids.next();
        var key = configuration.uploadPrefix() + id;
        rows.insert(
                id,
                media.ownerId().value(),
                media.type().name(),
                format.contentType(),
                media.sizeBytes(),
                media.sha256(),
                json.write(media.rendering()),
                key,
                configuration.completeWithin().toSeconds());
        var expiresAt = clock.instant().plus(configuration.uploadTtl());
        var signed =
                objects.upload(key, format.contentType(), media.sizeBytes(), media.sha256(), configuration.uploadTtl());
        return new Pending(
                new MediaId(id),
                MediaState.PENDING,
                new Upload(signed.method(), signed.url(), signed.headers(), expiresAt));
    }

    private MediaFormat check(NewMedia media) {
        var format = MediaFormat.of(media.contentType())
                .filter(found -> found.kind() == media.type())
                .orElseThrow(() -> Problem.malformed(
                        "contentType", "must be one of those that are taken for the type " + media.type()));
        var most = media.type() == MediaKind.IMAGE ? configuration.imageBytes() : configuration.videoBytes();
        if (media.sizeBytes() > most) {
            throw Problem.malformed("sizeBytes", "must be at most " + most);
        }
        var resize = media.resize();
        if (media.type() == MediaKind.VIDEO && (resize != null || media.crop() != null)) {
            throw Problem.malformed(resize != null ? "resize" : "crop", "is for images only");
        }
        if (resize != null && resize.width() == null && resize.height() == null) {
            throw Problem.malformed("resize", "must have a width, a height or both");
        }
        return format;
    }

    private static Problem noSuchOwner(ProfileId owner) {
        return Problem.notFound("profile", owner);
    }
}
