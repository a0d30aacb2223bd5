package dev.kith.bench;

import java.net.URI;

/**
 * What is measured.
 *
 * @param service who is asked
 * @param name begins the names of its figures
 * @param title names it to people
 * @param rate the name of the figure that says how many a second
 * @param unit of that figure
 */
record Subject(URI service, String name, String title, String rate, String unit, Request.Source requests, int callers) {
    static Subject read(URI service, String name, String title, Request.Source requests, int callers) {
        return new Subject(service, name, title, name + ".rate", "requests/s", requests, callers);
    }

    static Subject follows(URI service, Request.Source requests, int callers) {
        var name = "follows." + callers;
        var title = "new follows, " + callers + (callers == 1 ? " caller" : " callers");
        return new Subject(service, name, title, name, "follows/s", requests, callers);
    }

    /**
     * The same asked of another service.
     *
     * @param how it answers, in a word for the figures
     * @param words the same for people
     */
    Subject askedOf(URI other, String how, String words) {
        var variant = name + '.' + how;
        return new Subject(
                other, variant, title + ", " + words, variant + rate.substring(name.length()), unit, requests, callers);
    }
}
