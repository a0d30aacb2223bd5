package dev.kith.media;

/** Ends the inspection of an upload; {@link MediaInspector} tells what it found. */
final class Unsound extends RuntimeException {

    private final Rejection rejection;

    Unsound(Rejection rejection) {
        super(rejection.reason(), null, false, false);
        this.rejection = rejection;
    }

    Rejection rejection() {
        return rejection;
    }

    static void unless(boolean holds, Rejection otherwise) {
        if (!holds) {
            throw new Unsound(otherwise);
        }
    }

    static void malformedUnless(boolean holds) {
        unless(holds, Rejection.MALFORMED);
    }
}
