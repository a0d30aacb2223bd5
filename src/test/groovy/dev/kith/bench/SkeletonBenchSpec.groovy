package dev.kith.bench

import picocli.CommandLine
import spock.lang.Specification

/** How it measures and prints is seen with the bench of the graph. */
class SkeletonBenchSpec extends Specification {
    def out = new StringWriter()
    def err = new StringWriter()

    def '#arguments is not understood'() {
        expect:
        bench(*arguments) == 2

        where:
        arguments << [[], ['nothing'], ['skeleton', '--rounds', '0'], ['skeleton', '--profiles', '99']]
    }

    private int bench(String... arguments) {
        new CommandLine(new Bench())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments)
    }
}
