package dev.kith.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Dead letters of one family. */
@Command(name = "show", mixinStandardHelpOptions = true, description = "Show the messages that a family gave up.")
final class DeadLettersShow implements Callable<Integer> {
    @Parameters(paramLabel = "FAMILY", description = "as `dlq list` names it")
    private String family = "";

    @Option(names = "--limit", description = "how many at most (default: ${DEFAULT-VALUE})")
    private int limit = 20;

    @Mixin
    private ServiceOption service = new ServiceOption();

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        var out = command.commandLine().getOut();
        var letters = new DeadLetterRoutes(service.url(command.commandLine()))
                .get('/' + JsonRoutes.encoded(family) + "?limit=" + limit);
        for (var letter : JsonRoutes.items(letters)) {
            out.printf(
                    "%s  sent %s, tried %s times: %s%n  %s%n",
                    JsonRoutes.text(letter, "id"),
                    JsonRoutes.text(letter, "sentAt"),
                    JsonRoutes.text(letter, "receives"),
                    JsonRoutes.text(letter, "reason"),
                    JsonRoutes.text(letter, "message"));
        }
        out.printf("%s dead letters of %s%n", JsonRoutes.text(letters, "deadLetters"), family);
        out.flush();
        return 0;
    }
}
