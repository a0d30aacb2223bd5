package dev.kith.load;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows how far something has come: as a bar on a terminal, else as a line every few seconds. */
final class Progress implements AutoCloseable {
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

    private final PrintWriter out;
    private final @Nullable ProgressBar bar;
    private final long start = System.nanoTime();
    private long all;
    private long read;
    private long records;
    private long told = start;

    /** Of an import, in bytes. */
    Progress(PrintWriter out, boolean onTerminal) {
        this(out, onTerminal, "Import", " KB", 1024);
    }

    /**
     * One that has not begun.
     *
     * @param unit what a step of the bar is called
     * @param size how many make a step
     */
    Progress(PrintWriter out, boolean onTerminal, String task, String unit, int size) {
        this.out = out;
        this.bar = onTerminal
                ? new ProgressBarBuilder()
                        .setTaskName(task)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUnit(unit, size)
                        .build()
                : null;
    }

    /** @param more that there are to come */
    synchronized void expect(long more) {
        all += more;
        if (bar != null) {
            bar.maxHint(all);
        }
    }

    synchronized void read(long more) {
        read += more;
        if (bar != null) {
            bar.stepTo(read);
        }
    }

    /** @param through records that went through so far */
    synchronized void taken(long through) {
        records = through;
        tell(String.format(Locale.ROOT, "%,d records, %,.0f/s", records, rate()));
    }

    /** What there is to tell beside how far it is. */
    synchronized void tell(String words) {
        if (bar != null) {
            bar.setExtraMessage(' ' + words);
        } else if (System.nanoTime() - told > BETWEEN_LINES.toNanos()) {
            told = System.nanoTime();
            out.printf(Locale.ROOT, "%3d %%  %s%n", all == 0 ? 0 : 100 * read / all, words);
            out.flush();
        }
    }

    /** A message among those of the bar. */
    synchronized void say(PrintWriter where, String message) {
        where.println(bar == null ? message : "\r\u001b[K" + message);
        where.flush();
    }

    double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }

    double rate() {
        return records / Math.max(seconds(), 0.001);
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
