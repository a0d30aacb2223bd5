package dev.kith

import dev.kith.dev.EmbeddedStack
import dev.kith.id.ItemId
import dev.kith.id.MediaId
import dev.kith.id.ProfileId
import dev.kith.media.Files
import dev.kith.media.Media
import dev.kith.media.Uploading
import io.lettuce.core.RedisClient
import io.lettuce.core.RedisURI
import io.micronaut.runtime.server.EmbeddedServer
import io.micronaut.transaction.TransactionOperations
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.Stepwise
import spock.util.concurrent.PollingConditions

import java.nio.file.Path
import java.util.concurrent.CompletableFuture
import java.util.concurrent.Future
import java.util.concurrent.FutureTask
import java.util.concurrent.TimeUnit

/** Stores die under the service, and come back. It has servers of its own, since nobody else could use them meanwhile. */
@Stepwise
class OutageSpec extends Specification {

    /** Within this many seconds of a store's return the service uses it again, even while other specs keep the machine busy. */
    private static final int RECOVERY = 30

    @Shared
    EmbeddedStack stack
    @Shared
    EmbeddedServer server
    @Shared
    EmbeddedServer neighbour
    @Shared
    Api api
    @Shared
    List<Api> instances
    @Shared
    String alice
    @Shared
    String bob

    def setupSpec() {
        def data = Path.of('target/kith/outage')
        data.toFile().deleteDir()
        stack = EmbeddedStack.start(data)
        def settings = ['kith.batches.silence': '2s', 'kith.batches.sweep': '1s']
        server = TestKith.serviceOn(stack, settings)
        neighbour = TestKith.serviceOn(stack, settings)
        instances = [server, neighbour].collect { new Api(it.URI) }
        api = instances.first()
        alice = api.profile()
        bob = api.profile()
        api.follow(alice, bob)
        api.say(bob, 'hello')
        new PollingConditions(timeout: 60).eventually {
            assert api.get('/health/dependencies').status == 200
        }
    }

    def cleanupSpec() {
        [server, neighbour]*.stop()
        stack?.close()
    }

    def 'without #store everything goes on, and operators are told'() {
        given:
        stack."$store"().kill()

        expect:
        api.get("/v1/profiles/$alice/timelines/home").json.items.size() == 1
        api.post('/v1/profiles', Api.someone()).status == 201
        isDown(store)
        api.get('/health/liveness').status == 200

        when:
        stack."$store"().restart()

        then:
        new PollingConditions(timeout: RECOVERY).eventually {
            assert api.get('/health/dependencies').status == 200
        }

        where:
        store << ['redis', 'sqs', 's3']
    }

    def 'without SQS posts are written, and reach their readers when it is back'() {
        given: 'a timeline that is delivered to'
        def (carol, dave) = [api.profile(), api.profile()]
        api.follow(carol, dave)
        3.times { assert api.get("/v1/profiles/$carol/timelines/home").status == 200 }
        stack.sqs().kill()

        when:
        def posts = (1..5).collect { api.say(dave, "meanwhile $it") }

        then: 'they are where their author looks'
        api.get("/v1/profiles/$dave/posts").json.items*.id == posts.reverse()

        when:
        stack.sqs().restart()

        then:
        new PollingConditions(timeout: RECOVERY).eventually {
            assert api.get("/v1/profiles/$carol/timelines/home").json.items*.id == posts.reverse()
        }
    }

    def 'without S3 uploads are announced and wait to be completed, and what is deleted is removed from it later'() {
        given:
        def carol = new Uploading(api, api.profile())
        def waiting = carol.uploaded('image/png', Files.png())
        def ready = carol.ready('image/png', Files.png())
        stack.s3().kill()

        expect:
        carol.announce('image/png', Files.png()).status == 201
        refused(carol.complete(waiting))
        carol.show(ready.id).json.state == 'READY'

        when:
        server.applicationContext.getBean(TransactionOperations).executeWrite {
            def media = server.applicationContext.getBean(Media)
            assert media.attach(new ItemId(4711), ProfileId.of(carol.owner), [MediaId.of(ready.id)]).empty
            media.release([new ItemId(4711)])
        }
        server.applicationContext.getBean(Class.forName('dev.kith.media.MediaSweep')).sweep()
        stack.s3().restart()

        then:
        new PollingConditions(timeout: RECOVERY).eventually {
            assert carol.complete(waiting).json.state == 'READY'
        }
        server.applicationContext.getBean(Class.forName('dev.kith.media.MediaSweep')).sweep()
        Uploading.fetch(ready.url).statusCode() == 404
        new PollingConditions(timeout: 60).eventually {
            assert carol.show(waiting).json.thumbnails.size() == 1
        }
    }

