package dev.kith.idempotency;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;

/** Forgets answers after their day. */
@Singleton
class IdempotencySweep {

    private static final int BATCH = 1_000;

    private final IdempotencyRepository answers;

    IdempotencySweep(IdempotencyRepository answers) {
        this.answers = answers;
    }

    @Scheduled(fixedDelay = "10m", initialDelay = "1m")
    void sweep() {
        while (answers.sweep(BATCH) == BATCH) {
            // another batch is waiting
        }
    }
}
