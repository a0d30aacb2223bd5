package dev.kith.job;

import io.micronaut.context.BeanProvider;
import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.support.TransactionSynchronization;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.Collection;
import java.util.List;
import org.jobrunr.jobs.lambdas.JobRequest;
import org.jobrunr.scheduling.JobRequestScheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes in work for later. JobRunr is the pump and never the truth: what is to be done stands in rows of the feature's own, a job may be carried out more than
 * once, or get lost with a crash right after the commit that called for it, and whoever asks sees to it that it is asked for again.
 */
@Singleton
public class Jobs {

    private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);

    private final BeanProvider<JobRequestScheduler> scheduler;
    private final JobServer server;
    private final TransactionOperations<Connection> transactions;

    Jobs(
            BeanProvider<JobRequestScheduler> scheduler,
            JobServer server,
            TransactionOperations<Connection> transactions) {
        this.scheduler = scheduler;
        this.server = server;
        this.transactions = transactions;
    }

    public void enqueue(JobRequest request) {
        enqueue(List.of(request));
    }

    /** Has them carried out as soon as there is room, here or elsewhere; inside a transaction, after its commit. */
    public void enqueue(Collection<? extends JobRequest> requests) {
        var all = List.copyOf(requests);
        transactions
                .findTransactionStatus()
                .ifPresentOrElse(
                        open -> open.registerSynchronization(new TransactionSynchronization() {
                            @Override
                            public void afterCommit() {
                                try {
                                    send(all);
                                } catch (RuntimeException failed) {
                                    LOG.warn("jobs are not asked for, and will be later: {}", failed.toString());
                                }
                            }
                        }),
                        () -> send(all));
    }

    private void send(List<? extends JobRequest> requests) {
        if (!requests.isEmpty()) {
            scheduler.get().enqueue(requests.stream());
            server.wake();
        }
    }
}
