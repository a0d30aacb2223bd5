package dev.kith.load;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Tells what comes of an import: problems as they turn up, how far it is, and at the end how many of what. */
public final class Report implements AutoCloseable {
    private final PrintWriter out;
    private final PrintWriter err;
    private final Progress progress;
    private final Map<String, Tally> tallies = new LinkedHashMap<>();
    private final Map<String, Long> skipped = new LinkedHashMap<>();
    private final List<String> skippedFields = new ArrayList<>();
    private long records;
    private long malformed;

    /** @param onTerminal whether somebody looks on, to whom a bar can be shown */
    public Report(PrintWriter out, PrintWriter err, boolean onTerminal) {
        this.out = out;
        this.err = err;
        this.progress = new Progress(out, onTerminal);
    }

    Progress progress() {
        return progress;
    }

    synchronized void malformed(Origin origin, String detail) {
        malformed++;
        progress.say(err, origin + ": " + detail);
    }

    synchronized void rejected(Origin origin, String detail) {
        progress.say(err, origin + ": " + detail);
    }

    /** @param lines of the request that is being answered */
    synchronized void underWay(long lines) {
        progress.taken(records + lines);
    }

    synchronized void taken(long lines, Map<String, Tally> counted) {
        records += lines;
        progress.taken(records);
        counted.forEach((kind, tally) -> tallies.merge(kind, tally, Tally::plus));
    }

    /** So many profiles, counted as rejected, are asked for again as their users' second ones. */
    synchronized void againAsSecond(long profiles) {
        records -= profiles;
        tallies.merge("profile", new Tally(0, 0, -profiles), Tally::plus);
    }

    /** @param what there is no place for in the service */
    synchronized void skipped(String what, long count) {
        skipped.merge(what, count, Long::sum);
    }

    synchronized void skippedFields(String what) {
        skippedFields.add(what);
    }

    /** Whether every line that was read is in the service now. */
    public synchronized boolean isClean() {
        return malformed == 0 && tallies.values().stream().allMatch(tally -> tally.rejected() == 0);
    }

    /** Ends the report with the counts. */
    @Override
    public synchronized void close() {
        progress.close();
        out.printf(
                Locale.ROOT, "%,d records in %.1f s, %,.0f a second%n", records, progress.seconds(), progress.rate());
        tallies.forEach((kind, tally) -> out.printf(
                Locale.ROOT,
                "  %-10s %,10d created %,10d existing %,8d rejected%n",
                kind,
                tally.created(),
                tally.existing(),
                tally.rejected()));
        if (malformed > 0) {
            out.printf(Locale.ROOT, "  %,d malformed lines left out%n", malformed);
        }
        if (!skipped.isEmpty()) {
            out.println("Skipped, since the service has no place for it yet:");
            skipped.forEach((what, count) -> out.printf(Locale.ROOT, "  %,10d %s%n", count, what));
            skippedFields.forEach(what -> out.println("             " + what));
        }
        out.flush();
    }
}
