package dev.kith.drill

import spock.lang.Specification

import static dev.kith.drill.Mark.Kind.LIKE
import static dev.kith.drill.Mark.Kind.STAR

class FanAuditSpec extends Specification {
    static final POST = 7L
    static final ALICE = new Mark(LIKE, 1, POST)
    static final BOB = new Mark(LIKE, 2, POST)

    def ledger = new FanLedger()

    def 'a mark that was #last and is #stored afterwards is #finding'() {
        when:
        ledger.askFor(ALICE)
        if (last != 'asked for') {
            ledger.acknowledge(ALICE, last == 'given')
        }

        then:
        FanAudit.of(ledger).findings(stored == 'unknown' ? [:] : [(ALICE): stored == 'there'], [:]) == finding

        where:
        last         | stored      || finding
        'given'      | 'there'     || []
        'given'      | 'withdrawn' || ['1 given, but not there: LIKE of 7 by 1']
        'given'      | 'unknown'   || ['1 given, but not there: LIKE of 7 by 1']
        'taken back' | 'withdrawn' || []
        'taken back' | 'unknown'   || []
        'taken back' | 'there'     || ['1 taken back, but there still: LIKE of 7 by 1']
        'asked for'  | 'there'     || []
        'asked for'  | 'withdrawn' || []
        'asked for'  | 'unknown'   || []
    }

    def 'a mark that nobody asked for is found'() {
        expect:
        FanAudit.of(ledger).findings([(BOB): true], [:]) == ['1 never asked for: LIKE of 7 by 2']
    }

    def 'what was acknowledged must have been said, in these words and once'() {
        given:
        def promised = ledger.askFor(1, POST)
        def hoped = ledger.askFor(1, POST)
        ledger.acknowledge(promised, 10)

        expect:
        findings([10L: promised]) == []
        findings([10L: promised, 11L: hoped]) == []
        findings([:]) == ['1 said, but not there: Remark[fan=1, post=7, text=Remark 1]']
        findings([10L: promised, 11L: promised]) == ['1 there twice: Remark[fan=1, post=7, text=Remark 1]']
        findings([10L: promised, 11L: new Remark(1, POST, '')]) == ['1 never said: Remark[fan=1, post=7, text=]']
    }

    def 'the counts of a post are read from what it shows, and from the rows'() {
        given:
        def marks = [(ALICE): true, (BOB): false, (new Mark(STAR, 2, POST)): true, (new Mark(LIKE, 2, 8)): true]

        expect:
        Counted.of(POST, marks, [new Remark(1, POST, ''), new Remark(1, 8, '')]) == new Counted(1, 1, 1, 1)
        Counted.in('{"id":"7","reactions":{"likes":3,"unlikes":0,"stars":2,"shares":9,"comments":1}}') == new Counted(3, 0, 2, 1)
    }

    def 'each fan is spoken for by one caller, and all are'() {
        given:
        def fans = new Fans((1L..10L).toList(), [POST, 8L], ledger, 3, 1)

        when:
        def spokenFor = (0..2).collect { caller ->
            (1..500).collect { fans.next(caller) }.findAll { it.method() != 'POST' }.collect { it.path().tokenize('/').last() as long } as Set
        }

        then:
        spokenFor == [[1L, 4L, 7L, 10L], [2L, 5L, 8L], [3L, 6L, 9L]]*.toSet()
    }

    private List<String> findings(Map<Long, Remark> said) {
        FanAudit.of(ledger).findings([:], said)
    }
}
