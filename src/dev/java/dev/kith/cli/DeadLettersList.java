package dev.kith.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** How much waits in each queue, and how much was given up. */
@Command(name = "list", mixinStandardHelpOptions = true, description = "List the queues and how much lies in each.")
final class DeadLettersList implements Callable<Integer> {
    @Mixin
    private ServiceOption service = new ServiceOption();

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        var out = command.commandLine().getOut();
        var queues = new DeadLetterRoutes(service.url(command.commandLine())).get("");
        out.printf("%-12s %8s %12s%n", "family", "waiting", "dead letters");
        for (var queue : JsonRoutes.items(queues)) {
            out.printf(
                    "%-12s %8s %12s%n",
                    JsonRoutes.text(queue, "family"),
                    JsonRoutes.text(queue, "waiting"),
                    JsonRoutes.text(queue, "deadLetters"));
        }
        out.flush();
        return 0;
    }
}
