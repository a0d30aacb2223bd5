package dev.kith.bench

import groovy.json.JsonSlurper
import picocli.CommandLine
import spock.lang.Specification

class SkeletonBenchSpec extends Specification {
    def out = new StringWriter()
    def err = new StringWriter()

    def 'a short run prints every figure and nothing else'() {
        when:
        def code = bench('skeleton', '--json', '--warm-up', '0', '--rounds', '1', '--seconds', '1', '--profiles', '200')
        def figures = out.toString().readLines().collect { new JsonSlurper().parseText(it) }

        then:
        code == 0
        figures*.figure == ['static', 'profile', 'check', 'home'].collectMany { ["${it}.rate", "${it}.p50", "${it}.p99", "${it}.cpu"] } +
                [1, 16, 64].collectMany { ["follows.$it", "follows.${it}.p50", "follows.${it}.p99", "follows.${it}.cpu"] }
        figures.every { it.value > 0 && it.unit in ['requests/s', 'follows/s', 'ms'] }
    }

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
