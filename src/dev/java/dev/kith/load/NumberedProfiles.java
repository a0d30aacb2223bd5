package dev.kith.load;

import java.util.Collection;
import java.util.stream.Gatherers;

/** The profiles of a network, without its follows: those that {@link EdgesImport} would make for these numbers. */
public final class NumberedProfiles {
    private static final Origin NOWHERE = new Origin("numbers", 0);
    private static final int AT_ONCE = 5_000;

    private NumberedProfiles() {}

    /**
     * Makes those that are not there yet.
     *
     * @throws BrokenOff when not all of them came through
     */
    public static void load(Collection<Long> numbers, Target target) {
        var records = new Records();
        numbers.stream()
                .map(number -> records.numbered(NOWHERE, number))
                .gather(Gatherers.windowFixed(AT_ONCE))
                .forEach(target::take);
    }
}
