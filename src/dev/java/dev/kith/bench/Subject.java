package dev.kith.bench;

import java.net.URI;

/**
 * What is measured.
 *
 * @param name begins the names of its figures
 * @param title names it to people
 * @param rate the name of the figure that says how many a second
 * @param unit of that figure
 */
record Subject(Asked asked, String name, String title, String rate, String unit, int callers) {
    static Subject read(URI service, String name, String title, Request.Source requests, int callers) {
        return new Subject(new Asked.Service(service, requests), name, title, name + ".rate", "requests/s", callers);
    }

    static Subject follows(URI service, Request.Source requests, int callers) {
        var title = "new follows, " + callers + (callers == 1 ? " caller" : " callers");
        return write(service, "follows." + callers, title, "follows/s", requests, callers);
    }

    static Subject write(URI service, String name, String title, String unit, Request.Source requests, int callers) {
        return new Subject(new Asked.Service(service, requests), name, title, name, unit, callers);
    }

    /**
     * The same asked of another service.
     *
     * @param how it answers, in a word for the figures
     * @param words the same for people
     */
    Subject askedOf(URI other, String how, String words) {
        return switch (asked) {
            case Asked.Service service -> askedOf(new Asked.Service(other, service.requests()), how, words);
            case Asked.Postgres postgres -> throw new IllegalStateException(postgres + " is not asked of a service");
            case Asked.Graph graph -> throw new IllegalStateException(graph + " is not asked of a service");
        };
    }

    /** The same asked in another way. */
    Subject askedOf(Asked other, String how, String words) {
        var variant = name + '.' + how;
        return new Subject(
                other, variant, title + ", " + words, variant + rate.substring(name.length()), unit, callers);
    }
}
