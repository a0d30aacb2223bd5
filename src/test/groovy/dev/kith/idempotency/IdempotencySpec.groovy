package dev.kith.idempotency

import dev.kith.KithSpec

import java.util.concurrent.Callable
import java.util.concurrent.Executors

import static dev.kith.Api.someone

class IdempotencySpec extends KithSpec {

    private static Map<String, String> key() {
        ['Idempotency-Key': UUID.randomUUID().toString()]
    }

    def 'the same key again replays the first answer'() {
        given:
        def key = key()
        def alice = someone()

        when:
        def first = post('/v1/profiles', alice, key)
        def second = post('/v1/profiles', alice, key)

        then:
        first.status == 201 && first.header('idempotent-replayed') == null
        second.status == 201 && second.header('idempotent-replayed') == 'true'
        second.json == first.json
        second.header('location') == first.header('location')
        second.header('etag') == first.header('etag')
    }

    def 'a post is made once for a key'() {
        given:
        def key = key()
        def alice = profile()
        def hello = [authorId: alice, verb: 'POST', text: 'hello']

        when:
        3.times { post('/v1/posts', hello, key) }

        then:
        get("/v1/profiles/$alice/posts").json.items.size() == 1
    }

    def 'the same key with another payload is refused'() {
        given:
        def key = key()
        post('/v1/profiles', someone(), key)

        expect:
        post('/v1/profiles', someone(), key).isProblem(422, 'idempotency-mismatch')
    }

    def 'the same key on another route is another key'() {
        given:
        def key = key()
        def alice = profile()
        post('/v1/profiles', someone(), key)

        expect:
        post('/v1/posts', [authorId: alice, verb: 'POST', text: 'hello'], key).status == 201
    }

    def 'a request that was refused may be sent again, mended'() {
        given:
        def key = key()
        def taken = someone()
        profile(taken)

        expect:
        post('/v1/profiles', someone(handle: taken.handle), key).isProblem(409, 'handle-taken')
        post('/v1/profiles', someone(), key).status == 201
    }

    def 'of many at once one is carried out; the others replay it or are told that it runs'() {
        given:
        def key = key()
        def alice = profile()
        def hello = [authorId: alice, verb: 'POST', text: 'hello']
        def callers = Executors.newVirtualThreadPerTaskExecutor()

        when:
        def answers = (1..40).collect { callers.submit({ post('/v1/posts', hello, key) } as Callable) }*.get()

        then:
        answers.count { it.status == 201 && !it.header('idempotent-replayed') } == 1
        answers.findAll { it.status != 201 }.every { it.isProblem(409, 'idempotency-in-flight') }
        answers.findAll { it.status == 201 }*.json*.id.toSet().size() == 1
        get("/v1/profiles/$alice/posts").json.items.size() == 1

        cleanup:
        callers.close()
    }

    def 'a key that is #what is refused'() {
        expect:
        post('/v1/profiles', someone(), ['Idempotency-Key': key]).isProblem(400, 'malformed')

        where:
        what       | key
        'too long' | 'k' * 256
        'blank'    | ' '
    }
}
