package dev.kith.drill

import picocli.CommandLine
import spock.lang.Specification

class Neo4jKillDrillSpec extends Specification {
    def out = new StringWriter()

    def 'one kill is told of, and so is the verdict'() {
        when:
        def code = drill('neo4j-kill', '--kills', '1', '--callers', '4', '--profiles', '500', '--seed', '7')
        def lines = out.toString().readLines()

        then:
        lines[0] == 'Kills of Neo4j: 1, under 4 callers, seed 7'
        lines[1] =~ /^Kill  1: +[\d,]+ acknowledged, +[\d,]+ refused so far; Neo4j was back after +[\d.]+ s, writes were taken after +[\d.]+ s$/
        lines[2] =~ /^In the graph are [\d,]+ follows and [\d,]+ blocks; [\d,]+ edges were asked for, [\d,]+ acknowledged$/
        lines.drop(3)*.takeBefore(':') == ['Passed']
        code == 0
    }

    def '#arguments is not understood'() {
        expect:
        drill(*arguments) == 2

        where:
        arguments << [[], ['nothing'], ['neo4j-kill', '--callers', '0'], ['neo4j-kill', '--kills', '-1']]
    }

    private int drill(String... arguments) {
        new CommandLine(new Drill())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(new StringWriter(), true))
                .execute(arguments)
    }
}
