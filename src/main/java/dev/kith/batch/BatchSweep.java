package dev.kith.batch;

import dev.kith.job.Jobs;
import dev.kith.role.Role;
import dev.kith.role.Roles;
import dev.kith.web.Problems;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks again for batches that nobody works on although there is something to do, and removes what was given up or has been kept for long enough. */
@Singleton
class BatchSweep {

    private static final Logger LOG = LoggerFactory.getLogger(BatchSweep.class);
    private static final int AT_ONCE = 100;
    private static final Duration GIVEN_UP = Duration.ofMinutes(10);

    private final Roles roles;
    private final BatchRepository batches;
    private final BatchReception reception;
    private final Jobs jobs;
    private final BatchConfiguration configuration;

    BatchSweep(
            Roles roles,
            BatchRepository batches,
            BatchReception reception,
            Jobs jobs,
            BatchConfiguration configuration) {
        this.roles = roles;
        this.batches = batches;
        this.reception = reception;
        this.jobs = jobs;
        this.configuration = configuration;
    }

    @Scheduled(fixedDelay = "${kith.batches.sweep:5s}", initialDelay = "2s")
    void sweep() {
        unlessDown(() -> jobs.enqueue(batches.takeOver(configuration.silence().toSeconds(), AT_ONCE).stream()
                .map(RunBatch::new)
                .toList()));
    }

    @Scheduled(fixedDelay = "10m", initialDelay = "1m")
    void remove() {
        unlessDown(() -> {
            batches.expire(configuration.kept().toSeconds(), AT_ONCE);
            batches.givenUp(GIVEN_UP.toSeconds(), AT_ONCE).forEach(reception::discard);
        });
    }

    private void unlessDown(Runnable work) {
        if (!roles.has(Role.JOBS)) {
            return;
        }
        try {
            work.run();
        } catch (RuntimeException failed) {
            var store = Problems.storeDown(failed).orElseThrow(() -> failed);
            LOG.warn("batches are swept later: {} is down", store);
        }
    }
}
