package dev.kith.reconcile;

import dev.kith.job.RecurrentJob;
import dev.kith.job.RecurrentJobs;
import jakarta.inject.Singleton;
import java.util.List;
import org.jobrunr.jobs.lambdas.JobRequest;
import org.jobrunr.jobs.lambdas.JobRequestHandler;

/** Asks that a comparison be worked on, or, by the clock, that one be begun. Public with its handler, since JobRunr is the one that calls it. */
public final class Reconcile implements JobRequest {

    /** No id: a new one is meant. */
    private static final long ANOTHER = 0;

    private long id;

    /** For JobRunr, which fills it in. */
    Reconcile() {}

    Reconcile(long id) {
        this.id = id;
    }

    @Override
    public Class<Handler> getJobRequestHandler() {
        return Handler.class;
    }

    /** Who works on it. The clock may still ask for what comes round no longer. */
    @Singleton
    public static final class Handler implements JobRequestHandler<Reconcile> {

        private final Reconciliations reconciliations;
        private final ReconcileConfiguration configuration;

        Handler(Reconciliations reconciliations, ReconcileConfiguration configuration) {
            this.reconciliations = reconciliations;
            this.configuration = configuration;
        }

        @Override
        public void run(Reconcile request) throws InterruptedException {
            if (request.id != ANOTHER) {
                reconciliations.work(request.id);
            } else if (configuration.scheduled()) {
                reconciliations.begin(List.of(), null, null);
            }
        }
    }

    /** When. */
    @Singleton
    static final class Schedule implements RecurrentJobs {

        private final ReconcileConfiguration configuration;

        Schedule(ReconcileConfiguration configuration) {
            this.configuration = configuration;
        }

        @Override
        public List<RecurrentJob> all() {
            return configuration.scheduled() ? List.of(new Turn(configuration.cron())) : List.of();
        }
    }

    private record Turn(String cron) implements RecurrentJob {

        @Override
        public String id() {
            return "reconcile";
        }

        @Override
        public JobRequest request() {
            return new Reconcile(ANOTHER);
        }
    }
}
