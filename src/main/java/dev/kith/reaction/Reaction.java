package dev.kith.reaction;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.kith.count.Tally;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Arrays;
import java.util.Locale;

/** How a profile reacts to a post or a comment. */
@Serdeable
@Schema(name = "Reaction")
public enum Reaction {
    /** Taken back, it counts among the unlikes until it is given again. */
    LIKE,
    STAR;

    /** As routes and bodies name it. */
    @JsonCreator
    public static Reaction of(String word) {
        return Arrays.stream(values())
                .filter(reaction -> reaction.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be like or star"));
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it counts when it is given for the first time. */
    Tally given() {
        return switch (this) {
            case LIKE -> new Tally(1, 0, 0, 0, 0);
            case STAR -> new Tally(0, 0, 1, 0, 0);
        };
    }

    /** What it counts when it is given again after it was taken back. */
    Tally givenAgain() {
        return switch (this) {
            case LIKE -> new Tally(1, -1, 0, 0, 0);
            case STAR -> given();
        };
    }

    /** What it counts when it is taken back. */
    Tally takenBack() {
        return switch (this) {
            case LIKE -> new Tally(-1, 1, 0, 0, 0);
            case STAR -> new Tally(0, 0, -1, 0, 0);
        };
    }

    /** What it counts when it is forgotten. */
    Tally forgotten(boolean withdrawn) {
        return switch (this) {
            case LIKE -> withdrawn ? new Tally(0, -1, 0, 0, 0) : new Tally(-1, 0, 0, 0, 0);
            case STAR -> takenBack();
        };
    }
}
