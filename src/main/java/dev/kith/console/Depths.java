package dev.kith.console;

import dev.kith.events.Family;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What waits, as the meters of this instance last saw it. */
@Singleton
class Depths implements Headline.Source {

    /** What waits longer than this wants looking at. */
    private static final double LONG = 30;

    private final MeterRegistry meters;

    /**
     * A queue.
     *
     * @param lag how old the oldest message was that was lately received; none where none ever was
     */
    record Queue(String family, String waiting, String inHand, String dead, boolean hasDead, String lag) {}

    /**
     * An outbox.
     *
     * @param age how long the oldest change has waited in it
     */
    record Outbox(String name, String waiting, String age) {}

    Depths(MeterRegistry meters) {
        this.meters = meters;
    }

    List<Queue> queues() {
        return Arrays.stream(Family.values())
                .map(Family::label)
                .map(family -> new Queue(
                        family,
                        Format.number(depth(family, "waiting")),
                        Format.number(depth(family, "in_hand")),
                        Format.number(depth(family, "dead")),
                        depth(family, "dead") > 0,
                        Double.isNaN(lag(family)) ? "none" : Format.seconds(lag(family))))
                .toList();
    }

    List<Outbox> outboxes() {
        return meters.find("kith.outbox.depth").gauges().stream()
                .map(depth -> {
                    var name = String.valueOf(depth.getId().getTag("outbox"));
                    return new Outbox(name, Format.number(depth.value()), Format.seconds(age(name)));
                })
                .sorted((one, other) -> one.name().compareTo(other.name()))
                .toList();
    }

    @Override
    public List<Headline> headlines() {
        var dead = Arrays.stream(Family.values())
                .mapToDouble(family -> depth(family.label(), "dead"))
                .sum();
        var oldest = meters.find("kith.outbox.age").gauges().stream()
                .mapToDouble(Gauge::value)
                .max()
                .orElse(Double.NaN);
        return List.of(
                new Headline("Dead letters", Format.number(dead), state(dead, 0), "/console/dead-letters"),
                new Headline("Oldest in an outbox", Format.seconds(oldest), state(oldest, LONG), null));
    }

    private static String state(double value, double most) {
        if (Double.isNaN(value)) {
            return "";
        }
        return value <= most ? "up" : "warning";
    }

    private double depth(String family, String state) {
        var gauge = meters.find("kith.queue.depth")
                .tag("family", family)
                .tag("state", state)
                .gauge();
        return gauge == null ? Double.NaN : gauge.value();
    }

    private double age(String outbox) {
        var gauge = meters.find("kith.outbox.age").tag("outbox", outbox).gauge();
        return gauge == null ? Double.NaN : gauge.value();
    }

    private double lag(String family) {
        return meters.find("kith.queue.age").tag("family", family).timers().stream()
                .mapToDouble(timer -> timer.max(TimeUnit.SECONDS))
                .max()
                .orElse(Double.NaN);
    }
}
