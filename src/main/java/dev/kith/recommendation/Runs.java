package dev.kith.recommendation;

import dev.kith.id.Ids;
import dev.kith.id.ProfileId;
import dev.kith.id.RunId;
import dev.kith.job.Jobs;
import dev.kith.profile.Readers;
import dev.kith.web.Problem;
import dev.kith.web.Problems;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works out recommendations for one profile or for all who have read lately, in order of their ids. A set is replaced as a whole, so doing a profile twice does no harm:
 * whoever dies leaves a run whose lease ends, and the next one goes on a few profiles before.
 */
@Singleton
class Runs {

    private static final Logger LOG = LoggerFactory.getLogger(Runs.class);

    /** After so many profiles it is noted how far a run has come. */
    private static final int SLICE = 10;

    /** Longer than a slice takes, stores that are slow to answer included. */
    static final long LEASE_SECONDS = 60;

    private final RunRepository rows;
    private final Generator generator;
    private final Recommendations recommendations;
    private final Readers readers;
    private final Jobs jobs;
    private final GeneratorConfiguration configuration;
    private final Ids ids;
    private final Clock clock;

    Runs(
            RunRepository rows,
            Generator generator,
            Recommendations recommendations,
            Readers readers,
            Jobs jobs,
            GeneratorConfiguration configuration,
            Ids ids,
            Clock clock) {
        this.rows = rows;
        this.generator = generator;
        this.recommendations = recommendations;
        this.readers = readers;
        this.jobs = jobs;
        this.configuration = configuration;
        this.ids = ids;
        this.clock = clock;
    }

    /** Begins a run, or answers the one that is under way already. */
    RunRow begin(@Nullable ProfileId profile) {
        var since = clock.instant().minus(configuration.active());
        var total = profile == null ? readers.countSince(since) : 1;
        var whose = profile == null ? RunRow.ALL : profile.value();
        while (true) {
            var id = ids.next();
            if (rows.insert(id, whose, since, total) > 0) {
                jobs.enqueue(new WorkOutRecommendations(id));
                return find(new RunId(id));
            }
            var underWay = rows.underWay(whose);
            if (underWay.isPresent()) {
                return underWay.get();
            }
            // it has just ended
        }
    }

    RunRow find(RunId id) {
        return look(id).orElseThrow(() -> Problem.notFound("run", id));
    }

    Optional<RunRow> look(RunId id) {
        return rows.find(id.value());
    }

    List<RunRow> newest(long before, int most) {
        return rows.newest(before, most);
    }

    /** Works on a run for a while, and asks for the rest. What can't be done now is left to the sweeper. */
    void work(long run) {
        var worker = UUID.randomUUID().toString();
        try {
            var end = System.nanoTime() + configuration.turn().toNanos();
            while (System.nanoTime() < end) {
                var leased = rows.lease(run, worker, LEASE_SECONDS);
                if (leased.isEmpty() || !slice(leased.getFirst(), worker)) {
                    return;
                }
            }
            rows.release(run, worker);
            jobs.enqueue(new WorkOutRecommendations(run));
        } catch (RuntimeException failed) {
            if (Problems.storeDown(failed).isEmpty()) {
                LOG.error("run {} of recommendations waits", run, failed);
            } else {
                LOG.warn("run {} of recommendations waits: {}", run, failed.toString());
            }
        }
    }

    /** Whether there may be more to do. */
    private boolean slice(RunRow run, String worker) {
        var profiles = next(run);
        if (profiles.isEmpty()) {
            rows.finish(run.id(), worker);
            return false;
        }
        var sum = workOut(profiles, run.id());
        return rows.advance(run.id(), worker, profiles.getLast().value(), sum.done(), sum.failed(), sum.stored()) > 0;
    }

    /** What came of some profiles. */
    private record Sum(int done, int failed, long stored) {

        static final Sum FAILED = new Sum(0, 1, 0);

        Sum plus(Sum other) {
            return new Sum(done + other.done, failed + other.failed, stored + other.stored);
        }
    }

    /** All at the same time: most of it is waiting for stores. */
    private Sum workOut(List<ProfileId> profiles, long run) {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            return profiles.stream()
                    .map(profile -> CompletableFuture.supplyAsync(() -> workOut(profile, run), executor))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .reduce(new Sum(0, 0, 0), Sum::plus);
        }
    }

    private Sum workOut(ProfileId profile, long run) {
        try {
            return new Sum(
                    1,
                    0,
                    recommendations
                            .replace(profile, generator.workOut(profile, run))
                            .stored());
        } catch (Problem deleted) {
            LOG.debug("no recommendations for {} by run {}", profile, run, deleted);
            return Sum.FAILED;
        } catch (RuntimeException wrong) {
            if (Problems.storeDown(wrong).isPresent()) {
                throw wrong;
            }
            LOG.error("no recommendations for {} by run {}", profile, run, wrong);
            return Sum.FAILED;
        }
    }

    private List<ProfileId> next(RunRow run) {
        if (run.profileId() == RunRow.ALL) {
            return readers.since(run.since(), run.reached(), SLICE);
        }
        return run.reached() == 0 ? List.of(new ProfileId(run.profileId())) : List.of();
    }
}
