package dev.kith.snapshot

import dev.kith.graph.SocialGraph.Pair
import spock.lang.Specification

class OverlaySpec extends Specification {

    private static FollowArrays arrays(Collection<Pair> follows) {
        FollowArrays.of(follows*.source() as long[], follows*.target() as long[])
    }

    private static Map<Long, Set<Long>> lists(FollowArrays follows, Closure<FollowArrays.Span> of) {
        (0..<follows.profiles()).collectEntries { number ->
            def span = of(number)
            [follows.id(number), (0..<span.size()).collect { follows.id(span.get(it)) } as Set]
        }.findAll { it.value }
    }

    def 'what is laid over arrays round by round comes to the same as arrays made anew'() {
        given:
        def seed = System.nanoTime()
        println "OverlaySpec seed $seed"
        def random = new Random(seed)
        def pair = { most -> new Pair(random.nextInt(most), most + random.nextInt(most)) }
        def back = { most -> random.nextBoolean() ? pair(most) : new Pair(pair(most).target(), random.nextInt(most)) }
        Set<Pair> model = (1..200).collect { back(20) }
        def follows = arrays(model)
        def first = follows
        def before = [lists(first, first.&followees), first.follows()]

        when:
        30.times { round ->
            def there = (0..random.nextInt(6)).collect { back(20 + round) } as Set
            def gone = (model.toList().shuffled(random).take(random.nextInt(6)) as Set) - there
            def erased = round % 7 ? [] as Set : [random.nextInt(40) as long] as Set
            follows = Overlay.laidOver(follows, there, gone, erased)
            model.removeAll(gone)
            model.addAll(there)
            model.removeIf { it.source() in erased || it.target() in erased }
            def anew = arrays(model)
            [follows, Overlay.flat(follows)].each {
                assert it.follows() == model.size()
                assert lists(it, it.&followees) == lists(anew, anew.&followees)
                assert lists(it, it.&followers) == lists(anew, anew.&followers)
            }
            if (round % 10 == 9) {
                follows = Overlay.flat(follows)
                assert follows.overlay().size() == 0
            }
        }

        then: 'and what was given out before has not changed'
        before == [lists(first, first.&followees), first.follows()]
    }

    def 'arrays are made profile by profile, those whom nobody told of included, or of nobody'() {
        given:
        def builder = new FollowsBuilder()
        builder.add(5, [9, 7] as long[])
        builder.add(7, [] as long[])
        builder.add(9, [5] as long[])
        builder.add(11, [6] as long[])
        def follows = builder.build()

        expect:
        lists(follows, follows.&followees) == [5L: [7L, 9L] as Set, 9L: [5L] as Set, 11L: [6L] as Set]
        lists(follows, follows.&followers) == [7L: [5L] as Set, 9L: [5L] as Set, 5L: [9L] as Set, 6L: [11L] as Set]
        follows.profiles() == 5
        follows.followees(follows.number(5)).get(0) == follows.number(7)
        new FollowsBuilder().build().profiles() == 0
        Overlay.laidOver(new FollowsBuilder().build(), [new Pair(1, 2)], [], [3L]).follows() == 1
    }

    def 'the distance is that of the shortest way, up to six'() {
        given:
        def seed = System.nanoTime()
        println "OverlaySpec seed $seed"
        def random = new Random(seed)
        Set<Pair> pairs = (1..90).collect { new Pair(random.nextInt(60), random.nextInt(60)) }.findAll { it.source() != it.target() }
        def follows = arrays(pairs)
        def distances = new Distances(follows)
        Map<Long, Set<Long>> followees = [:].withDefault { [] as Set }
        pairs.each { followees[it.source()] << it.target() }

        expect:
        (0..<follows.profiles()).every { source ->
            def known = [(follows.id(source)): 0]
            for (int step = 1; step <= 6; step++) {
                known.keySet().collectMany { followees[it] }.each { known.putIfAbsent(it, step) }
            }
            (0..<follows.profiles()).every { target ->
                assert distances.between(source, target) == known[follows.id(target)]
                true
            }
        }
    }
}
