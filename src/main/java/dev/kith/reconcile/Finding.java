package dev.kith.reconcile;

/**
 * One thing of which the sides of a place say something else.
 *
 * @param key names it within its place: an id for the most part
 * @param detail what either side says; the same as long as both say the same
 */
record Finding(String key, Difference difference, String detail) {

    long id() {
        return Long.parseLong(key);
    }
}
