package dev.kith.audit;

import dev.kith.job.RecurrentJob;
import dev.kith.job.RecurrentJobs;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import org.jobrunr.jobs.lambdas.JobRequest;
import org.jobrunr.jobs.lambdas.JobRequestHandler;

/** Asks that an audit be made. Public with its handler, since JobRunr is the one that calls it. */
public final class RunAudit implements JobRequest {

    private String audit = "";

    /** For JobRunr, which fills it in. */
    RunAudit() {}

    RunAudit(String audit) {
        this.audit = audit;
    }

    @Override
    public Class<Handler> getJobRequestHandler() {
        return Handler.class;
    }

    /** Who makes it. One that has gone, or comes round no longer, may still be asked for by what JobRunr remembers. */
    @Singleton
    public static final class Handler implements JobRequestHandler<RunAudit> {

        private final Catalogue catalogue;
        private final AuditRuns runs;
        private final AuditConfiguration configuration;

        Handler(Catalogue catalogue, AuditRuns runs, AuditConfiguration configuration) {
            this.catalogue = catalogue;
            this.runs = runs;
            this.configuration = configuration;
        }

        @Override
        public void run(RunAudit request) throws InterruptedException {
            var audit = catalogue.named(request.audit);
            if (configuration.scheduled() && audit.isPresent() && audit.get().cron() != null) {
                runs.runByTheClock(audit.get());
            }
        }
    }

    /** When. */
    @Singleton
    static final class Schedule implements RecurrentJobs {

        private final Catalogue catalogue;
        private final AuditConfiguration configuration;

        Schedule(Catalogue catalogue, AuditConfiguration configuration) {
            this.catalogue = catalogue;
            this.configuration = configuration;
        }

        @Override
        public List<RecurrentJob> all() {
            return catalogue.all().stream()
                    .filter(audit -> configuration.scheduled() && audit.cron() != null)
                    .<RecurrentJob>map(audit -> new Turn(audit.name(), Objects.requireNonNull(audit.cron())))
                    .toList();
        }
    }

    /** When one of them comes round. */
    private record Turn(String audit, String cron) implements RecurrentJob {

        @Override
        public String id() {
            return "audit-" + audit;
        }

        @Override
        public JobRequest request() {
            return new RunAudit(audit);
        }
    }
}
