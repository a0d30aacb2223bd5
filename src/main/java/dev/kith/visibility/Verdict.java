package dev.kith.visibility;

/** Whether an item may be shown, and if not, why. */
public sealed interface Verdict {

    record Show() implements Verdict {}

    record Hide(Reason reason) implements Verdict {}

    /** Why an item is hidden. Never told to the viewer. */
    enum Reason {
        /** Somebody who acts in the item blocks the viewer. */
        BLOCKED_BY,
        /** The viewer blocks somebody who acts in the item. */
        BLOCKING,
        /** There is no viewer, and somebody whose item it is is private. */
        NOT_PUBLIC,
        /** The viewer does not follow the private profile whose item it is. */
        NOT_FOLLOWING
    }

    default boolean shown() {
        return this instanceof Show;
    }
}
