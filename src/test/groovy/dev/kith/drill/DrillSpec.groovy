package dev.kith.drill

import picocli.CommandLine
import spock.lang.Specification

/** The drills themselves take minutes; what they would find is in {@link AuditSpec}, {@link FanAuditSpec} and {@link EqualitySpec}. */
class DrillSpec extends Specification {
    def '#arguments is not understood'() {
        expect:
        drill(*arguments) == 2

        where:
        arguments << [[], ['nothing'], ['neo4j-kill', '--callers', '0'], ['neo4j-kill', '--kills', '-1'], ['postgres-kill', '--fans', '31'], ['timelines', '--operations', '31'],
                ['batch', '--pairs', '999'], ['batch', '--outage', '-1'], ['batch', '--kills', '-1'],
                ['restore', '--lines', '-1'], ['restore', '--kills', '-1', '--edges', 'nowhere'], ['batch', '--kills', '-1', '--edges', 'nowhere']]
    }

    private int drill(String... arguments) {
        new CommandLine(new Drill())
                .setOut(new PrintWriter(new StringWriter(), true))
                .setErr(new PrintWriter(new StringWriter(), true))
                .execute(arguments)
    }
}
