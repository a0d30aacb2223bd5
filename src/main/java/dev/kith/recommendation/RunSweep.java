package dev.kith.recommendation;

import dev.kith.job.Jobs;
import dev.kith.role.Role;
import dev.kith.role.Roles;
import dev.kith.web.Problems;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks again for runs that nobody works on, and forgets those that ended long ago. */
@Singleton
class RunSweep {

    private static final Logger LOG = LoggerFactory.getLogger(RunSweep.class);
    private static final int AT_ONCE = 100;

    private final Roles roles;
    private final RunRepository runs;
    private final Jobs jobs;
    private final GeneratorConfiguration configuration;

    RunSweep(Roles roles, RunRepository runs, Jobs jobs, GeneratorConfiguration configuration) {
        this.roles = roles;
        this.runs = runs;
        this.jobs = jobs;
        this.configuration = configuration;
    }

    @Scheduled(fixedDelay = "10s", initialDelay = "5s")
    void sweep() {
        if (!roles.has(Role.JOBS)) {
            return;
        }
        try {
            jobs.enqueue(runs.left(Runs.LEASE_SECONDS, AT_ONCE).stream()
                    .map(WorkOutRecommendations::new)
                    .toList());
            runs.forget(configuration.kept().toSeconds(), AT_ONCE);
        } catch (RuntimeException failed) {
            var store = Problems.storeDown(failed).orElseThrow(() -> failed);
            LOG.warn("runs of recommendations are swept later: {} is down", store);
        }
    }
}
