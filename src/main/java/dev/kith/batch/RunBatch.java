package dev.kith.batch;

import jakarta.inject.Singleton;
import org.jobrunr.jobs.lambdas.JobRequest;
import org.jobrunr.jobs.lambdas.JobRequestHandler;

/** Asks that a batch be worked on. Public with its handler, since JobRunr is the one that calls it. */
public final class RunBatch implements JobRequest {

    private long batch;

    /** For JobRunr, which fills it in. */
    RunBatch() {}

    RunBatch(long batch) {
        this.batch = batch;
    }

    @Override
    public Class<Handler> getJobRequestHandler() {
        return Handler.class;
    }

    /** Who works on it. */
    @Singleton
    public static final class Handler implements JobRequestHandler<RunBatch> {

        private final BatchRunner runner;

        Handler(BatchRunner runner) {
            this.runner = runner;
        }

        @Override
        public void run(RunBatch request) {
            runner.run(request.batch);
        }
    }
}
