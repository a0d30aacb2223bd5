package dev.kith.job;

import dev.kith.id.Ids;
import dev.kith.role.Role;
import dev.kith.role.Roles;
import dev.kith.web.Problems;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has forgotten what was kept for as long as it is meant to be. Only instances that carry out jobs do so. */
@Singleton
public class Retention {

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final int AT_ONCE = 1_000;

    private final Roles roles;
    private final Clock clock;

    /** Where it is kept. */
    @FunctionalInterface
    public interface Rows {

        /**
         * Forgets some of those whose ids are lesser; answers how many.
         *
         * @param most as many as are there, up to this
         */
        int forget(long before, int most);
    }

    Retention(Roles roles, Clock clock) {
        this.roles = roles;
        this.clock = clock;
    }

    /**
     * Forgets all that was made before so long. While a store is down it is left for the next time.
     *
     * @param what is forgotten, for the log
     */
    public void end(String what, Duration kept, Rows rows) {
        if (!roles.has(Role.JOBS)) {
            return;
        }
        try {
            var before = Ids.firstAt(clock.instant().minus(kept));
            while (rows.forget(before, AT_ONCE) == AT_ONCE) {
                // as long as there are more
            }
        } catch (RuntimeException failed) {
            var store = Problems.storeDown(failed).orElseThrow(() -> failed);
            LOG.warn("{} are swept later: {} is down", what, store);
        }
    }
}
