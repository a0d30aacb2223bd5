package dev.kith.drill

import dev.kith.Concurrently
import dev.kith.KithSpec
import io.lettuce.core.RedisClient
import io.lettuce.core.RedisURI
import io.micrometer.core.instrument.MeterRegistry
import io.micronaut.runtime.server.EmbeddedServer
import spock.lang.AutoCleanup
import spock.lang.Isolated
import spock.lang.Shared
import spock.util.concurrent.PollingConditions

import java.util.concurrent.CompletableFuture

/**
 * Whatever has happened, whatever became of messages, and whatever Redis has lost: once it is quiet, home timelines are what the stores say. `./kith drill timelines` does the same
 * for longer, and kills the workers.
 */
@Isolated
class EqualitySpec extends KithSpec {

    private static final int PEOPLE = 30
    private static final int COMMUNITIES = 6
    private static final int CALLERS = 8

    /** The plain instance is asked for operations, too. Only the worker receives, and sends nothing of what others wrote. */
    @Shared
    @AutoCleanup
    EmbeddedServer lists = kith.service(Bustle.SMALL_LISTS + ['kith.roles': 'api', 'kith.queues.prefix': 'sent'])
    @Shared
    @AutoCleanup
    EmbeddedServer plain = kith.service(Bustle.SMALL_LISTS + ['kith.roles': 'api', 'kith.queues.prefix': 'sent', 'kith.timelines.enabled': false])
    @Shared
    @AutoCleanup
    EmbeddedServer worker = kith.service(Bustle.SMALL_LISTS + ['kith.roles': 'worker', 'kith.queues.prefix': 'carried', 'kith.relay.poll': '1h'])
    @Shared
    @AutoCleanup
    Api listing = new Api(lists.URI)
    @Shared
    @AutoCleanup
    Api asking = new Api(plain.URI)
    @Shared
    RedisClient client = RedisClient.create(RedisURI.create(kith.stack.properties()['redis.uri'] as String))

    def cleanupSpec() {
        client.shutdown()
    }

    def 'after #operations operations, with messages twice, late, lost for a while and unreadable, and with Redis that #redis, each page of each timeline is what the stores say'() {
        given:
        def seed = Long.getLong('kith.timelines.seed', System.nanoTime())
        println "EqualitySpec seed $seed"
        def people = Concurrently.times(PEOPLE) { profile() }*.toLong()
        def communities = (0..<COMMUNITIES).collect { community(people[it] as String, [private: it % 3 == 1]) }*.toLong()
        def postman = SqsPostman.start(kith.stack, 'sent', 'carried', seed)
        def bustle = new Bustle([listing, asking], people, communities, seed)

        def begun = System.nanoTime()
        def seconds = { ((System.nanoTime() - begun) / 1e9 as double).round(1) }

        when:
        def losing = CompletableFuture.runAsync {
            def dice = new Random(seed)
            while (losesAll && bustle.done() < operations * 0.9) {
                sleep(200 + dice.nextInt(1_000))
                client.connect().withCloseable { it.sync().flushall() }
            }
        }
        bustle.run(operations, CALLERS) { false }
        losing.get()
        println "EqualitySpec: done after ${seconds()} s"
        new PollingConditions(timeout: 60, delay: 0.2).eventually {
            assert kith.rows('SELECT count(*) AS n FROM outbox').first().n == 0
            assert postman.done
        }
        println "EqualitySpec: ${bustle.posts().size()} posts, ${postman.carried()} messages and ${postman.poisoned()} of poison, timelines came ${ways()}; quiet after ${seconds()} s"

        then:
        bustle.surprises() == []
        postman.carried() > operations / 4

        when: 'there is time to learn who is big'
        sleep(300)
        def before = ways()

        then:
        HomePage.differences(asking, listing, people, [200, 7]) == []

        and: 'lists were what was read'
        def after = ways()
        after.list - before.list > 10 * (after.plain - before.plain)

        and: 'explained is what is there'
        explained(people.take(5), bustle.posts(), new Random(seed)) == []

        and: 'nothing is given up but what nobody can read'
        def dead = postman.takeDead()
        dead.size() == postman.poisoned()
        dead.every { it in SqsPostman.POISON }

        cleanup:
        postman?.close()

        where:
        redis                       | losesAll | operations
        'keeps what it has'         | false    | Integer.getInteger('kith.timelines.operations', 600)
        'loses all again and again' | true     | Integer.getInteger('kith.timelines.operations', 600).intdiv(2)
    }

    private List<String> explained(List<Long> readers, List<Long> posts, Random dice) {
        def there = readers.collectEntries { [it, HomePage.all(asking, it, 200) as Set] }
        (1..50).collect {
            def reader = readers[dice.nextInt(readers.size())]
            def post = posts[dice.nextInt(posts.size())]
            def told = new dev.kith.Api(lists.URI).get("/v1/profiles/$reader/timelines/home/explain?postId=$post").json
            (told.decision == 'SHOW') == (post in there[reader]) ? null : told.toString()
        }.findAll()
    }

    private Map<String, Double> ways() {
        def meters = lists.applicationContext.getBean(MeterRegistry)
        ['list', 'built', 'plain'].collectEntries { way -> [way, meters.counter('kith.timelines.reads', 'way', way).count()] }
    }
}
