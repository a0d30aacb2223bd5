package dev.kith.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends dead letters through their queue again. */
@Command(
        name = "redrive",
        mixinStandardHelpOptions = true,
        description = "Send messages that were given up again. Harmless to repeat.")
final class DeadLettersRedrive implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FAMILY", description = "as `dlq list` names it")
    private String family = "";

    @Parameters(index = "1..*", paramLabel = "ID", description = "which ones, as `dlq show` names them")
    private List<String> ids = List.of();

    @Option(names = "--all", description = "all of them")
    private boolean all;

    @Mixin
    private ServiceOption service = new ServiceOption();

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (all != ids.isEmpty()) {
            throw new ParameterException(command.commandLine(), "name the ids that are meant, or say --all");
        }
        var redriven = new DeadLetterRoutes(service.url(command.commandLine())).redrive(family, ids);
        var missing = JsonRoutes.strings(redriven, "missing");
        var out = command.commandLine().getOut();
        out.printf("%s messages of %s are sent again%n", JsonRoutes.text(redriven, "redriven"), family);
        missing.forEach(id -> out.printf("there is no dead letter %s%n", id));
        out.flush();
        return missing.isEmpty() ? 0 : 1;
    }
}
