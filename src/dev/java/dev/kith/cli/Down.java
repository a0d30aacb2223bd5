package dev.kith.cli;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Ends the service that runs on a data folder, in whichever terminal that was started. */
@Command(name = "down", mixinStandardHelpOptions = true, description = "Stop the running service and its servers.")
final class Down implements Callable<Integer> {
    private static final Duration TIME_TO_STOP = Duration.ofSeconds(60);

    @Mixin
    private DataOption data = new DataOption();

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        var running =
                RunningKith.find(data.path()).orElseThrow(() -> new Refusal("Kith does not run on " + data.path()));
        var process = ProcessHandle.of(running.pid())
                .filter(ProcessHandle::destroy)
                .orElseThrow(() -> new Refusal("Process %d cannot be stopped by you".formatted(running.pid())));
        try {
            process.onExit().get(TIME_TO_STOP.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new Refusal(
                    "Kith has not stopped within %s; process %d goes on".formatted(TIME_TO_STOP, running.pid()));
        }
        command.commandLine().getOut().println("Kith on " + data.path() + " has stopped");
        return 0;
    }
}
