package dev.kith.cli;

import dev.kith.dev.DataFolder;
import dev.kith.dev.ServerFailure;
import io.micronaut.http.server.exceptions.ServerStartupException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the service on servers of its own until it is told to stop. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = "Start Postgres, Neo4j, Redis, SQS, S3 and the service on them.")
final class Up implements Callable<Integer> {
    @Option(names = "--fresh", description = "forget all data first")
    private boolean fresh;

    @Option(names = "--port", description = "where the service listens; 0 for any (default: ${DEFAULT-VALUE})")
    private int port = 8080;

    @Option(names = "--host", description = "the address it listens on (default: ${DEFAULT-VALUE})")
    private String host = "127.0.0.1";

    @Option(names = "--detach", description = "return once it is ready and leave it running")
    private boolean detach;

    @Mixin
    private DataOption data = new DataOption();

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        if (port < 0 || port > 65_535) {
            throw new ParameterException(command.commandLine(), "--port must be 0 to 65535, was " + port);
        }
        refuseTakenPort();
        if (detach) {
            refuseSecond();
            return Detached.up(data.path(), command.commandLine().getOut(), arguments());
        }
        try (var folder = take()) {
            if (fresh) {
                folder.empty();
            }
            new Session(folder, host, port, command.commandLine().getOut()).run();
            return 0;
        } catch (ServerFailure e) {
            throw new Refusal(e.getMessage());
        } catch (ServerStartupException e) {
            throw new Refusal("The service did not start: " + e.getMessage());
        }
    }

    private List<String> arguments() {
        var list = new ArrayList<>(List.of(
                "up",
                "--port",
                Integer.toString(port),
                "--host",
                host,
                "--data",
                data.path().toString()));
        if (fresh) {
            list.add("--fresh");
        }
        return list;
    }

    private DataFolder take() {
        try {
            return DataFolder.take(data.path());
        } catch (DataFolder.Taken e) {
            refuseSecond();
            throw new Refusal("Another process works on " + data.path() + " (starting or stopping, perhaps)");
        }
    }

    private void refuseSecond() {
        RunningKith.find(data.path()).ifPresent(running -> {
            throw new Refusal(
                    "Kith already runs on %s at %s (process %d)".formatted(data.path(), running.url(), running.pid()));
        });
    }

    private void refuseTakenPort() {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, port));
        } catch (IOException | IllegalArgumentException e) {
            refuseSecond();
            throw new Refusal("Cannot listen on %s:%d: %s".formatted(host, port, e.getMessage()));
        }
    }
}
