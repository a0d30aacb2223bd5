package dev.kith

import dev.kith.dev.EmbeddedStack
import io.micronaut.runtime.server.EmbeddedServer
import spock.lang.Isolated
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.Stepwise
import spock.util.concurrent.PollingConditions

import java.nio.file.Path

/** Stores die under the service, and come back. It has servers of its own, since nobody else could use them meanwhile. */
@Isolated
@Stepwise
class OutageSpec extends Specification {

    /** Within this many seconds of a store's return the service uses it again. */
    private static final int RECOVERY = 10

    @Shared
    EmbeddedStack stack
    @Shared
    EmbeddedServer server
    @Shared
    Api api
    @Shared
    String alice
    @Shared
    String bob

    def setupSpec() {
        def data = Path.of('target/kith/outage')
        data.toFile().deleteDir()
        stack = EmbeddedStack.start(data)
        server = TestKith.serviceOn(stack, [:])
        api = new Api(server.URI)
        alice = api.profile()
        bob = api.profile()
        api.follow(alice, bob)
        api.say(bob, 'hello')
    }

    def cleanupSpec() {
        server?.stop()
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

    def 'without Neo4j edges are refused, and what does not need them goes on'() {
        given:
        def post = api.say(bob, 'before')
        stack.neo4j().kill()

        expect:
        refused(api.put("/v1/profiles/$bob/following/$alice"))
        refused(api.get("/v1/profiles/$alice/following/$bob"))
        refused(api.get("/v1/profiles/$alice/timelines/home"))
        api.get("/v1/posts/$post").status == 200
        isDown('neo4j')

        when: 'a profile is created meanwhile'
        def carol = api.profile()
        stack.neo4j().restart()

        then: 'it can be followed as soon as the graph is back, and nothing was half done'
        new PollingConditions(timeout: RECOVERY).eventually {
            assert api.put("/v1/profiles/$alice/following/$carol").status == 200
        }
        api.get("/v1/profiles/$bob/following/$alice").status == 404
        api.get("/v1/profiles/$alice/following/$bob").status == 200
        api.get('/health/dependencies').status == 200
    }

    def 'without Postgres everything is refused, and what was acknowledged is there afterwards'() {
        given:
        def post = api.say(bob, 'just in time')
        stack.postgres().kill()

        expect:
        refused(api.get("/v1/profiles/$alice"))
        refused(api.get("/v1/profiles/$alice/timelines/home"))
        refused(api.post('/v1/profiles', Api.someone()))
        refused(api.post('/v1/posts', [authorId: bob, verb: 'POST', text: 'too late'], ['Idempotency-Key': 'late']))
        isDown('postgres')
        api.get('/health/liveness').status == 200

        when:
        stack.postgres().restart()

        then:
        new PollingConditions(timeout: RECOVERY).eventually {
            assert api.get("/v1/posts/$post").status == 200
        }
        api.post('/v1/posts', [authorId: bob, verb: 'POST', text: 'too late'], ['Idempotency-Key': 'late']).status == 201
        api.pages("/v1/profiles/$bob/posts", 50)*.text == ['too late', 'just in time', 'before', 'hello']
        api.get('/health/dependencies').status == 200
    }

    private static boolean refused(Api.Answer answer) {
        assert answer.isProblem(503, 'store-unavailable')
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
