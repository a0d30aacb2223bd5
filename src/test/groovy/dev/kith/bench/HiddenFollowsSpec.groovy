package dev.kith.bench

import dev.kith.load.FollowLine
import spock.lang.Specification

class HiddenFollowsSpec extends Specification {

    /** Profiles 1 to 30 follow all others up to 30, but that only the lesser follow the greater from 20 on; and 31 follows nine. */
    private static final List<FollowLine> NETWORK = (1..30).collectMany { source ->
        (1..30).findAll { it != source && (source < 20 || it > source) }.collect { new FollowLine(source, it) }
    } + (1..9).collect { new FollowLine(31, it) } + [new FollowLine(1, 1), new FollowLine(1, 2)]

    def 'every tenth follow of those who have ten is hidden, the same for the same seed'() {
        given:
        def hidden = HiddenFollows.of(NETWORK, 12, 3)
        def follows = NETWORK.findAll { it.source() != it.target() } as Set

        expect:
        hidden.hidden().size() == 12
        hidden.hidden().every { source, targets ->
            targets.size() == follows.count { it.source() == source }.intdiv(10) &&
                    targets.every { new FollowLine(source, it) in follows && !shows(hidden, source, it) }
        }
        hidden.shown().follows() + hidden.size() == follows.size()
        HiddenFollows.of(NETWORK, 12, 3).hidden() == hidden.hidden()
        HiddenFollows.of(NETWORK, 12, 4).hidden() != hidden.hidden()
        !HiddenFollows.of(NETWORK, 100, 3).hidden().containsKey(31L)
    }

    def 'what is followed back is told from what is not'() {
        given:
        def hidden = HiddenFollows.of(NETWORK, 30, 3)

        expect:
        hidden.hidden().every { source, targets -> targets.every { hidden.isReciprocal(source, it) == shows(hidden, it, source) } }
        !hidden.isReciprocal(4711, 1)
    }

    def 'who follows back is found first by the generator, and behind those whom more follow by others'() {
        given: 'two circles whose members follow each other, and every second of six stars'
        def random = new Random(5)
        def network = (0..<60).collectMany { one ->
            def circle = one.intdiv(30) * 30
            def stars = (1000..1005).toList().shuffled(random).take(3)
            ((circle..circle + 29).findAll { it != one } + stars).collect { new FollowLine(one, it) }
        }
        def figures = new Quality(HiddenFollows.of(network, 40, 1), 1).measure().collectEntries { [it.name(), it] }

        expect:
        figures['mrr.generator'].value() > 0.8
        figures['mrr.generator'].value() > figures['mrr.most'].value()
        figures.values().every { it.value() >= 0 && it.value() <= 1 }
        figures['mrr.generator'].line() ==~ /[01]\.\d{4}  MRR  mean reciprocal rank of the generator  target more than [01]\.\d{4}: (met|missed)/
    }

    private static boolean shows(HiddenFollows hidden, long source, long target) {
        def (from, to) = [hidden.shown().number(source), hidden.shown().number(target)]
        from >= 0 && to >= 0 && hidden.shown().followees(from).has(to)
    }
}
