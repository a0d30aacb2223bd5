package dev.kith.reconcile;

import dev.kith.id.Ids;
import dev.kith.role.Role;
import dev.kith.role.Roles;
import dev.kith.web.Problems;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forgets what comparisons found long ago. */
@Singleton
class ReconciliationSweep {

    private static final Logger LOG = LoggerFactory.getLogger(ReconciliationSweep.class);
    private static final int AT_ONCE = 1_000;

    private final Roles roles;
    private final ReconciliationRepository rows;
    private final ReconcileConfiguration configuration;
    private final Clock clock;

    ReconciliationSweep(Roles roles, ReconciliationRepository rows, ReconcileConfiguration configuration, Clock clock) {
        this.roles = roles;
        this.rows = rows;
        this.configuration = configuration;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = "1h", initialDelay = "5m")
    void sweep() {
        if (!roles.has(Role.JOBS)) {
            return;
        }
        try {
            var before = Ids.firstAt(clock.instant().minus(configuration.remembered()));
            for (var gone = rows.forget(before, AT_ONCE); gone == AT_ONCE; gone = rows.forget(before, AT_ONCE)) {
                // as long as there are more
            }
        } catch (RuntimeException failed) {
            var store = Problems.storeDown(failed).orElseThrow(() -> failed);
            LOG.warn("reconciliations are swept later: {} is down", store);
        }
    }
}
