package dev.kith.relation

import dev.kith.graph.FollowSteps
import dev.kith.graph.FollowSteps.Direction
import dev.kith.graph.FollowSteps.Step
import spock.lang.Specification

class PathSearchSpec extends Specification {

    /** Follows in memory, which count what was read. */
    private static final class Follows implements FollowSteps {
        final List<List<Long>> edges
        int read

        Follows(List<List<Integer>> edges) {
            this.edges = edges.collect { [it[0] as long, it[1] as long] }
        }

        @Override
        long degree(Collection<Long> profiles, Direction direction) {
            steps(profiles, direction, false).size()
        }

        @Override
        List<Step> from(Collection<Long> profiles, Direction direction) {
            steps(profiles, direction, true)
        }

        private List<Step> steps(Collection<Long> profiles, Direction direction, boolean counted) {
            def (start, end) = direction == Direction.FORWARD ? [0, 1] : [1, 0]
            def steps = edges.findAll { it[start] in profiles }.collect { new Step(it[start], it[end], false) }
            read += counted ? steps.size() : 0
            steps
        }
    }

    private static PathSearch.Outcome search(Follows follows, long source, long target, int depth = 6) {
        new PathSearch(follows, 1_000).find(source, target, depth, { it })
    }

    def 'the path found is as short as a plain search finds it, or there is none'() {
        given:
        def seed = System.nanoTime()
        println "PathSearchSpec seed $seed"
        def random = new Random(seed)

        expect:
        (1..300).every {
            def follows = new Follows((1..40).collect { [random.nextInt(15), random.nextInt(15)] }.unique())
            def depth = 1 + random.nextInt(6)
            def (source, target) = [random.nextInt(15) as long, random.nextInt(15) as long]
            def found = search(follows, source, target, depth)
            def plain = plainLength(follows, source, target)
            if (plain == null || plain > depth) {
                assert found == new PathSearch.Outcome.None()
            } else {
                assert found.profiles().size() == plain + 1
                assert found.profiles().first() == source && found.profiles().last() == target
                assert found.profiles().collate(2, 1, false).every { it.size() < 2 || follows.edges.contains(it.toList()) }
            }
            true
        }
    }

    def 'the followers of a celebrity are not read where there is a cheaper way'() {
        given: '1 -> 2 -> 3 -> celebrity, whom 900 others follow'
        def follows = new Follows([[1, 2], [2, 3], [3, 9]] + (100..<1000).collect { [it, 9] })

        expect:
        search(follows, 1, 9).profiles() == [1L, 2L, 3L, 9L]
        follows.read == 3
    }

    def 'a search that would read too much says so'() {
        given: 'two who both know a thousand'
        def follows = new Follows((100..1100).collect { [1, it] } + (2000..3001).collect { [it, 2] })

        expect:
        search(follows, 1, 2) == new PathSearch.Outcome.TooWide(1_000)
    }

    def 'one is never led over who is not passable'() {
        given:
        def follows = new Follows([[1, 2], [2, 3], [1, 4], [4, 5], [5, 3]])

        expect:
        new PathSearch(follows, 100).find(1, 3, 6, { level -> level.findAll { it.id() != 2 } }).profiles() == [1L, 4L, 5L, 3L]
    }

    private static Integer plainLength(Follows follows, long source, long target) {
        def reached = [source] as Set
        for (int length = 0; length <= 15; length++) {
            if (target in reached) {
                return length
            }
            reached += follows.edges.findAll { it[0] in reached }*.get(1)
        }
        null
    }
}
