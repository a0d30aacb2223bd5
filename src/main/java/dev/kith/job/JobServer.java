package dev.kith.job;

import dev.kith.role.Role;
import dev.kith.role.Roles;
import dev.kith.web.Problems;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.BeanContext;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.jobrunr.scheduling.JobRequestScheduler;
import org.jobrunr.server.BackgroundJobServer;
import org.jobrunr.server.BackgroundJobServerConfiguration;
import org.jobrunr.server.configuration.BackgroundJobServerThreadType;
import org.jobrunr.server.configuration.DefaultBackgroundJobServerWorkerPolicy;
import org.jobrunr.storage.StorageProvider;
import org.jobrunr.utils.mapper.JsonMapper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out jobs, on instances that do. JobRunr's server stops for good when its storage fails it; so it is watched, and a new one takes the place of one that has stopped
 * as soon as the storage answers. It starts beside the service, which needn't wait for it.
 */
@Singleton
class JobServer {

    private static final Logger LOG = LoggerFactory.getLogger(JobServer.class);
    private static final Duration TIME_TO_STOP = Duration.ofSeconds(8);

    private final Roles roles;
    private final JobConfiguration configuration;
    private final BeanProvider<StorageProvider> storage;
    private final BeanProvider<JobRequestScheduler> scheduler;
    private final BeanProvider<JsonMapper> mapper;
    private final List<? extends RecurrentJob> recurrent;
    private final BeanContext beans;
    private final JobMeters runs;
    private final Counter restarts;
    private @Nullable Thread watch;
    private volatile @Nullable BackgroundJobServer server;
    private volatile boolean open = true;

    JobServer(
            Roles roles,
            JobConfiguration configuration,
            BeanProvider<StorageProvider> storage,
            BeanProvider<JobRequestScheduler> scheduler,
            BeanProvider<JsonMapper> mapper,
            List<RecurrentJob> recurrent,
            List<RecurrentJobs> more,
            BeanContext beans,
            MeterRegistry meters) {
        this.roles = roles;
        this.configuration = configuration;
        this.storage = storage;
        this.scheduler = scheduler;
        this.mapper = mapper;
        this.recurrent = Stream.concat(recurrent.stream(), more.stream().flatMap(jobs -> jobs.all().stream()))
                .toList();
        this.beans = beans;
        this.runs = new JobMeters(meters);
        this.restarts = Counter.builder("kith.jobs.restarts")
                .description("How often carrying out jobs had stopped by itself and was begun anew")
                .register(meters);
        Gauge.builder("kith.jobs.running", this, jobs -> jobs.isRunning() ? 1 : 0)
                .description("Whether this instance carries out jobs at the moment")
                .register(meters);
        Gauge.builder("kith.jobs.busy", this, JobServer::busy)
                .description("How many jobs are under way on this instance")
                .register(meters);
    }

    /** A virtual thread would keep its carrier while it loads JobRunr's classes, and on two processors has thereby kept everybody else from going on. */
    @EventListener
    synchronized void begin(StartupEvent started) {
        if (roles.has(Role.JOBS)) {
            watch = Thread.ofPlatform().daemon().name("watch over jobs").start(this::watch);
        }
    }

    /** Lets jobs end for a while, and cuts off those that don't. They are begun anew elsewhere, or here after the next start. */
    @EventListener
    synchronized void end(ShutdownEvent stopping) throws InterruptedException {
        open = false;
        if (watch != null) {
            watch.interrupt();
            watch.join();
        }
        var running = server;
        if (running != null) {
            running.stop();
        }
    }

    /** Looks for work at once instead of at the next poll, where this instance carries out jobs. */
    void wake() {
        var running = server;
        if (running != null && running.isRunning() && running.isAnnounced()) {
            Thread.ofVirtual().name("more jobs").start(() -> lookAgain(running));
        }
    }

    boolean isRunning() {
        var running = server;
        return running != null && running.isRunning();
    }

    private int busy() {
        var running = server;
        return running == null ? 0 : running.getJobSteward().getOccupiedWorkerCount();
    }

    /** Whoever has ended a job looks for the next one: so there is no other way to ask JobRunr to. */
    private static void lookAgain(BackgroundJobServer running) {
        try {
            running.getJobSteward().notifyThreadOccupied();
            running.getJobSteward().notifyThreadIdle();
        } catch (RuntimeException failed) {
            LOG.warn("jobs wait for the next poll: {}", failed.toString());
        }
    }

    private void watch() {
        try {
            for (int failures = 0; open; ) {
                failures = isRunning() || start(failures) ? 0 : failures + 1;
                Thread.sleep(configuration.watch());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether it runs now. The storage is asked something first, since a server that is begun without one only stops again. */
    private boolean start(int failures) {
        try {
            recurrent.forEach(
                    job -> scheduler.get().scheduleRecurrently(job.id(), job.cron(), ZoneOffset.UTC, job.request()));
            storage.get().getMetadata("cluster");
            var former = server;
            if (former != null) {
                former.stop();
                restarts.increment();
                LOG.warn("jobs had stopped, and are carried out again");
            }
            server = begun();
            return true;
        } catch (RuntimeException | Error failed) {
            var store = Problems.storeDown(failed);
            if (store.isEmpty()) {
                LOG.error("jobs are not carried out", failed);
            } else if (failures == 0) {
                LOG.warn("jobs wait: {} is down: {}", store.get(), failed.toString());
            }
            return false;
        }
    }

    private BackgroundJobServer begun() {
        var made = new BackgroundJobServer(
                storage.get(),
                mapper.get(),
                this::handler,
                BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration()
                        .andPollInterval(configuration.poll())
                        .andDeleteSucceededJobsAfter(configuration.remembered())
                        .andPermanentlyDeleteDeletedJobsAfter(configuration.remembered())
                        .andInterruptJobsAwaitDurationOnStopBackgroundJobServer(TIME_TO_STOP)
                        .andBackgroundJobServerWorkerPolicy(new DefaultBackgroundJobServerWorkerPolicy(
                                configuration.workers(), BackgroundJobServerThreadType.VirtualThreads)));
        made.setJobFilters(List.of(runs));
        made.start();
        return made;
    }

    private <T> @Nullable T handler(Class<T> type) {
        return beans.findBean(type).orElse(null);
    }
}
