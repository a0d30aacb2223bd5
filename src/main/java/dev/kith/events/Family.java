package dev.kith.events;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Types of messages that share a queue, so that many of one kind don't hold up those of another. */
public enum Family {
    ACTIVITIES("post"),
    COMMENTS("comment"),
    REACTIONS("reaction"),
    /** Edges of all kinds, which are changes of follows for the most part. */
    FOLLOWS(null),
    MENTIONS("mention"),
    /** Edges by so many that they were not made one by one: what members do does not wait for what takes this long. */
    BULK(null),
    /** What keeps one store in line with another: {@code profile}, {@code community}, and every type that is in no other family. */
    UPKEEP(null);

    /** With which the type of each change of an edge begins. */
    public static final String EDGE = "edge.";

    /** With which the type begins of a message that tells of many changes of another type. Its key is where they are listed. */
    public static final String BUNDLE = "bundle.";

    /** In its place where they are more than members would make at the same moment. */
    public static final String IN_BULK = "bulk.";

    private final @Nullable String type;

    Family(@Nullable String type) {
        this.type = type;
    }

    /** The family of a type. Every type has one. */
    public static Family of(String type) {
        if (type.startsWith(EDGE)) {
            return FOLLOWS;
        }
        if (type.startsWith(IN_BULK)) {
            return BULK;
        }
        if (type.startsWith(BUNDLE)) {
            return of(type.substring(BUNDLE.length()));
        }
        return Arrays.stream(values())
                .filter(family -> type.equals(family.type))
                .findFirst()
                .orElse(UPKEEP);
    }

    /** The family that goes by this name, which is part of its queues' names and of paths. */
    public static Optional<Family> named(String name) {
        return Arrays.stream(values())
                .filter(family -> family.label().equals(name))
                .findFirst();
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
