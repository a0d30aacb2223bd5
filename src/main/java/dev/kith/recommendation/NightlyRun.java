package dev.kith.recommendation;

import dev.kith.job.RecurrentJob;
import jakarta.inject.Singleton;
import org.jobrunr.jobs.lambdas.JobRequest;
import org.jobrunr.jobs.lambdas.JobRequestHandler;

/** Begins a run for all who have read lately, every night. Public with its handler, since JobRunr is the one that calls it. */
public final class NightlyRun implements JobRequest {

    @Override
    public Class<Handler> getJobRequestHandler() {
        return Handler.class;
    }

    /** Who begins it. */
    @Singleton
    public static final class Handler implements JobRequestHandler<NightlyRun> {

        private final Runs runs;

        Handler(Runs runs) {
            this.runs = runs;
        }

        @Override
        public void run(NightlyRun request) {
            runs.begin(null);
        }
    }

    /** When. */
    @Singleton
    static final class Schedule implements RecurrentJob {

        private final GeneratorConfiguration configuration;

        Schedule(GeneratorConfiguration configuration) {
            this.configuration = configuration;
        }

        @Override
        public String id() {
            return "recommendations";
        }

        @Override
        public String cron() {
            return configuration.cron();
        }

        @Override
        public JobRequest request() {
            return new NightlyRun();
        }
    }
}
