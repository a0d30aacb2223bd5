package dev.kith.timeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.kith.post.PostView;
import dev.kith.web.Page;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a home timeline.
 *
 * @param nextCursor null exactly when nothing follows
 * @param generatedAt as of when it was put together
 * @param coverage where it comes from; only where it was asked for
 */
@Serdeable
@Schema(name = "HomeTimeline")
record HomeTimelineView(
        List<PostView> items,

        @Schema(example = "AAABnK3l2gAxYvGQ") @JsonInclude @Nullable
        String nextCursor,

        @Schema(example = "2026-03-01T12:00:00.000Z") Instant generatedAt,
        @Nullable Coverage coverage) {

    static HomeTimelineView of(Page<PostView> page, Instant generatedAt, @Nullable Coverage coverage) {
        return new HomeTimelineView(page.items(), page.nextCursor(), generatedAt, coverage);
    }
}
