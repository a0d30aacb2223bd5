package dev.kith.audit;

import dev.kith.graph.BoundedReads;
import dev.kith.graph.BoundedReads.Cut;
import dev.kith.graph.BoundedReads.Failed;
import dev.kith.graph.BoundedReads.Table;
import dev.kith.id.AuditRunId;
import dev.kith.id.Ids;
import dev.kith.web.Json;
import dev.kith.web.Problem;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes audits, and remembers what they found. A run only reads, so one that died is made again as if it had never begun. */
@Singleton
class AuditRuns {

    private static final Logger LOG = LoggerFactory.getLogger(AuditRuns.class);
    private static final Argument<List<String>> NAMES = Argument.listOf(String.class);
    private static final Argument<List<List<Object>>> ROWS =
            Argument.listOf(Argument.listOf(Argument.of(Object.class)));
    private static final Argument<Map<String, Object>> PARAMS = Argument.mapOf(String.class, Object.class);
    private static final Argument<List<Integer>> NUMBERS = Argument.listOf(Integer.class);

    private final Catalogue catalogue;
    private final BoundedReads reads;
    private final AuditRunRepository rows;
    private final AuditMeters meters;
    private final Json json;
    private final Ids ids;
    private final Semaphore room;

    AuditRuns(
            Catalogue catalogue,
            BoundedReads reads,
            AuditRunRepository rows,
            AuditMeters meters,
            Json json,
            Ids ids,
            AuditConfiguration configuration) {
        this.catalogue = catalogue;
        this.reads = reads;
        this.rows = rows;
        this.meters = meters;
        this.json = json;
        this.ids = ids;
        this.room = new Semaphore(configuration.atOnce());
    }

    /** Makes one for somebody who waits; refuses it while as many as may be are being made. */
    AuditRunView run(String audit, Map<String, Object> params) {
        var found = catalogue.find(audit);
        var told = found.told(params);
        if (!room.tryAcquire()) {
            throw Problem.of(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "overloaded",
                    "As many audits as may be are being made. Try again in a moment.");
        }
        try {
            return make(found, told);
        } finally {
            room.release();
        }
    }

    /** Makes one as soon as there is room. */
    void runByTheClock(Audit audit) throws InterruptedException {
        room.acquire();
        try {
            var run = make(audit, Map.of());
            if (!run.passed()) {
                LOG.warn(
                        "audit {} ({}) does not pass: {} rows, {} of them new, run {}",
                        audit.name(),
                        audit.severity(),
                        run.rowCount(),
                        run.newCount(),
                        run.id());
            }
        } finally {
            room.release();
        }
    }

    AuditRunView find(AuditRunId id) {
        return view(rows.find(id.value()).orElseThrow(() -> Problem.notFound("audit-run", id)));
    }

    /** Without what they found. */
    List<AuditRunRow> newest(Audit audit, long before, int most) {
        return rows.newest(audit.name(), before, most);
    }

    /** The last run of each that was told nothing, without what it found. */
    List<AuditRunRow> last(Collection<Audit> audits) {
        return rows.lastOf(audits.stream().map(Audit::name).toArray(String[]::new));
    }

    AuditRunView view(AuditRunRow row) {
        return new AuditRunView(
                new AuditRunId(row.id()),
                row.audit(),
                read(row.params(), PARAMS),
                Ids.timeOf(row.id()),
                row.durationMs(),
                read(row.names(), NAMES),
                read(row.found(), ROWS),
                row.rowCount(),
                row.newCount(),
                read(row.newRows(), NUMBERS),
                row.truncated(),
                row.passed(),
                row.failure());
    }

    private AuditRunView make(Audit audit, Map<String, Object> told) {
        var id = ids.next();
        var begun = System.nanoTime();
        var answer = reads.read(audit.statement(), audit.values(told), audit.limits(), property -> true);
        var millis = (int) Duration.ofNanos(System.nanoTime() - begun).toMillis();
        var params = json.write(told);
        var row = switch (answer) {
            case Table table -> answered(id, audit, params, millis, table);
            case Cut cut ->
                new AuditRunRow(id, audit.name(), params, millis, "[]", "[]", 0, "[]", 0, false, false, cut.name());
            case Failed(var why) -> throw new IllegalStateException("audit " + audit.name() + ": " + why);
        };
        rows.insert(
                row.id(),
                row.audit(),
                row.params(),
                row.durationMs(),
                row.names(),
                row.found(),
                row.rowCount(),
                row.newRows(),
                row.newCount(),
                row.truncated(),
                row.passed(),
                row.failure());
        meters.made(row);
        return view(row);
    }

    private AuditRunRow answered(long id, Audit audit, String params, int millis, Table table) {
        var found = table.rows().stream()
                .map(row -> withIds(audit, table.columns(), row))
                .toList();
        var before = keysOfLast(audit, params);
        var fresh = new ArrayList<Integer>();
        for (int i = 0; i < found.size(); i++) {
            if (!before.contains(key(audit, table.columns(), found.get(i)))) {
                fresh.add(i);
            }
        }
        return new AuditRunRow(
                id,
                audit.name(),
                params,
                millis,
                json.write(table.columns()),
                json.write(found),
                found.size(),
                json.write(fresh),
                fresh.size(),
                table.truncated(),
                found.size() <= audit.most() && !table.truncated(),
                null);
    }

    private Set<String> keysOfLast(Audit audit, String params) {
        var keys = new HashSet<String>();
        rows.lastComparable(audit.name(), params).ifPresent(last -> {
            var columns = read(last.names(), NAMES);
            read(last.found(), ROWS).forEach(row -> keys.add(key(audit, columns, row)));
        });
        return keys;
    }

    /** What a row is known by; of a run from before its columns were others, whatever it has of them. */
    private String key(Audit audit, List<String> columns, List<? extends @Nullable Object> row) {
        var parts = new ArrayList<@Nullable Object>();
        for (int i = 0; i < columns.size(); i++) {
            if (audit.key().contains(columns.get(i))) {
                parts.add(row.get(i));
            }
        }
        return json.write(parts);
    }

    /** Ids are decimal strings, whatever their size. */
    private static List<@Nullable Object> withIds(Audit audit, List<String> columns, List<@Nullable Object> row) {
        var values = new ArrayList<@Nullable Object>(row);
        for (int i = 0; i < values.size(); i++) {
            if (audit.ids().contains(columns.get(i)) && values.get(i) instanceof Long id) {
                values.set(i, id.toString());
            }
        }
        return values;
    }

    private <T> T read(String text, Argument<T> type) {
        try {
            return json.read(text, type);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