    def 'without Redis, what one instance has answered holds on the other'() {
        given:
        def carol = api.profile()
        assert instances*.get("/v1/profiles/$alice/following/$bob")*.status == [200, 200]
        stack.redis().kill()

        expect:
        inTurns(15) { here, there -> agree(here, there, carol) }

        cleanup:
        stack.redis().restart()
    }

    def 'without Redis home timelines are read from the stores, and when it is back, nothing is missing'() {
        given:
        def carol = api.profile()
        def dave = api.profile()
        api.follow(carol, dave)
        def posts = [api.say(dave, 'before')]
        def everybodySees = {
            instances.each { assert it.get("/v1/profiles/$carol/timelines/home?limit=200").json.items*.id.containsAll(posts) }
            true
        }
        assert everybodySees()
        stack.redis().kill()

        expect:
        (1..3).every {
            posts << api.say(dave, 'meanwhile')
            everybodySees()
        }

        when:
        stack.redis().restart()

        then: 'lists are read again'
        new PollingConditions(timeout: RECOVERY).eventually {
            assert everybodySees()
            assert onRedis { it.keys('home:*').size() } >= 1
        }

        when:
        posts << api.say(dave, 'after')

        then: 'and delivered to'
        new PollingConditions(timeout: 30).eventually {
            assert everybodySees()
        }
    }

    def 'while Redis hangs, the graph answers, and what is written is not lost to it'() {
        given:
        def carol = api.profile()
        assert instances*.get("/v1/profiles/$carol/following/$bob")*.status == [404, 404]
        def redis = onRedis { (it.info('server') =~ /process_id:(\d+)/)[0][1] }
        "kill -STOP $redis".execute().waitFor()

        when: 'half a minute is more than enough: what nobody bounds takes one'
        def answers = CompletableFuture.supplyAsync {
            [instances[0].get("/v1/profiles/$alice/following/$bob"), instances[1].get("/v1/profiles/$alice/following/$bob"),
             instances[0].get("/v1/profiles/$alice/timelines/home"), instances[1].get("/v1/profiles/$alice/timelines/home"),
             instances[0].put("/v1/profiles/$carol/following/$bob"), instances[1].get("/v1/profiles/$carol/following/$bob")]*.status
        }.get(30, TimeUnit.SECONDS)

        then:
        answers == [200] * 6

        when:
        "kill -CONT $redis".execute().waitFor()

        then:
        new PollingConditions(timeout: RECOVERY).eventually {
            assert instances*.get("/v1/profiles/$carol/following/$bob")*.status == [200, 200]
        }
        api.delete("/v1/profiles/$carol/following/$bob").status == 204
        instances*.get("/v1/profiles/$carol/following/$bob")*.status == [404, 404]

        cleanup:
        "kill -CONT $redis".execute().waitFor()
    }

    def 'what Redis brings back from its disk counts for nothing, and whoever reaches it first does not miss what others write'() {
        given: 'standings on its disk that are not true any more'
        def carol = api.profile()
        api.follow(carol, bob)
        assert instances*.get("/v1/profiles/$carol/following/$bob")*.status == [200, 200]
        onRedis { it.save() }
        stack.redis().kill()
        assert api.delete("/v1/profiles/$carol/following/$bob").status == 204

        and: 'an instance that has only just found that it can not reach Redis'
        def back = false
        def asking = Thread.start {
            while (!back) {
                instances[0].get("/v1/profiles/$carol/following/$bob")
            }
        }

        when:
        stack.redis().restart()
        back = true
        asking.join()

        then: 'the other one sees the truth, and keeps it'
        instances[1].get("/v1/profiles/$carol/following/$bob").status == 404
        onRedis { it.keys('standing:*').size() } >= 2

        and: 'and what the first writes now'
        agree(instances[0], instances[1], carol)
        inTurns(15) { here, there -> agree(here, there, carol) }
    }

    def 'without Neo4j edges are refused, and what does not need them goes on'() {
        given:
        def post = api.say(bob, 'before')
        stack.neo4j().kill()

        expect:
        refused(api.put("/v1/profiles/$bob/following/$alice"))
        refused(api.get("/v1/profiles/$alice/following/$bob"))
        refused(api.get("/v1/profiles/$alice/timelines/home"))
        refusedByModule(api.post("/api/v1/users/$bob/connections", [id: alice]))
        api.get("/v1/posts/$post").status == 200
        isDown('neo4j')

        when: 'a profile is created meanwhile, and a batch begun'
        def carol = api.profile()
        def batch = api.post('/v1/batches/follows', [sourceId: carol, targetIds: [alice, bob]]).json

        and: 'an instance started'
        def third = startMeanwhile()
        stack.neo4j().restart()

        then: 'it can be followed as soon as the graph is back, and nothing was half done'
        new PollingConditions(timeout: RECOVERY).eventually {
            assert api.put("/v1/profiles/$alice/following/$carol").status == 200
        }
        api.get("/v1/profiles/$bob/following/$alice").status == 404
        api.get("/v1/profiles/$alice/following/$bob").status == 200
        api.get('/health/dependencies').status == 200

        and: 'the batch goes on by itself'
        batch.pending == 2
        new PollingConditions(timeout: RECOVERY).eventually {
            assert api.get("/v1/batches/$batch.id").json.outcomes.created == 2
        }

        and: 'the instance has waited'
        comesUp(third)
    }

