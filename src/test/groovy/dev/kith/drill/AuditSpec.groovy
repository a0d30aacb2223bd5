package dev.kith.drill

import spock.lang.Specification

import static dev.kith.drill.Ask.Kind.BLOCKS
import static dev.kith.drill.Ask.Kind.FOLLOWS

class AuditSpec extends Specification {
    static final ALICE = 1L
    static final BOB = 2L
    static final CAROL = 3L

    static final ASKED = [new Ask(FOLLOWS, ALICE, BOB), new Ask(FOLLOWS, BOB, CAROL), new Ask(BLOCKS, CAROL, ALICE)] as Set
    static final ACKNOWLEDGED = [new Ask(FOLLOWS, ALICE, BOB), new Ask(BLOCKS, CAROL, ALICE)] as Set

    def 'what was acknowledged must be there, what was only asked for may be'() {
        expect:
        findings([follow(ALICE, BOB), block(CAROL, ALICE)]) == []
        findings([follow(ALICE, BOB), block(CAROL, ALICE), follow(BOB, CAROL)]) == []
        findings([follow(ALICE, BOB)]) == ['1 acknowledged, but not there: 3 BLOCKS 1']
    }

    def 'an edge that is #what is found'() {
        when:
        def findings = findings([follow(ALICE, BOB), block(CAROL, ALICE), edge])

        then:
        findings.size() == 1
        findings[0].startsWith("1 $what: ")

        where:
        edge                                              || what
        follow(CAROL, BOB)                                || 'never asked for'
        new StoredEdge('MUTES', ALICE, BOB, 5, made(ALICE, BOB)) || 'never asked for'
        follow(ALICE, BOB)                                || 'there twice'
        follow(BOB, CAROL, [since: null])                 || 'half made, since a property is missing'
        follow(BOB, CAROL, [source: ALICE])               || 'half made, since it does not know its ends'
        follow(BOB, CAROL, [target: ALICE])               || 'half made, since it does not know its ends'
        follow(BOB, CAROL, [state: null])                 || 'half made, since a follow of a public profile is no follow yet'
        follow(BOB, CAROL, [version: 6L])                 || 'newer than the clock of one of its ends'
    }

    def 'a follow across a block is found, whichever way it leads'() {
        given:
        def asked = [new Ask(BLOCKS, ALICE, BOB), new Ask(FOLLOWS, follower, followee)] as Set

        expect:
        findings([block(ALICE, BOB), follow(follower, followee)], asked, [] as Set) ==
                ['1 blocks across which somebody follows: 1 BLOCKS 2']

        where:
        follower | followee
        ALICE    | BOB
        BOB      | ALICE
    }

    def 'of what is found often, the number and one example are told'() {
        expect:
        findings([], ASKED, ASKED)[0] =~ /^3 acknowledged, but not there: \d [A-Z]+ \d$/
    }

    def 'of two profiles one edge is asked for at the most, all in all of every two but the opposite ones'() {
        given:
        def asks = new Asks(1L..100L as List<Long>, 7)

        when:
        def all = []
        for (def ask = asks.next(); ask != null; ask = asks.next()) {
            all << ask
        }

        then:
        all.size() == 100 * 99 / 2 - 50
        all.collect { [it.source(), it.target()] as Set }.toSet().size() == all.size()
        all.every { it.source() != it.target() }
        all.count { it.kind() == BLOCKS } == all.size() / 10
    }

    private static List<String> findings(List<StoredEdge> edges, Set<Ask> asked = ASKED, Set<Ask> acknowledged = ACKNOWLEDGED) {
        def audit = new Audit(asked, acknowledged)
        edges.each { audit.see(it) }
        audit.findings()
    }

    private static StoredEdge follow(long source, long target, Map<String, Object> changes = [:]) {
        new StoredEdge('FOLLOWS', source, target, 5, (made(source, target) + [state: 'FOLLOWING'] + changes).findAll { it.value != null })
    }

    private static StoredEdge block(long source, long target) {
        new StoredEdge('BLOCKS', source, target, 5, made(source, target))
    }

    private static Map<String, Object> made(long source, long target) {
        [source: source, target: target, since: 1_000L, version: 5L]
    }
}
