package dev.kith.reconcile;

import dev.kith.id.ReconciliationId;
import dev.kith.reconcile.ReconciliationRepository.Result;
import dev.kith.reconcile.ReconciliationView.State;
import dev.kith.reconcile.RepairView.PlaceRepair;
import dev.kith.web.Problem;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has brought in line what a comparison found: that, and nothing else. Each thing is looked at once more before; one that differs no longer, or otherwise, is left to the next
 * comparison. Nothing is changed here: those who keep the wrong side learn of it again by the outbox, and what Redis keeps is removed, to be made anew.
 */
@Singleton
class Repairs {

    private static final Logger LOG = LoggerFactory.getLogger(Repairs.class);

    private final Reconciliations reconciliations;
    private final ReconciliationRepository rows;
    private final ReconcileConfiguration configuration;
    private final TransactionOperations<Connection> transactions;
    private final Clock clock;

    Repairs(
            Reconciliations reconciliations,
            ReconciliationRepository rows,
            ReconcileConfiguration configuration,
            TransactionOperations<Connection> transactions,
            Clock clock) {
        this.reconciliations = reconciliations;
        this.rows = rows;
        this.configuration = configuration;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Repairs what was found in these places, in all when none is named.
     *
     * @param dryRun whether nothing is done
     * @param erase whether edges of what there is not may be erased
     */
    RepairView repair(ReconciliationId id, Collection<Place> places, boolean dryRun, boolean erase) {
        var run = reconciliations.find(id);
        if (run.state() != State.COMPLETED || run.finishedAt() == null) {
            throw Problem.conflict(
                    "reconciliation-unfinished",
                    "What is not compared to its end can't be repaired: its state is " + run.state() + ".");
        }
        if (run.finishedAt().plus(configuration.fresh()).isBefore(clock.instant())) {
            throw Problem.conflict(
                    "reconciliation-outdated",
                    "What was found more than %d minutes ago may be otherwise by now. Compare again."
                            .formatted(configuration.fresh().toMinutes()));
        }
        var repairs = rows.results(new Long[] {id.value()}).stream()
                .filter(result -> places.isEmpty() || places.contains(result.place()))
                .filter(result -> result.divergent() > 0)
                .sorted((one, other) -> one.place().compareTo(other.place()))
                .map(result -> repair(result, dryRun, erase))
                .toList();
        if (!dryRun) {
            LOG.info("reconciliation {} is repaired: {}", id, repairs);
        }
        return new RepairView(id, dryRun, repairs);
    }

    private PlaceRepair repair(Result result, boolean dryRun, boolean erase) {
        var comparison = reconciliations.comparison(result.place());
        var repairs = 0;
        var gone = 0;
        var needErasing = 0;
        var after = "";
        List<ReconciliationRepository.Found> some;
        do {
            some = rows.findings(result.runId(), result.place().name(), after, Look.AT_ONCE);
            var open = some.stream()
                    .filter(found -> found.repairedAt() == null)
                    .map(ReconciliationRepository.Found::finding)
                    .toList();
            var now = comparison.again(open.stream().map(Finding::key).toList()).stream()
                    .collect(Collectors.toMap(Finding::key, Function.identity()));
            var same = open.stream().filter(finding -> isSame(finding, now)).toList();
            var mended = same.stream()
                    .filter(finding -> erase || !finding.difference().needsErasing())
                    .toList();
            gone += open.size() - same.size();
            needErasing += same.size() - mended.size();
            repairs += mended.size();
            if (!dryRun && !mended.isEmpty()) {
                mend(result, comparison, mended);
            }
            after = some.isEmpty() ? after : some.getLast().key();
        } while (some.size() == Look.AT_ONCE);
        return new PlaceRepair(result.place(), repairs, gone, needErasing, result.divergent() - result.kept());
    }

    private static boolean isSame(Finding finding, Map<String, Finding> now) {
        var found = now.get(finding.key());
        return found != null && found.difference() == finding.difference();
    }

    private void mend(Result result, Comparison comparison, List<Finding> findings) {
        transactions.executeWrite(transaction -> {
            comparison.repair(findings);
            return rows.repaired(
                    result.runId(),
                    result.place().name(),
                    findings.stream().map(Finding::key).toArray(String[]::new));
        });
    }
}
