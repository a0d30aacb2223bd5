package dev.kith.bench;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The processors' time that the processes begun by this one have used, and those begun by them: services and servers, but not who calls them,
 * which is this process or pgbench.
 */
final class Cpu {
    private final Map<Long, Duration> used;

    private Cpu(Map<Long, Duration> used) {
        this.used = used;
    }

    static Cpu now() {
        var used = new HashMap<Long, Duration>();
        ProcessHandle.current()
                .descendants()
                .filter(process ->
                        process.info().command().filter(Pgbench::isProgram).isEmpty())
                .forEach(process ->
                        process.info().totalCpuDuration().ifPresent(duration -> used.put(process.pid(), duration)));
        return new Cpu(used);
    }

    /** With what others were seen to have used that no longer run. */
    Cpu and(Cpu earlier) {
        var all = new HashMap<>(earlier.used);
        all.putAll(used);
        return new Cpu(all);
    }

    /** By those that run now; one that ended meanwhile takes what it used with it. */
    Duration since(Cpu before) {
        return used.entrySet().stream()
                .map(process -> process.getValue().minus(before.used.getOrDefault(process.getKey(), Duration.ZERO)))
                .reduce(Duration.ZERO, Duration::plus);
    }
}
