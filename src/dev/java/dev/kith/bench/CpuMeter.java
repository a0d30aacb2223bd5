package dev.kith.bench;

import java.time.Duration;

/**
 * The processors' time that is used meanwhile. Where processes that count end in between, it looks again and again, so that what those used is lost for a moment only. Each look
 * keeps a processor busy for some ms, which others wait for, so elsewhere it looks at the beginning and at the end only.
 */
final class CpuMeter implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofMillis(100);

    private final Cpu before = Cpu.now();
    private final Thread thread;
    private volatile Cpu latest = before;

    private CpuMeter() {
        thread = Thread.ofPlatform().daemon().name("cpu meter").unstarted(this::look);
    }

    static CpuMeter start() {
        return new CpuMeter();
    }

    /** The same where processes end. */
    static CpuMeter startLooking() {
        var meter = new CpuMeter();
        meter.thread.start();
        return meter;
    }

    private void look() {
        try {
            while (true) {
                Thread.sleep(INTERVAL);
                latest = Cpu.now().and(latest);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    Duration used() {
        return Cpu.now().and(latest).since(before);
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
