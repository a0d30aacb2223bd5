package dev.kith.timeline

import dev.kith.Api
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

import java.util.concurrent.Callable
import java.util.concurrent.ConcurrentHashMap
import java.util.concurrent.Executors

import static dev.kith.Api.as

/** Whatever has happened, and whatever Redis has lost: once it is quiet, home timelines are what the stores say. */
@Isolated
class EqualitySpec extends KithSpec {

    private static final int PEOPLE = 30
    private static final int COMMUNITIES = 6
    private static final int THREADS = 8

    /** How often each operation comes up. */
    private static final List<String> DICE = ['say'] * 22 + ['say in'] * 12 + ['repost'] * 2 + ['delete'] * 6 + ['edit'] * 5 + ['follow'] * 14 + ['unfollow'] * 7 +
            ['block'] * 2 + ['unblock'] * 4 + ['mute'] * 2 + ['unmute'] * 3 + ['hide'] * 2 + ['open'] * 2 + ['approve'] * 4 + ['join'] * 5 + ['leave'] * 3 + ['read'] * 12

    /** Lists are short and many authors big, so that floors and merging matter; however slow this machine is, Redis is asked. */
    private static final Map<String, Object> SMALL = [
            'kith.timelines.length': 20, 'kith.timelines.big-followers': 6, 'kith.timelines.small-followers': 4, 'kith.timelines.big-refresh': '200ms',
            'kith.timelines.grace': '400ms', 'kith.timelines.activity': '8s', 'kith.timelines.timeout': '30s', 'kith.cache.timeout': '30s']

    @Shared
    @AutoCleanup
    EmbeddedServer first = kith.service(SMALL)
    @Shared
    @AutoCleanup
    EmbeddedServer second = kith.service(SMALL)
    @Shared
    @AutoCleanup
    EmbeddedServer plain = kith.service(SMALL + ['kith.timelines.enabled': false])
    @Shared
    List<Api> instances = [new Api(first.URI), new Api(second.URI)]
    @Shared
    RedisClient client = RedisClient.create(RedisURI.create(kith.stack.properties()['redis.uri'] as String))

    private final Map<String, String> posts = new ConcurrentHashMap<>()
    private List<String> people
    private List<String> communities

    def cleanupSpec() {
        client.shutdown()
    }

    def 'after #operations operations of 8 threads on two instances, while Redis #redis, each page of each timeline is what the stores say'() {
        given:
        def seed = Long.getLong('kith.timelines.seed', System.nanoTime())
        println "EqualitySpec seed $seed"
        people = Concurrently.times(PEOPLE) { profile() }
        communities = (0..<COMMUNITIES).collect { community(people[it], [private: it % 3 == 1]) }
        def threads = Executors.newFixedThreadPool(THREADS + 1)
        def counts = ways()

        when:
        def running = (1..THREADS).collect { n ->
            threads.submit({
                def dice = new Random(seed + n)
                operations.intdiv(THREADS).times { act(dice) }
            } as Callable)
        }
        def losing = threads.submit({
            def dice = new Random(seed)
            while (losesAll && !running.every { it.done }) {
                sleep(200 + dice.nextInt(1_500))
                client.connect().withCloseable { it.sync().flushall() }
            }
        } as Callable)
        (running + losing)*.get()
        println "EqualitySpec: ${posts.size()} posts; while it happened timelines came ${ways().collectEntries { way, n -> [way, n - counts[way]] }}"
        awaitQuiet()
        counts = ways()

        then:
        Concurrently.all(people.collect { reader ->
            { -> differences(reader) }
        }).flatten() == []

        and: 'lists were what was read'
        def now = ways()
        println "EqualitySpec: and afterwards ${now.collectEntries { way, n -> [way, n - counts[way]] }}"
        now.list - counts.list > 10 * (now.plain - counts.plain)

        and: 'explained is what is there'
        explained(new Random(seed)) == []

        cleanup:
        threads.shutdownNow()

        where:
        redis                     | losesAll | operations
        'keeps what it has'       | false    | Integer.getInteger('kith.timelines.operations', 3_000)
        'loses all again and again' | true     | Integer.getInteger('kith.timelines.operations', 3_000).intdiv(2)
    }

