package dev.kith.audit;

import dev.kith.id.Ids;
import dev.kith.web.Problems;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How each audit last went, wherever it was made, if it was told nothing. */
@Singleton
class AuditMeters {

    private static final Logger LOG = LoggerFactory.getLogger(AuditMeters.class);

    private final Catalogue catalogue;
    private final AuditRunRepository rows;
    private final Map<String, AuditRunRow> last = new ConcurrentHashMap<>();

    AuditMeters(Catalogue catalogue, AuditRunRepository rows, Clock clock, MeterRegistry meters) {
        this.catalogue = catalogue;
        this.rows = rows;
        for (var audit : catalogue.all()) {
            gauge(meters, audit, "kith.audits.passed", "Whether an audit last passed", row -> row.passed() ? 1 : 0);
            gauge(meters, audit, "kith.audits.rows", "How many rows an audit last found", AuditRunRow::rowCount);
            gauge(
                    meters,
                    audit,
                    "kith.audits.age",
                    "How many seconds ago an audit was last made",
                    row -> Duration.between(Ids.timeOf(row.id()), clock.instant())
                            .toSeconds());
        }
    }

    void made(AuditRunRow row) {
        if (row.params().equals(AuditRunRow.NOTHING)) {
            last.merge(row.audit(), row, (former, other) -> former.id() > other.id() ? former : other);
        }
    }

    @Scheduled(fixedDelay = "${kith.audits.sample:1m}", initialDelay = "10s")
    void sample() {
        try {
            var names = catalogue.all().stream().map(Audit::name).toArray(String[]::new);
            rows.lastOf(names).forEach(this::made);
        } catch (RuntimeException failed) {
            var store = Problems.storeDown(failed).orElseThrow(() -> failed);
            LOG.debug("how audits went is not known: {} is down", store);
        }
    }

    private void gauge(
            MeterRegistry meters, Audit audit, String name, String description, ToDoubleFunction<AuditRunRow> value) {
        Gauge.builder(name, last, all -> {
                    var row = all.get(audit.name());
                    return row == null ? Double.NaN : value.applyAsDouble(row);
                })
                .description(description)
                .tag("audit", audit.name())
                .tag("severity", audit.severity().name().toLowerCase(Locale.ROOT))
                .register(meters);
    }
}
