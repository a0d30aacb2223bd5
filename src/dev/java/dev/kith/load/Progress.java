package dev.kith.load;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows how far an import has come: as a bar on a terminal, else as a line every few seconds. */
final class Progress implements AutoCloseable {
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

    private final PrintWriter out;
    private final @Nullable ProgressBar bar;
    private final long start = System.nanoTime();
    private long bytes;
    private long read;
    private long records;
    private long told = start;

    Progress(PrintWriter out, boolean onTerminal) {
        this.out = out;
        this.bar = onTerminal
                ? new ProgressBarBuilder()
                        .setTaskName("Import")
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUnit(" KB", 1024)
                        .build()
                : null;
    }

    /** @param more bytes that there are to read */
    synchronized void expect(long more) {
        bytes += more;
        if (bar != null) {
            bar.maxHint(bytes);
        }
    }

    synchronized void read(long more) {
        read += more;
        if (bar != null) {
            bar.stepTo(read);
        }
    }

    /** @param all records that went through so far */
    synchronized void taken(long all) {
        records = all;
        if (bar != null) {
            bar.setExtraMessage(String.format(Locale.ROOT, " %,d records, %,.0f/s", records, rate()));
        } else if (System.nanoTime() - told > BETWEEN_LINES.toNanos()) {
            told = System.nanoTime();
            out.printf(
                    Locale.ROOT,
                    "%3d %%  %,d records, %,.0f/s%n",
                    bytes == 0 ? 0 : 100 * read / bytes,
                    records,
                    rate());
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
