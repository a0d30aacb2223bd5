package dev.kith.reconcile;

import dev.kith.id.Ids;
import dev.kith.id.ReconciliationId;
import dev.kith.job.Jobs;
import dev.kith.reconcile.ReconciliationRepository.Found;
import dev.kith.web.Problem;
import dev.kith.web.Problems;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has stores compared, place by place, and remembers what was found. A comparison only reads. */
@Singleton
class Reconciliations {

    private static final Logger LOG = LoggerFactory.getLogger(Reconciliations.class);
    private static final Duration BETWEEN_HEARTBEATS = ReconciliationView.QUIET.dividedBy(10);

    private final ReconciliationRepository rows;
    private final Map<Place, Comparison> comparisons = new EnumMap<>(Place.class);
    private final Divergences divergences;
    private final ReconcileConfiguration configuration;
    private final Jobs jobs;
    private final Ids ids;
    private final Clock clock;

    Reconciliations(
            ReconciliationRepository rows,
            List<Comparison> comparisons,
            Divergences divergences,
            ReconcileConfiguration configuration,
            Jobs jobs,
            Ids ids,
            Clock clock) {
        this.rows = rows;
        comparisons.forEach(comparison -> this.comparisons.put(comparison.place(), comparison));
        this.divergences = divergences;
        this.configuration = configuration;
        this.jobs = jobs;
        this.ids = ids;
        this.clock = clock;
    }

    /** Asks that places be compared, all of them when none is named; ids bound what is looked at. */
    ReconciliationView begin(Collection<Place> places, @Nullable Long after, @Nullable Long to) {
        var id = ids.next();
        var wanted = (places.isEmpty() ? comparisons.keySet() : places)
                .stream().distinct().sorted().map(Place::name).toArray(String[]::new);
        rows.insert(id, wanted, after, to);
        jobs.enqueue(new Reconcile(id));
        return find(new ReconciliationId(id));
    }

    ReconciliationView find(ReconciliationId id) {
        var row = rows.find(id.value()).orElseThrow(() -> Problem.notFound("reconciliation", id));
        return ReconciliationView.of(row, rows.results(new Long[] {row.id()}), clock.instant());
    }

    List<ReconciliationRow> newest(long before, int most) {
        return rows.newest(before, most);
    }

    List<ReconciliationView> views(List<ReconciliationRow> some) {
        var results = rows.results(some.stream().map(ReconciliationRow::id).toArray(Long[]::new));
        return some.stream()
                .map(row -> ReconciliationView.of(
                        row,
                        results.stream()
                                .filter(result -> result.runId() == row.id())
                                .toList(),
                        clock.instant()))
                .toList();
    }

    /** What of a place was found to differ, in order of the keys. */
    List<Found> findings(ReconciliationId id, Place place, String after, int most) {
        return rows.findings(id.value(), place.name(), after, most);
    }

    /** Compares what is not yet compared; nothing when somebody else is at it. */
    void work(long id) throws InterruptedException {
        var worker = UUID.randomUUID().toString();
        var leased = rows.lease(id, worker, ReconciliationView.QUIET.toSeconds());
        if (leased.isEmpty()) {
            return;
        }
        var run = leased.getFirst();
        var done = rows.results(new Long[] {id}).stream()
                .map(ReconciliationRepository.Result::place)
                .toList();
        for (var place : run.wanted()) {
            if (!done.contains(place)) {
                compare(run, place, worker);
            }
        }
        rows.finish(id, worker);
        divergences.sample();
    }

    private void compare(ReconciliationRow run, Place place, String worker) throws InterruptedException {
        var look = new Look(comparison(place), configuration, heartbeat(run.id(), worker));
        var begun = System.nanoTime();
        String failure = null;
        try {
            look.over(run.range());
        } catch (RuntimeException failed) {
            var store = Problems.storeDown(failed);
            failure = store.orElse("fault");
            if (store.isEmpty()) {
                LOG.error("reconciliation {}: {} can't be compared", run.id(), place.label(), failed);
            }
        }
        var kept = look.kept();
        rows.insertFindings(
                run.id(),
                place.name(),
                kept.stream().map(Finding::key).toArray(String[]::new),
                kept.stream().map(finding -> finding.difference().name()).toArray(String[]::new),
                kept.stream().map(Finding::detail).toArray(String[]::new));
        rows.insertPlace(
                run.id(),
                place.name(),
                run.range().equals(Range.ALL),
                look.looked(),
                look.divergent(),
                look.unsettled(),
                look.truncated(),
                (int) Duration.ofNanos(System.nanoTime() - begun).toMillis(),
                failure);
        if (look.divergent() > 0 || failure != null) {
            LOG.warn(
                    "reconciliation {}: {} has {} divergent of {} looked at, {} unsettled, failure {}",
                    run.id(),
                    place.label(),
                    look.divergent(),
                    look.looked(),
                    look.unsettled(),
                    failure);
        }
    }

    /** Who has lost the lease stops. */
    private Runnable heartbeat(long id, String worker) {
        var last = new AtomicLong(System.nanoTime());
        return () -> {
            var now = System.nanoTime();
            if (now - last.get() > BETWEEN_HEARTBEATS.toNanos()) {
                last.set(now);
                if (rows.lease(id, worker, ReconciliationView.QUIET.toSeconds()).isEmpty()) {
                    throw new IllegalStateException("another works on reconciliation " + id);
                }
            }
        };
    }

    Comparison comparison(Place place) {
        return Objects.requireNonNull(comparisons.get(place));
    }
}
