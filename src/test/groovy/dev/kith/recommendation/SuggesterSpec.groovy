package dev.kith.recommendation

import dev.kith.snapshot.FollowArrays
import spock.lang.Specification

class SuggesterSpec extends Specification {

    private static final int ALICE = 0, BOB = 1, CAROL = 2, DAVE = 3, ERIN = 4, FRANK = 5

    /** Ids are numbers here, as everybody has an edge. */
    private static List suggestions(int profile, List<List<Integer>> follows, int most = 20) {
        def arrays = FollowArrays.of(follows.collect { it[0] as long } as long[], follows.collect { it[1] as long } as long[])
        new Suggester(arrays, 1).suggest(profile, most)
    }

    def 'those are suggested whom followees follow, the better known first, and nobody who is followed, nor oneself'() {
        when:
        def found = suggestions(ALICE, [[ALICE, BOB], [ALICE, CAROL], [BOB, DAVE], [CAROL, DAVE], [CAROL, ERIN], [BOB, CAROL], [BOB, ALICE], [ERIN, FRANK]])

        then:
        found*.profile() == [DAVE, ERIN]
        found*.mutual() == [2, 1]
        found.every { it.score() > 0 && !it.followsBack() }
    }

    def 'who follows already comes first, and a profile that follows nobody is suggested them'() {
        expect:
        suggestions(ALICE, [[ALICE, BOB], [BOB, CAROL], [DAVE, ALICE], [ERIN, FRANK]])*.profile() == [DAVE, CAROL]
        suggestions(ALICE, [[BOB, ALICE], [CAROL, DAVE], [ERIN, FRANK]])*.profile() == [BOB]
    }

    def 'no more than were asked for, ties by id, the same each time'() {
        given:
        def follows = [[ALICE, BOB]] + (10..60).collect { [BOB, it] } + [[CAROL, DAVE], [ERIN, FRANK]] + (6..9).collect { [it, CAROL] }

        expect:
        suggestions(ALICE, follows, 5).size() == 5
        suggestions(ALICE, follows, 5) == suggestions(ALICE, follows, 50).take(5)
        suggestions(ALICE, follows, 50)*.score() == suggestions(ALICE, follows, 50)*.score().sort().reverse()
    }

    def 'thousands of candidates each keep what speaks for them'() {
        given:
        def follows = (1..10).collect { [0, it] } + (1..10).collectMany { by -> (1..480).collect { [by, 10 + it * by] } } + (1..5000).collect { [it, it + 1] }
        Map<Integer, Set<Integer>> followees = [:].withDefault { [] as Set }
        follows.each { followees[it[0]] << it[1] }

        expect:
        suggestions(0, follows, 10_000).each { one ->
            assert one.mutual() == (1..10).count { followees[it].contains(one.profile()) }
        }.size() > 2_048
    }
}
