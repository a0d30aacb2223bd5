package dev.kith.bench

import picocli.CommandLine
import spock.lang.Specification

/** What is measured takes minutes and a quiet machine: `./kith bench graph --warm-up 0 --rounds 1 --seconds 1` is its short run. */
class BenchOptionsSpec extends Specification {

    def '#arguments is not understood, and nothing is started'() {
        given:
        def err = new StringWriter()
        def bench = new CommandLine(new Bench()).setErr(new PrintWriter(err, true))

        expect:
        bench.execute(*arguments) == 2
        !err.toString().contains('Starting')

        where:
        arguments << [
                [], ['nothing'], ['skeleton', '--rounds', '0'], ['skeleton', '--profiles', '99'], ['graph', '--rounds', '0'],
                ['graph', '--profiles', '99'], ['graph', '--edges'], ['content', '--seconds', '0'],
                ['batch', '--rounds', '0']]
    }
}
