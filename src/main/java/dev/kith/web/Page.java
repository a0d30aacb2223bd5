package dev.kith.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param nextCursor null exactly when nothing follows
 */
@Serdeable
public record Page<T>(
        List<T> items,

        @Schema(example = "AAABnK3l2gAxYvGQ") @JsonInclude @Nullable
        String nextCursor) {}
