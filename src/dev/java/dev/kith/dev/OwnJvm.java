package dev.kith.dev;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Commands that run a class of this program in another JVM of the same kind. */
public final class OwnJvm {
    private static final List<String> ACCESS =
            List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");

    private OwnJvm() {}

    public static List<String> command(List<String> options, Class<?> main, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ACCESS);
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        return command;
    }

    /** Those of this JVM that say how to run, not where from. */
    public static List<String> sameOptions() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("-X") || option.startsWith("-D"))
                .toList();
    }

    /** For servers that start often and do little: code is compiled quickly rather than well. */
    static List<String> small(Class<?> main, String... arguments) {
        return command(
                List.of(
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xshare:auto",
                        "-Xmx192m",
                        "-Dlogback.configurationFile=server-logback.xml",
                        "-Dslf4j.provider=ch.qos.logback.classic.spi.LogbackServiceProvider"),
                main,
                List.of(arguments));
    }
}
