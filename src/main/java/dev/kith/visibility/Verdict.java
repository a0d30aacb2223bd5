package dev.kith.visibility;

/** Whether an item may be shown, and if not, why. */
public sealed interface Verdict {

    record Show() implements Verdict {}

    record Hide(Reason reason) implements Verdict {}

    /** Why an item is hidden. Never told to the viewer. */
    enum Reason {
        /** The item belongs to a community that the viewer, no member, may not see, or not see into. */
        NOT_A_MEMBER,
        /** Somebody who acts in the item blocks the viewer. */
        BLOCKED_BY,
        /** The viewer blocks somebody who acts in the item. */
        BLOCKING,
        /** The item comes unasked, and the viewer mutes somebody who acts in it. */
        MUTED,
        /** There is no viewer, and somebody whose item it is is private. */
        NOT_PUBLIC,
        /** The viewer does not follow the private profile whose item it is. */
        NOT_FOLLOWING
    }

    default boolean shown() {
        return this instanceof Show;
    }
}
