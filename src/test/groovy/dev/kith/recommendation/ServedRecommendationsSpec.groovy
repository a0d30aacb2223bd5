package dev.kith.recommendation

import dev.kith.KithSpec

class ServedRecommendationsSpec extends KithSpec {

    private static final int EVENTS = 1_000
    private static final int PEOPLE = 30

    def 'nothing that is forbidden is served, whatever has happened'() {
        given:
        def seed = System.nanoTime()
        println "ServedRecommendationsSpec seed $seed"
        def random = new Random(seed)
        def people = (1..PEOPLE).collect { profile() }
        def following = [] as Set
        def blocking = [] as Set
        def dismissed = [] as Set
        def deleted = [] as Set
        def stored = [:].withDefault { [] as Set } as Map<String, Set<String>>
        def wrong = []
        def shown = 0

        when:
        EVENTS.times { n ->
            def alive = people - deleted
            def one = alive[random.nextInt(alive.size())]
            def other = (alive - one)[random.nextInt(alive.size() - 1)]
            def pair = [one, other]
            def hiddenPair = pair in blocking || pair.reverse() in blocking
            switch (random.nextInt(100)) {
                case 0..24:
                    def items = (alive - one).collect { [targetId: it, score: random.nextInt(5), evidence: [[profileId: (alive - one)[random.nextInt(alive.size() - 1)]]]] }
                    assert put("/v1/profiles/$one/recommendations", [runId: "$n".toString(), items: items]).status == 200
                    stored[one] = (alive - one).findAll { !([one, it] in blocking) && !([it, one] in blocking) && !([one, it] in dismissed) } as Set
                    break
                case 25..49:
                    if (put("/v1/profiles/$one/following/$other").status == 200) {
                        assert !hiddenPair
                        following << pair
                    }
                    break
                case 50..59:
                    assert delete("/v1/profiles/$one/following/$other").status == 204
                    following -= [pair]
                    break
                case 60..74:
                    put("/v1/profiles/$one/blocks/$other")
                    blocking << pair
                    following -= [pair, pair.reverse()]
                    stored[one] -= other
                    stored[other] -= one
                    break
                case 75..84:
                    assert delete("/v1/profiles/$one/blocks/$other").status == 204
                    blocking -= [pair]
                    break
                case 85..98:
                    assert delete("/v1/profiles/$one/recommendations/$other").status == 204
                    dismissed << pair
                    stored[one] -= other
                    break
                default:
                    if (alive.size() > PEOPLE / 2) {
                        assert delete("/v1/profiles/$other").status == 204
                        deleted << other
                    }
            }
            def reader = random.nextBoolean() || one in deleted ? one : ((people - deleted)[random.nextInt((people - deleted).size())])
            def answer = get("/v1/profiles/$reader/recommendations?limit=100")
            assert answer.status == 200: answer
            def served = answer.json.items*.profile*.id
            def allowed = stored[reader].findAll { !([reader, it] in following) && !(it in deleted) }
            def named = answer.json.items.collectMany { it.evidence*.profile*.id }
            shown += served.size()
            if ((served as Set) != (allowed as Set) || served.size() != allowed.size()
                    || named.any { it in deleted || [reader, it] in blocking || [it, reader] in blocking }) {
                wrong << [n, reader, served - allowed, allowed - served]
            }
        }
        println "ServedRecommendationsSpec served $shown, ${deleted.size()} deleted, ${dismissed.size()} dismissed, ${blocking.size()} blocks"

        then:
        wrong == []
        shown > EVENTS
        deleted && dismissed && blocking
    }
}
