package dev.kith.bench;

import java.time.Duration;

/** Looks at the processors' time again and again, so that what processes used that end meanwhile is lost for a moment only. */
final class CpuMeter implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofMillis(100);

    private final Cpu before = Cpu.now();
    private final Thread thread;
    private volatile Cpu latest = before;

    private CpuMeter() {
        thread = Thread.ofPlatform().daemon().name("cpu meter").unstarted(this::look);
    }

    static CpuMeter start() {
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
