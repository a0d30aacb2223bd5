package dev.kith.cli;

import dev.kith.load.BrokenOff;
import dev.kith.load.Report;
import dev.kith.load.Target;
import java.net.URI;
import java.util.function.BiConsumer;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Into which service, and how. */
final class ImportOptions {
    @Option(names = "--batch", description = "lines in one request (default: ${DEFAULT-VALUE})")
    private int batch = 5_000;

    @Option(
            names = "--retries",
            description = "how often in a row a service that fails is asked again (default: ${DEFAULT-VALUE})")
    private int retries = 8;

    @Mixin
    private ServiceOption service = new ServiceOption();

    int batch() {
        return batch;
    }

    /**
     * Runs one import.
     *
     * @param goOn what to do when it is broken off
     * @return 0 when every line is in the service now, else 1
     */
    int run(CommandLine command, BiConsumer<Target, Report> load, Runnable goOn) {
        var url = url(command);
        try (var report = new Report(command.getOut(), command.getErr(), onTerminal());
                var target = new Target(url, retries, report)) {
            load.accept(target, report);
            return report.isClean() ? 0 : 1;
        } catch (BrokenOff brokenOff) {
            command.getErr().println("Broken off: " + brokenOff.getMessage());
            goOn.run();
            return 1;
        }
    }

    @SuppressWarnings("SystemConsoleNull") // by default it is null, again, since JDK 25
    static boolean onTerminal() {
        var console = System.console();
        return console != null && console.isTerminal();
    }

    private URI url(CommandLine command) {
        if (batch < 1 || retries < 0) {
            throw new ParameterException(command, "--batch must be 1 or more, --retries 0 or more");
        }
        return service.url(command);
    }
}
