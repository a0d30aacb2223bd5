package dev.kith.console;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.List;

/** How many audits did not pass when they were last made. */
@Singleton
class AuditHeadline implements Headline.Source {

    private final MeterRegistry meters;

    AuditHeadline(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public List<Headline> headlines() {
        var passed = meters.find("kith.audits.passed").gauges().stream()
                .filter(gauge -> !Double.isNaN(gauge.value()))
                .toList();
        var failed = passed.stream().filter(gauge -> gauge.value() == 0).toList();
        if (passed.isEmpty()) {
            return List.of(new Headline("Audits that do not pass", Format.UNKNOWN, "", "/console/audits"));
        }
        var wrong = failed.stream().anyMatch(AuditHeadline::isError);
        var state = failed.isEmpty() ? "up" : wrong ? "down" : "warning";
        return List.of(new Headline("Audits that do not pass", Format.count(failed.size()), state, "/console/audits"));
    }

    private static boolean isError(Gauge gauge) {
        return "error".equals(gauge.getId().getTag("severity"));
    }
}
