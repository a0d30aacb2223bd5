package dev.kith.drill

import dev.kith.drill.StoredGraph.Degrees
import dev.kith.load.BatchClient.Item
import spock.lang.Specification

import static dev.kith.drill.Ask.Kind.BLOCKS
import static dev.kith.drill.Ask.Kind.FOLLOWS

class BatchAuditSpec extends Specification {
    static final ALICE = 1L
    static final BOB = 2L
    static final CAROL = 3L
    static final FULL = 9L

    static final PLANTED = new Planted(
            [4L] as Set, [CAROL, 5L] as Set, FULL,
            [new Ask(BLOCKS, ALICE, 6), new Ask(BLOCKS, 7, ALICE), new Ask(FOLLOWS, ALICE, BOB), new Ask(FOLLOWS, FULL, BOB)] as Set)

    def 'a follow of #target by #source must be #outcome'() {
        expect:
        PLANTED.outcome(new Ask(FOLLOWS, source, target)) == outcome

        where:
        source | target || outcome
        BOB    | ALICE  || 'created'
        ALICE  | BOB    || 'existing'
        ALICE  | CAROL  || 'requested'
        ALICE  | 6      || 'blocked'
        6      | ALICE  || 'notFound'
        ALICE  | 7      || 'notFound'
        ALICE  | 4      || 'notFound'
        4      | ALICE  || 'notFound'
        FULL   | ALICE  || 'limit'
        FULL   | CAROL  || 'limit'
        FULL   | BOB    || 'existing'
        FULL   | 4      || 'notFound'
    }

    def 'receipts that are #what are found'() {
        given:
        def audit = new BatchAudit()

        when:
        def outcomes = audit.receipts([(new Ask(FOLLOWS, ALICE, BOB)): 'created', (new Ask(FOLLOWS, BOB, ALICE)): 'existing'], items)

        then:
        audit.findings() == found
        outcomes.expected() == [created: 1, existing: 1]

        where:
        what          | items                                                                  || found
        'right'       | [item(1, 2, 'created'), item(2, 1, 'existing')]                        || []
        'missing'     | [item(1, 2, 'created')]                                                || ['1 pairs have no receipt: 2 FOLLOWS 1']
        'wrong'       | [item(1, 2, 'existing'), item(2, 1, 'existing')]                       || ['1 pairs that must be created are existing: 1 FOLLOWS 2']
        'there twice' | [item(1, 2, 'created')] * 2 + [item(2, 1, 'existing')]                 || ['1 pairs have two receipts: 1 FOLLOWS 2']
        'of others'   | [item(1, 2, 'created'), item(2, 1, 'existing'), item(1, 3, 'created')] || ['1 pairs have a receipt that nobody sent: 1 FOLLOWS 3']
    }

    def 'edges that are #what are found'() {
        given:
        def audit = new BatchAudit()
        def expected = new Planted([] as Set, [CAROL] as Set, FULL, [new Ask(FOLLOWS, ALICE, BOB), new Ask(FOLLOWS, ALICE, CAROL)] as Set)

        when:
        edges.each { audit.see(it, expected) }
        audit.lost(expected)

        then:
        audit.findings()*.replaceAll(/:.*/, '') == found

        where:
        what          | edges                                                                 || found
        'right'       | [edge(ALICE, BOB), edge(ALICE, CAROL, 'REQUESTED')]                   || []
        'lost'        | [edge(ALICE, BOB)]                                                    || ['1 edges are lost']
        'more'        | [edge(ALICE, BOB), edge(ALICE, CAROL, 'REQUESTED'), edge(BOB, ALICE)] || ['1 edges are there that must not be']
        'there twice' | [edge(ALICE, BOB), edge(ALICE, CAROL, 'REQUESTED'), edge(ALICE, BOB)] || ['1 edges are there twice']
        'no request'  | [edge(ALICE, BOB), edge(ALICE, CAROL)]                                || ['1 follows are in another state than they must be']
        'half made'   | [edge(ALICE, BOB, null), edge(ALICE, CAROL, 'REQUESTED')]             || ['1 follows are in another state than they must be']
    }

    def 'degrees that differ from the edges are found'() {
        given:
        def audit = new BatchAudit()
        def expected = new Planted([] as Set, [] as Set, FULL, [new Ask(FOLLOWS, ALICE, BOB), new Ask(BLOCKS, BOB, CAROL)] as Set)

        when:
        audit.degrees([(ALICE): new Degrees(1, 0), (BOB): new Degrees(0, 1), (CAROL): new Degrees(0, carol)], expected)

        then:
        audit.findings().size() == found

        where:
        carol || found
        0     || 0
        1     || 1
    }

    private static Item item(long source, long target, String outcome) {
        new Item(source, target, outcome)
    }

    private static StoredEdge edge(long source, long target, String state = 'FOLLOWING') {
        new StoredEdge('FOLLOWS', source, target, 5, [source: source, target: target, since: 1L, version: 5L, state: state].findAll { it.value != null } as Map)
    }
}
