package dev.kith.media;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where media lie, and within which limits.
 *
 * @param bucket holds every object; it is there before the service
 * @param uploadPrefix under which callers upload; nothing there is ever served
 * @param objectPrefix under which lies what was verified
 * @param uploadTtl how long a caller may begin to upload
 * @param completeWithin after which an upload that was not completed is given up
 * @param unattachedTtl how long media are kept that belong to nothing
 * @param urlTtl how long a URL may be read, of which half at least is left when it is given out; not used with a {@code cdnBase}
 * @param cdnBase what stands before the key of an object in a URL; absent, URLs are signed and lead to S3
 * @param imageBytes how large an image may be
 * @param videoBytes how large a video may be
 * @param pixels how many an image may have
 * @param inspections how many uploads are read at once; each takes up to {@code imageBytes} of memory
 * @param thumbnailWorkers how many images are made smaller at once; together they have at most {@code pixels}
 * @param storeTimeout how long S3 may take for one answer
 */
@Context
@ConfigurationProperties("kith.media")
record MediaConfiguration(
        @NotBlank String bucket,

        @Bindable(defaultValue = "uploads/") @Pattern(regexp = PREFIX)
        String uploadPrefix,

        @Bindable(defaultValue = "media/") @Pattern(regexp = PREFIX)
        String objectPrefix,

        @Bindable(defaultValue = "5m") Duration uploadTtl,
        @Bindable(defaultValue = "1h") Duration completeWithin,
        @Bindable(defaultValue = "24h") Duration unattachedTtl,
        @Bindable(defaultValue = "15m") Duration urlTtl,
        @Nullable URI cdnBase,

        @Bindable(defaultValue = "10485760") @Min(1) @Max(MAX_IMAGE_BYTES)
        int imageBytes,

        @Bindable(defaultValue = "209715200") @Min(1) long videoBytes,
        @Bindable(defaultValue = "40000000") @Min(1) int pixels,
        @Bindable(defaultValue = "4") @Min(1) int inspections,
        @Bindable(defaultValue = "2") @Min(1) int thumbnailWorkers,
        @Bindable(defaultValue = "20s") Duration storeTimeout) {

    private static final String PREFIX = "([a-zA-Z0-9_-]+/)+";

    /** Images are read into memory whole. */
    private static final int MAX_IMAGE_BYTES = 64 * 1_024 * 1_024;

    /** S3 signs for no longer. */
    private static final Duration LONGEST_SIGNED = Duration.ofDays(7);

    MediaConfiguration {
        for (var time : List.of(uploadTtl, completeWithin, unattachedTtl, urlTtl, storeTimeout)) {
            require(time.toSeconds() > 0, "times must be a second or longer");
        }
        require(uploadTtl.compareTo(completeWithin) <= 0, "upload-ttl must not be longer than complete-within");
        require(
                uploadTtl.compareTo(LONGEST_SIGNED) <= 0 && urlTtl.compareTo(LONGEST_SIGNED) <= 0,
                "URLs can be signed for seven days at most");
        require(
                !uploadPrefix.startsWith(objectPrefix) && !objectPrefix.startsWith(uploadPrefix),
                "neither of upload-prefix and object-prefix may begin with the other");
        require(
                cdnBase == null || (cdnBase.isAbsolute() && cdnBase.getRawQuery() == null),
                "cdn-base must be an absolute URL without a query");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException("kith.media: " + otherwise);
        }
    }
}
