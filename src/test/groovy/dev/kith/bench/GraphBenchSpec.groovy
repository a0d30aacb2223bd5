package dev.kith.bench

import groovy.json.JsonSlurper
import picocli.CommandLine
import spock.lang.Isolated
import spock.lang.Specification

/** Alone: it takes all that the machine has. */
@Isolated
class GraphBenchSpec extends Specification {
    def out = new StringWriter()
    def err = new StringWriter()

    def 'a short run on a made-up network prints every figure and nothing else'() {
        when:
        def code = bench('graph', '--edges', 'no-such-file', '--json', '--warm-up', '0', '--rounds', '1', '--seconds', '1', '--profiles', '400')
        def figures = out.toString().readLines().collect { new JsonSlurper().parseText(it) }

        then:
        code == 0
        err.toString().contains('There is no file no-such-file; loading a made-up network instead: 400 profiles')

        and: 'each subject beside the one that it is measured against'
        def measured = figures.findAll { it.unit != 'times' }
        measured*.figure ==
                ['check', 'lookup'].collectMany { [it, "${it}.direct"] }.collectMany { ["${it}.rate", "${it}.p50", "${it}.p99", "${it}.cpu"] } +
                [1, 16, 64, 256].collectMany { ["follows.$it", "follows.${it}.alone"] }.collectMany { ["$it", "${it}.p50", "${it}.p99", "${it}.cpu"] }
        measured.every { it.value > 0 && it.unit in ['requests/s', 'follows/s', 'ms'] && it.keySet() == ['figure', 'value', 'unit'].toSet() }

        and: 'how many times as fast it is, and whether that is enough where a target is set'
        def ratios = figures - measured
        ratios*.figure == [1, 16, 64, 256].collect { "follows.${it}.ratio" } + ['check.ratio', 'lookup.ratio']
        ratios*.target == [null, null, 4, null, 10, 10]
        ratios.every { it.value > 0 && (it.target == null ? !it.containsKey('met') : it.met == it.value >= it.target) }
    }

    def '#arguments is not understood'() {
        expect:
        bench(*arguments) == 2

        where:
        arguments << [['graph', '--rounds', '0'], ['graph', '--profiles', '99'], ['graph', '--edges']]
    }

    private int bench(String... arguments) {
        new CommandLine(new Bench())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments)
    }
}
