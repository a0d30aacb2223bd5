package dev.kith.recommendation

import dev.kith.Api
import dev.kith.Concurrently
import dev.kith.KithSpec

class ServedRecommendationsSpec extends KithSpec {

    private static final int CIRCLES = 10
    private static final int EVENTS = 100
    private static final int PEOPLE = 10

    def 'nothing that is forbidden is served, whatever has happened'() {
        given:
        def seed = System.nanoTime()
        println "ServedRecommendationsSpec seed $seed"

        when: 'ten circles of people live side by side, each a hundred events long'
        def circles = Concurrently.times(CIRCLES) { n ->
            def circle = new Circle(api, new Random(seed + n))
            EVENTS.times { circle.live(it) }
            circle
        }
        println "ServedRecommendationsSpec served ${circles*.shown.sum()}, ${circles*.deleted.sum { it.size() }} deleted, " +
                "${circles*.dismissed.sum { it.size() }} dismissed, ${circles*.blocking.sum { it.size() }} blocks"

        then:
        circles*.wrong == [[]] * CIRCLES
        circles*.shown.sum() > CIRCLES * EVENTS
        circles.any { it.deleted } && circles.any { it.dismissed } && circles.any { it.blocking }
    }

    /** Some people, and what has happened between them. */
    private static class Circle {

        final Api api
        final Random random
        final List<String> people
        final Set following = []
        final Set blocking = []
        final Set dismissed = []
        final Set deleted = []
        final Map<String, Set<String>> stored = [:].withDefault { [] as Set }
        final List wrong = []
        int shown = 0

        Circle(Api api, Random random) {
            this.api = api
            this.random = random
            this.people = (1..PEOPLE).collect { api.profile() }
        }

        void live(int n) {
            def alive = people - deleted
            def one = alive[random.nextInt(alive.size())]
            def other = (alive - one)[random.nextInt(alive.size() - 1)]
            def pair = [one, other]
            def hiddenPair = pair in blocking || pair.reverse() in blocking
            switch (random.nextInt(100)) {
                case 0..24:
                    def items = (alive - one).collect { [targetId: it, score: random.nextInt(5), evidence: [[profileId: (alive - one)[random.nextInt(alive.size() - 1)]]]] }
                    assert api.put("/v1/profiles/$one/recommendations", [runId: "$n".toString(), items: items]).status == 200
                    stored[one] = (alive - one).findAll { !([one, it] in blocking) && !([it, one] in blocking) && !([one, it] in dismissed) } as Set
                    break
                case 25..49:
                    if (api.put("/v1/profiles/$one/following/$other").status == 200) {
                        assert !hiddenPair
                        following << pair
                    }
                    break
                case 50..59:
                    assert api.delete("/v1/profiles/$one/following/$other").status == 204
                    following.remove(pair)
                    break
                case 60..74:
                    api.put("/v1/profiles/$one/blocks/$other")
                    blocking << pair
                    following.removeAll([pair, pair.reverse()])
                    stored[one] -= other
                    stored[other] -= one
                    break
                case 75..84:
                    assert api.delete("/v1/profiles/$one/blocks/$other").status == 204
                    blocking.remove(pair)
                    break
                case 85..97:
                    assert api.delete("/v1/profiles/$one/recommendations/$other").status == 204
                    dismissed << pair
                    stored[one] -= other
                    break
                default:
                    if (alive.size() > PEOPLE / 2) {
                        assert api.delete("/v1/profiles/$other").status == 204
                        deleted << other
                    }
            }
            def left = people - deleted
            look(n, random.nextBoolean() ? one : left[random.nextInt(left.size())])
        }

        private void look(int n, String reader) {
            def answer = api.get("/v1/profiles/$reader/recommendations?limit=100")
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
    }
}