    def 'without Postgres everything is refused, and what was acknowledged is there afterwards'() {
        given:
        def post = api.say(bob, 'just in time')
        stack.postgres().kill()

        expect:
        refused(api.get("/v1/profiles/$alice"))
        refused(api.get("/v1/profiles/$alice/timelines/home"))
        refused(api.post('/v1/profiles', Api.someone()))
        refusedByModule(api.get("/api/v1/users/$alice"))
        refused(api.post('/v1/posts', [authorId: bob, verb: 'POST', text: 'too late'], ['Idempotency-Key': 'late']))
        isDown('postgres')
        api.get('/health/liveness').status == 200

        and: 'operators see it'
        api.get('/console').with { it.status == 200 && it.body =~ /(?s)postgres<\/span>\s*<span class="state is-down">down/ }
        api.get('/console/audits').with { it.status == 503 && it.header('content-type') == 'text/html' && it.body.contains('<h1>Service Unavailable</h1>') }

        when:
        def third = startMeanwhile()
        stack.postgres().restart()

        then:
        new PollingConditions(timeout: RECOVERY).eventually {
            assert api.get("/v1/posts/$post").status == 200
        }
        api.post('/v1/posts', [authorId: bob, verb: 'POST', text: 'too late'], ['Idempotency-Key': 'late']).status == 201
        api.pages("/v1/profiles/$bob/posts", 50)*.text == ['too late', 'just in time', 'before', 'hello']
        api.get('/health/dependencies').status == 200

        and: 'an instance that was started meanwhile has waited'
        comesUp(third)
    }

    /** Does something so many times, the instances changing places each time. */
    private boolean inTurns(int times, Closure alternation) {
        times.times { n -> alternation.call(instances[n % 2], instances[(n + 1) % 2]) }
        true
    }

    /** What is written here is read there. */
    private boolean agree(Api here, Api there, String carol) {
        here.follow(carol, bob)
        assert there.get("/v1/profiles/$carol/following/$bob").status == 200
        here.block(bob, carol)
        assert there.get("/v1/profiles/$carol/following/$bob").status == 404
        assert there.put("/v1/profiles/$carol/following/$bob").isProblem(404, 'profile-not-found')
        assert here.delete("/v1/profiles/$bob/blocks/$carol").status == 204
        assert there.put("/v1/profiles/$carol/following/$bob").status == 200
        assert here.get("/v1/profiles/$carol/following/$bob").status == 200
        assert here.delete("/v1/profiles/$carol/following/$bob").status == 204
        assert there.get("/v1/profiles/$carol/following/$bob").status == 404
        true
    }

    private <T> T onRedis(Closure<T> commands) {
        def client = RedisClient.create(RedisURI.create(stack.properties()['redis.uri'] as String))
        try {
            commands.call(client.connect().sync())
        } finally {
            client.shutdown()
        }
    }

    private static boolean refused(Api.Answer answer) {
        assert answer.isProblem(503, 'store-unavailable')
        assert answer.header('retry-after').toInteger() > 0
        true
    }

    /** Long enough before a store is back to have asked for it. It waits longer than a service should: so busy is the machine that stores take a minute to start. */
    private Future<EmbeddedServer> startMeanwhile() {
        def patience = ['neo4j.start-patience': '5m', 'datasources.default.initialization-fail-timeout': 300_000]
        def starting = new FutureTask<EmbeddedServer>({ TestKith.serviceOn(stack, ['kith.roles': 'api'] + patience) })
        new Thread(starting).start()
        sleep(3_000)
        starting
    }

    private boolean comesUp(Future<EmbeddedServer> starting) {
        def instance = starting.get(90, TimeUnit.SECONDS)
        try {
            new Api(instance.URI).get("/v1/profiles/$alice").status == 200
        } finally {
            instance.stop()
        }
    }

    /** In the shape of the connections module's contract. */
    private static boolean refusedByModule(Api.Answer answer) {
        assert answer.status == 503 && answer.json.keySet() == ['_description'] as Set: answer
        assert answer.header('retry-after').toInteger() > 0
        true
    }

    private boolean isDown(String store) {
        def health = api.get('/health/dependencies')
        assert health.status == 503
        assert health.json.dependencies.findAll { it.status == 'DOWN' }*.name == [store]
        true
    }
}
