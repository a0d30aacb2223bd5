package dev.kith.snapshot

import dev.kith.imports.SharedData
import dev.kith.load.FollowLine
import spock.lang.Requires
import spock.lang.Specification

class FollowArraysSpec extends Specification {

    private static final long SEED = 6

    def 'a follow stands once in both directions, whatever its order, and none of oneself'() {
        given:
        def follows = FollowArrays.of([30, 10, 10, 20, 10] as long[], [10, 30, 20, 20, 30] as long[])
        def of = { FollowArrays.Span span -> (0..<span.size()).collect { follows.id(span.get(it)) } }

        expect:
        follows.follows() == 3 && follows.profiles() == 3
        of(follows.followees(follows.number(10))) == [20, 30]
        of(follows.followees(follows.number(20))) == []
        of(follows.followers(follows.number(10))) == [30]
        follows.followees(follows.number(10)).has(follows.number(30))
        !follows.followees(follows.number(30)).has(follows.number(20))
        follows.number(15) < 0
    }

    def 'there may be nobody'() {
        expect:
        FollowArrays.of([] as long[], [] as long[]).profiles() == 0
    }

    @Requires(value = { SharedData.has(SharedData.SLASHDOT) }, reason = SharedData.MISSING)
    def 'what lies between 200 profiles of the Slashdot file and others is what the file says'() {
        given:
        println "seed $SEED"
        def random = new Random(SEED)
        def lines = FollowLine.all(SharedData.SLASHDOT).findAll { it.source() != it.target() }
        def follows = FollowArrays.of(lines*.source() as long[], lines*.target() as long[])
        Map<Long, Set<Long>> followees = [:].withDefault { new HashSet<Long>() }
        Map<Long, Set<Long>> followers = [:].withDefault { new HashSet<Long>() }
        lines.each {
            followees[it.source()] << it.target()
            followers[it.target()] << it.source()
        }
        def ends = followees.keySet().sort()
        def pairs = (1..200).collectMany {
            def source = ends[random.nextInt(ends.size())]
            def some = followees[source][random.nextInt(followees[source].size())]
            ([ends[random.nextInt(ends.size())], some] + followees[some].take(3)).collect { target -> [source, target] }
        }

        expect:
        follows.follows() == followees.values()*.size().sum()
        follows.bytes() == 8L * follows.follows() + 16L * follows.profiles() + 8
        pairs.each { source, target ->
            def both = followees[source].intersect(followers[target])
            def either = followees[source] + followers[target]
            def found = PairFeatures.of(follows, follows.number(source), follows.number(target))
            assert found.mutualFollows() == both.size()
            assert found.sourceFollowing() == followees[source].size() && found.targetFollowers() == followers[target].size()
            assert Math.abs(found.jaccard() - (either ? both.size() / either.size() : 0)) < 1e-9
            assert Math.abs(found.adamicAdar() - (both.sum(0.0d) { 1 / Math.log(2 + followees[it].size()) } as double)) < 1e-9
        }
    }
}
