package dev.kith.relation

import dev.kith.relation.History.Event
import spock.lang.Specification

class HistoryCheckSpec extends Specification {

    private static final Pair FOLLOWING = new Pair(['FOLLOWING', 'NONE'], [false, false], [false, false], false)
    private static final Pair BLOCKED = new Pair(['NONE', 'NONE'], [false, true], [false, false], false)

    def 'a history is #verdict: #what'() {
        given:
        def history = new History(events.collect { new Event(it[0], it[1], it[2], it[3], it[4]) }, [false, false])

        expect:
        (history.objection(end) == null) == (verdict == 'sound')

        where:
        what                                        | events                                                                                             | end            || verdict
        'nothing'                                   | []                                                                                                 | Pair.STRANGERS || 'sound'
        'a follow'                                  | [['follow', 0, '200 FOLLOWING true', 1, 2]]                                                        | FOLLOWING      || 'sound'
        'a lost follow'                             | [['follow', 0, '200 FOLLOWING true', 1, 2]]                                                        | Pair.STRANGERS || 'unsound'
        'two that both created'                     | [['follow', 0, '200 FOLLOWING true', 1, 5], ['follow', 0, '200 FOLLOWING true', 2, 6]]             | FOLLOWING      || 'unsound'
        'two of which one created'                  | [['follow', 0, '200 FOLLOWING false', 1, 5], ['follow', 0, '200 FOLLOWING true', 2, 6]]            | FOLLOWING      || 'sound'
        'a stale read after the answer'             | [['follow', 0, '200 FOLLOWING true', 1, 2], ['read', 0, '404 not-following', 3, 4]]                | FOLLOWING      || 'unsound'
        'an old read before the answer'             | [['follow', 0, '200 FOLLOWING true', 1, 4], ['read', 0, '404 not-following', 2, 3]]                | FOLLOWING      || 'sound'
        'new and then old'                          | [['follow', 0, '200 FOLLOWING true', 1, 9], ['read', 0, '200 FOLLOWING', 2, 3],
                                                       ['read', 0, '404 not-following', 4, 5]]                                                            | FOLLOWING      || 'unsound'
        'a follow across a block'                   | [['block', 1, '200 true', 1, 2], ['follow', 0, '200 FOLLOWING true', 3, 4]]                        | FOLLOWING      || 'unsound'
        'a follow refused for a block'              | [['block', 1, '200 true', 1, 4], ['follow', 0, '404 profile-not-found', 2, 3]]                     | BLOCKED        || 'sound'
        'a block that a follow came before'         | [['block', 1, '200 true', 1, 4], ['follow', 0, '200 FOLLOWING true', 2, 3]]                        | BLOCKED        || 'sound'
        'a block that left the follow'              | [['follow', 0, '200 FOLLOWING true', 1, 2], ['block', 1, '200 true', 3, 4],
                                                       ['read', 0, '200 FOLLOWING', 5, 6]]                                                                | BLOCKED        || 'unsound'
    }

    def 'a long history with much at once is checked soon'() {
        given: 'twelve at a time, two hundred times'
        def events = (0..<200).collectMany { round ->
            (0..<12).collect { n -> new Event('follow', 0, round == 0 && n == 7 ? '200 FOLLOWING true' : '200 FOLLOWING false', round * 100 + n, round * 100 + 50 + n) }
        }

        expect:
        new History(events, [false, false]).objection(FOLLOWING) == null
    }
}
