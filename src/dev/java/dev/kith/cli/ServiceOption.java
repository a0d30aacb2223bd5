package dev.kith.cli;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which service a command talks to. */
final class ServiceOption {
    @Option(names = "--url", description = "the service to talk to (default: the one that runs on --data)")
    private @Nullable URI url;

    @Mixin
    private DataOption data = new DataOption();

    /** Where it answers, without a slash at the end. */
    URI url(CommandLine command) {
        if (url == null) {
            return RunningKith.find(data.path())
                    .orElseThrow(() ->
                            new Refusal("Kith does not run on %s: start it with `kith up`, or name another with --url"
                                    .formatted(data.path())))
                    .url();
        }
        if (url.getHost() == null || !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
            throw new ParameterException(command, "--url must be like http://127.0.0.1:8080, was " + url);
        }
        return URI.create(url.toString().replaceAll("/+$", ""));
    }
}
