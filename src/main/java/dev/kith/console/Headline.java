package dev.kith.console;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A figure that stands above all others.
 *
 * @param state up when it is as it should be, warning or down when it isn't, empty when nobody knows
 * @param href where there is more of it
 */
record Headline(
        String name, String value, String state, @Nullable String href) {

    /** Who has some. It must not ask a store: whoever looks at the overview may do so because one is down. */
    interface Source {
        List<Headline> headlines();
    }
}
