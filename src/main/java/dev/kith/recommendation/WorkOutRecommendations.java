package dev.kith.recommendation;

import jakarta.inject.Singleton;
import org.jobrunr.jobs.lambdas.JobRequest;
import org.jobrunr.jobs.lambdas.JobRequestHandler;

/** Asks that a run be worked on. Public with its handler, since JobRunr is the one that calls it. */
public final class WorkOutRecommendations implements JobRequest {

    private long run;

    /** For JobRunr, which fills it in. */
    WorkOutRecommendations() {}

    WorkOutRecommendations(long run) {
        this.run = run;
    }

    @Override
    public Class<Handler> getJobRequestHandler() {
        return Handler.class;
    }

    /** Who works on it. */
    @Singleton
    public static final class Handler implements JobRequestHandler<WorkOutRecommendations> {

        private final Runs runs;

        Handler(Runs runs) {
            this.runs = runs;
        }

        @Override
        public void run(WorkOutRecommendations request) {
            runs.work(request.run);
        }
    }
}
