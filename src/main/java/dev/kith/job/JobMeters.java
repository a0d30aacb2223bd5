package dev.kith.job;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.filters.JobServerFilter;

/** How long jobs of each kind take, and how they end. */
final class JobMeters implements JobServerFilter {

    private final MeterRegistry meters;
    private final Map<UUID, Long> begun = new ConcurrentHashMap<>();

    JobMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public void onProcessing(Job job) {
        begun.put(job.getId(), System.nanoTime());
    }

    @Override
    public void onProcessingSucceeded(Job job) {
        record(job, "done");
    }

    @Override
    public void onProcessingFailed(Job job, Exception failed) {
        record(job, "failed");
    }

    private void record(Job job, String outcome) {
        var since = begun.remove(job.getId());
        if (since != null) {
            var name = job.getJobDetails().getClassName();
            meters.timer("kith.jobs.run", "job", name.substring(name.lastIndexOf('.') + 1), "outcome", outcome)
                    .record(Duration.ofNanos(System.nanoTime() - since));
        }
    }
}
