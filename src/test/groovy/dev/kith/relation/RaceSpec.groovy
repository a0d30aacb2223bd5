package dev.kith.relation

import dev.kith.KithSpec
import org.neo4j.driver.Driver

import spock.lang.Isolated

import java.time.Duration
import java.time.Instant
import java.util.concurrent.Callable
import java.util.concurrent.ConcurrentHashMap
import java.util.concurrent.Executors
import java.util.concurrent.atomic.AtomicLong

@Isolated
class RaceSpec extends KithSpec {

    private static final Set<String> DECLARED = ['200', '204', '404 profile-not-found', '422 blocked']

    def '64 callers who follow, unfollow, block and unblock at once leave a sound graph'() {
        given:
        def seed = System.nanoTime()
        println "RaceSpec seed $seed"
        def people = (1..50).collect { profile() }
        def answers = new ConcurrentHashMap<String, AtomicLong>()
        def end = Instant.now() + Duration.ofSeconds(10)
        def callers = Executors.newFixedThreadPool(64)

        when:
        (1..64).collect { n ->
            callers.submit({
                def random = new Random(seed + n)
                while (Instant.now() < end) {
                    def answer = act(random, people)
                    def outcome = answer.status < 300 ? "$answer.status" : "$answer.status $answer.json.code"
                    answers.computeIfAbsent(outcome.toString(), { new AtomicLong() }).incrementAndGet()
                }
            } as Callable)
        }*.get()
        println "RaceSpec answers $answers"

        then: 'no request failed but in a declared way, and each way was seen'
        answers.keySet() == DECLARED

        and: 'no edge twice, no follow across a block, none to oneself'
        ask('MATCH (a)-[f:FOLLOWS]->(b) WHERE a.id IN $people WITH a, b, count(f) AS n WHERE n > 1 RETURN count(*) AS n', people) == 0
        ask('MATCH (a)-[f:BLOCKS]->(b) WHERE a.id IN $people WITH a, b, count(f) AS n WHERE n > 1 RETURN count(*) AS n', people) == 0
        ask('MATCH (a)-[:BLOCKS]->(b), (a)-[f:FOLLOWS]-(b) WHERE a.id IN $people RETURN count(f) AS n', people) == 0
        ask('MATCH (a)-[]->(a) WHERE a.id IN $people RETURN count(*) AS n', people) == 0

        and: 'what is counted is what is listed'
        people.every { person ->
            get("/v1/profiles/$person").json.followersCount ==
                    pages("/v1/profiles/$person/followers", 20).size()
        }

        cleanup:
        callers.shutdownNow()
    }

    private act(Random random, List<String> people) {
        def one = people[random.nextInt(people.size())]
        def other = people[random.nextInt(people.size())]
        if (one == other) {
            return get("/v1/profiles/$one")
        }
        def dice = random.nextInt(100)
        dice < 50 ? put("/v1/profiles/$one/following/$other")
                : dice < 70 ? delete("/v1/profiles/$one/following/$other")
                : dice < 82 ? put("/v1/profiles/$one/blocks/$other")
                : delete("/v1/profiles/$one/blocks/$other")
    }

    private long ask(String query, List<String> people) {
        kith.server.applicationContext.getBean(Driver).executableQuery(query)
                .withParameters([people: people*.toLong()])
                .execute().records().first().get('n').asLong()
    }
}
