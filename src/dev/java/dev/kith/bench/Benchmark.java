package dev.kith.bench;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** One command that measures. */
abstract class Benchmark implements Callable<Integer> {
    @Mixin
    private BenchOptions options = new BenchOptions();

    @Override
    public final Integer call() throws IOException, InterruptedException {
        return options.run(this::measure);
    }

    abstract Report measure() throws IOException, InterruptedException;

    BenchOptions options() {
        return options;
    }
}
