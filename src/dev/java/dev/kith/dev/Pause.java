package dev.kith.dev;

/** The wait between two looks at something that another process does. */
final class Pause {
    private Pause() {}

    static void briefly() {
        try {
            Thread.sleep(150);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a server", e);
        }
    }
}
