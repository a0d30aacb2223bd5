package dev.kith.bench

import dev.kith.load.FollowLine
import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Files
import java.nio.file.Path

class WorkingSetSpec extends Specification {
    @TempDir
    Path folder

    def 'it is made of ends of follows, and knows the follows between them'() {
        given:
        def network = (1L..100L).collect { new FollowLine(it, it % 100 + 1) }

        when:
        def asked = WorkingSet.of(network, 40, 1)
        def pairs = (0..<40).collectMany { follower -> (0..<40).collect { [follower, it] } }

        then:
        asked.size() == 40 && asked.members().toSet().size() == 40
        pairs.every { follower, followee ->
            asked.follows(follower, followee) == (asked.members()[follower] % 100 + 1 == asked.members()[followee])
        }
        pairs.count { asked.follows(*it) } >= 20
    }

    def 'any follow is one'() {
        given:
        def asked = WorkingSet.of((1L..100L).collect { new FollowLine(it, it % 100 + 1) }, 40, 1)
        def random = new SplittableRandom(1)

        expect:
        (1..100).every {
            def pair = asked.anyFollow(random)
            asked.follows(pair.follower(), pair.followee())
        }
    }

    def 'the same seed takes the same, another seed others'() {
        given:
        def network = (1L..100L).collect { new FollowLine(it, it % 100 + 1) }

        expect:
        WorkingSet.of(network, 10, 1).members() == WorkingSet.of(network, 10, 1).members()
        WorkingSet.of(network, 10, 2).members() != WorkingSet.of(network, 10, 1).members()
    }

    def 'a small network is taken whole'() {
        expect:
        WorkingSet.of([new FollowLine(7, 8)], 10, 1).members() == [7, 8]
    }

    def 'lines that an import leaves out are left out'() {
        given:
        def file = Files.writeString(folder.resolve('edges.csv'), 'source,target\n1,2\n3\nx,4\n 5 , 6 \n')

        expect:
        FollowLine.all(file) == [new FollowLine(1, 2), new FollowLine(5, 6)]
    }
}