    private void act(Random dice) {
        def api = instances[dice.nextInt(2)]
        def me = people[dice.nextInt(PEOPLE)]
        // some are followed by many
        def other = people[(int) (PEOPLE * Math.pow(dice.nextDouble(), 2))]
        def place = dice.nextInt(COMMUNITIES)
        def mine = posts.entrySet().find { it.value == other }?.key
        switch (DICE[dice.nextInt(DICE.size())]) {
            case 'say': keep(api.post('/v1/posts', [authorId: other, verb: 'POST', text: 'hello']), other); break
            case 'say in': keep(api.post('/v1/posts', [authorId: me, verb: 'POST', text: 'hello', target: [kind: 'COMMUNITY', id: communities[place]]]), me); break
            case 'repost': mine && keep(api.post('/v1/posts', [authorId: me, verb: 'REPOST', originalPostId: mine]), me); break
            case 'delete': mine && fine(api.delete("/v1/posts/$mine", as(other))) && posts.remove(mine); break
            case 'edit': mine && fine(api.patch("/v1/posts/$mine", [text: 'hello again'], as(other))); break
            case 'follow': fine(api.put("/v1/profiles/$me/following/$other")); break
            case 'unfollow': fine(api.delete("/v1/profiles/$me/following/$other")); break
            case 'block': fine(api.put("/v1/profiles/$me/blocks/$other")); break
            case 'unblock': fine(api.delete("/v1/profiles/$me/blocks/$other")); break
            case 'mute': fine(api.put("/v1/profiles/$me/mutes/$other")); break
            case 'unmute': fine(api.delete("/v1/profiles/$me/mutes/$other")); break
            case 'hide': fine(api.patch("/v1/profiles/$me", [private: true], as(me))); break
            case 'open': fine(api.patch("/v1/profiles/$me", [private: false], as(me))); break
            case 'approve': fine(api.post("/v1/profiles/$other/follow-requests/$me/approve", null)); break
            case 'join': fine(api.put("/v1/communities/${communities[place]}/members/$me", null, as(people[place]))); break
            case 'leave': fine(api.delete("/v1/communities/${communities[place]}/members/$me", as(me))); break
            case 'read':
                def answer = api.get("/v1/profiles/$me/timelines/home?limit=${1 + dice.nextInt(40)}")
                assert answer.status == 200: answer
                def ids = answer.json.items*.id*.toLong()
                assert ids == ids.toSorted().reverse().unique()
        }
    }

    private void keep(Api.Answer answer, String author) {
        if (fine(answer) && answer.status == 201) {
            posts[answer.json.id as String] = author
        }
    }

    /** They come to the same in any order, and some are refused. */
    private static boolean fine(Api.Answer answer) {
        assert answer.status < 500: answer
        true
    }

    private void awaitQuiet() {
        new PollingConditions(timeout: 60, delay: 0.2).eventually {
            assert kith.rows('SELECT count(*) AS n FROM outbox').first().n == 0
        }
        // until both know who is big
        sleep(300)
    }

    private List<String> differences(String reader) {
        def path = "/v1/profiles/$reader/timelines/home"
        def expected = new Api(plain.URI).pages(path, 200)*.id
        instances.collectMany { api ->
            [200, 7].findAll { it == 200 || api.is(instances[0]) }.collect { limit ->
                def told = api.pages(path, limit)*.id
                told == expected ? null : "$reader by $limit: lacks ${expected - told}, has ${told - expected} of ${expected.size()}".toString()
            }.findAll()
        }
    }

    private List<String> explained(Random dice) {
        def all = posts.keySet().toList()
        def there = people.take(5).collectEntries { [it, new Api(plain.URI).pages("/v1/profiles/$it/timelines/home", 200)*.id as Set] }
        (1..100).collect {
            def reader = people[dice.nextInt(there.size())]
            def post = all[dice.nextInt(all.size())]
            def told = instances[0].get("/v1/profiles/$reader/timelines/home/explain?postId=$post").json
            (told.decision == 'SHOW') == (post in there[reader]) ? null : told.toString()
        }.findAll()
    }

    private Map<String, Double> ways() {
        ['list', 'built', 'plain'].collectEntries { way ->
            [way, [first, second].sum { it.applicationContext.getBean(MeterRegistry).counter('kith.timelines.reads', 'way', way).count() }]
        }
    }
}
