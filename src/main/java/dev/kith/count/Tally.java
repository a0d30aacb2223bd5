package dev.kith.count;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * How often something was reacted to, shared and commented; or by how much that changes.
 *
 * @param unlikes likes that were taken back and not given again
 * @param shares reposts
 */
@Serdeable
@Introspected
@Schema(name = "Reactions")
public record Tally(
        @Schema(example = "12") int likes,
        @Schema(example = "1") int unlikes,
        @Schema(example = "3") int stars,
        @Schema(example = "2") int shares,
        @Schema(example = "5") int comments) {

    public static final Tally NONE = new Tally(0, 0, 0, 0, 0);

    public static Tally shares(int change) {
        return new Tally(0, 0, 0, change, 0);
    }

    public static Tally comments(int change) {
        return new Tally(0, 0, 0, 0, change);
    }

    public Tally plus(Tally other) {
        return new Tally(
                likes + other.likes,
                unlikes + other.unlikes,
                stars + other.stars,
                shares + other.shares,
                comments + other.comments);
    }
}
