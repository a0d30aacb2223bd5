package dev.kith.bench;

/**
 * What is measured.
 *
 * @param name begins the names of its figures
 * @param title names it to people
 * @param rate the name of the figure that says how many a second
 * @param unit of that figure
 */
record Subject(String name, String title, String rate, String unit, Request.Source requests, int callers) {
    static Subject read(String name, String title, Request.Source requests, int callers) {
        return new Subject(name, title, name + ".rate", "requests/s", requests, callers);
    }

    static Subject follows(Request.Source requests, int callers) {
        var name = "follows." + callers;
        var title = "new follows, " + callers + (callers == 1 ? " caller" : " callers");
        return new Subject(name, title, name, "follows/s", requests, callers);
    }
}
