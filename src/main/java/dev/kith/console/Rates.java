package dev.kith.console;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** What this instance does how often: its own meters, read every few seconds and remembered for a few minutes. */
@Singleton
class Rates {

    /** With one each five seconds, ten minutes. */
    private static final int MOST = 121;

    private static final Set<String> READING = Set.of("GET", "HEAD");

    /** Requests to these are about the service, and not what it is for. */
    private static final List<String> OWN = List.of("/console", "/health", "/prometheus", "/swagger");

    private static final List<Series> ALL = List.of(
            perSecond("Reads", meters -> count(requests(meters, true))),
            perSecond("Writes", meters -> count(requests(meters, false))),
            new Series(
                    "Mean time to answer",
                    " ms",
                    meters -> requests(meters).stream()
                            .mapToDouble(timer -> timer.totalTime(TimeUnit.MILLISECONDS))
                            .sum(),
                    (meters, seconds) -> count(requests(meters))),
            perSecond(
                    "Failures of ours",
                    meters -> count(requests(meters).stream()
                            .filter(timer -> tag(timer, "status").startsWith("5"))
                            .toList())),
            perSecond(
                    "Edges written",
                    meters -> meters.find("kith.edges.batch").summaries().stream()
                            .mapToDouble(DistributionSummary::totalAmount)
                            .sum()),
            perSecond(
                    "Messages done",
                    meters -> counted(meters.find("kith.queue.messages")
                            .tag("outcome", "done")
                            .counters())),
            perSecond(
                    "Deliveries to timelines",
                    meters -> counted(meters.find("kith.timelines.deliveries").counters())),
            perSecond(
                    "Home timelines read",
                    meters -> counted(meters.find("kith.timelines.pages").counters())));

    private final MeterRegistry meters;
    private final Deque<Sample> samples = new ArrayDeque<>();

    /** What an amount is divided by: seconds, or another amount. */
    private interface Per {
        double of(MeterRegistry meters, double seconds);
    }

    /** A figure that is plotted: how much an amount grew for each that another did. */
    private record Series(String name, String unit, ToDoubleFunction<MeterRegistry> amount, Per per) {}

    /** All amounts at one time, and by what they are divided. */
    private record Sample(List<Double> amounts, List<Double> pers) {}

    Rates(MeterRegistry meters) {
        this.meters = meters;
    }

    @Scheduled(fixedRate = "${kith.console.sample:5s}")
    void sample() {
        var seconds = System.nanoTime() / 1e9;
        var sample = new Sample(
                ALL.stream()
                        .map(series -> series.amount().applyAsDouble(meters))
                        .toList(),
                ALL.stream().map(series -> series.per().of(meters, seconds)).toList());
        synchronized (samples) {
            samples.addLast(sample);
            if (samples.size() > MOST) {
                samples.removeFirst();
            }
        }
    }

    List<Plot> plots() {
        List<Sample> seen;
        synchronized (samples) {
            seen = List.copyOf(samples);
        }
        var plots = new ArrayList<Plot>();
        for (int i = 0; i < ALL.size(); i++) {
            plots.add(Plot.of(ALL.get(i).name(), ALL.get(i).unit(), growth(seen, i)));
        }
        return plots;
    }

    private static List<Double> growth(List<Sample> seen, int series) {
        var values = new ArrayList<Double>();
        for (int i = 1; i < seen.size(); i++) {
            var amount = seen.get(i).amounts().get(series)
                    - seen.get(i - 1).amounts().get(series);
            var per = seen.get(i).pers().get(series) - seen.get(i - 1).pers().get(series);
            values.add(per > 0 ? Math.max(0, amount / per) : 0);
        }
        return values;
    }

    private static Series perSecond(String name, ToDoubleFunction<MeterRegistry> amount) {
        return new Series(name, " /s", amount, (meters, seconds) -> seconds);
    }

    private static List<Timer> requests(MeterRegistry meters, boolean reading) {
        return requests(meters).stream()
                .filter(timer -> READING.contains(tag(timer, "method")) == reading)
                .toList();
    }

    private static List<Timer> requests(MeterRegistry meters) {
        return meters.find("http.server.requests").timers().stream()
                .filter(timer -> OWN.stream().noneMatch(tag(timer, "uri")::startsWith))
                .toList();
    }

    private static String tag(Timer timer, String name) {
        var value = timer.getId().getTag(name);
        return value == null ? "" : value;
    }

    private static double count(Collection<Timer> timers) {
        return timers.stream().mapToDouble(Timer::count).sum();
    }

    private static double counted(Collection<Counter> counters) {
        return counters.stream().mapToDouble(Counter::count).sum();
    }
}
