package dev.kith.post

import dev.kith.KithSpec

import static dev.kith.Api.as
import static dev.kith.Api.someone

class PostSpec extends KithSpec {

    def 'a post is made and read, with whom and what it names'() {
        given:
        def alice = someone()
        def bob = someone()
        def aliceId = profile(alice)
        def bobId = profile(bob)
        def text = "Off with @${bob.handle} and @nobody_at_all to the #TeaParty".toString()

        when:
        def created = post('/v1/posts', [authorId: aliceId, verb: 'QUESTION', text: text, extra: [mood: 'curious', n: [1, 2.5, null]]])

        then:
        created.status == 201
        created.header('location') == "/v1/posts/${created.json.id}"
        created.header('etag') == '"1"'
        created.json.subMap('author', 'verb', 'text', 'mentions', 'hashtags', 'extra') == [
                author  : [id: aliceId, handle: alice.handle, displayName: alice.displayName],
                verb    : 'QUESTION',
                text    : text,
                mentions: [[id: bobId, handle: bob.handle]],
                hashtags: ['teaparty'],
                extra   : [mood: 'curious', n: [1, 2.5, null]]]
        get("/v1/posts/${created.json.id}").json == created.json
        get("/v1/profiles/$aliceId").json.postsCount == 1
    }

    def 'a new post with #wrong is refused for its #field'() {
        given:
        def alice = profile()

        when:
        def answer = post('/v1/posts', [authorId: alice, verb: 'POST', text: 'hello'] + wrong)

        then:
        answer.isProblem(400, 'malformed')
        answer.violatedFields == [field]
        get("/v1/profiles/$alice").json.postsCount == 0

        where:
        wrong                                  || field
        [authorId: null]                       || 'authorId'
        [authorId: 'alice']                    || 'authorId'
        [authorId: 12]                         || 'authorId'
        [verb: null]                           || 'verb'
        [verb: 'SING']                         || 'verb'
        [text: 'x' * 5_001]                    || 'text'
        [text: 5]                              || 'text'
        [text: ' ']                            || 'body'
        [text: null]                           || 'body'
        [text: null, extra: [:]]               || 'body'
        [extra: [a: 'x' * 4_096]]              || 'body'
        [extra: 'a']                           || 'extra'
        [colour: 'red']                        || 'colour'
    }

    def 'a post of 5,000 characters, or one that says something in extra only, is fine'() {
        given:
        def alice = profile()

        expect:
        post('/v1/posts', [authorId: alice, verb: 'POST', text: '界' * 5_000]).status == 201
        post('/v1/posts', [authorId: alice, verb: 'POST', extra: [imageFile: 'a.jpg']]).status == 201
    }

    def 'nobody posts as nobody, nor as somebody else'() {
        given:
        def alice = profile()
        def bob = profile()

        expect:
        post('/v1/posts', [authorId: '4711', verb: 'POST', text: 'hello']).isProblem(404, 'profile-not-found')
        post('/v1/posts', [authorId: alice, verb: 'POST', text: 'hello'], as(bob)).isProblem(403, 'viewer-mismatch')
        post('/v1/posts', [authorId: alice, verb: 'POST', text: 'hello'], as(alice)).status == 201
    }

    def 'its author deletes a post, and nobody else does'() {
        given:
        def alice = profile()
        def bob = profile()
        def hello = say(alice, 'hello')

        expect:
        delete("/v1/posts/$hello").isProblem(400, 'viewer-required')
        delete("/v1/posts/$hello", as(bob)).isProblem(403, 'not-author')
        delete("/v1/posts/$hello", as(alice) + ['If-Match': '"9"']).isProblem(412, 'stale')
        delete("/v1/posts/$hello", as(alice) + ['If-Match': '"1"']).status == 204
        get("/v1/posts/$hello").isProblem(404, 'post-not-found')
        delete("/v1/posts/$hello", as(alice)).isProblem(404, 'post-not-found')
        get("/v1/profiles/$alice/posts").json.items == []
        get("/v1/profiles/$alice").json.postsCount == 0
        get('/v1/posts/4711').isProblem(404, 'post-not-found')
        get('/v1/posts/hello').isProblem(400, 'malformed')
    }

    def 'posts of a private profile are for its followers'() {
        given:
        def alice = profile()
        def carol = profile()
        follow(alice, carol)
        patch("/v1/profiles/$carol", [private: true])
        def secret = say(carol, 'psst')

        expect:
        get("/v1/posts/$secret", as(alice)).status == 200
        get("/v1/posts/$secret", as(carol)).status == 200
        get("/v1/profiles/$carol/posts", as(alice)).json.items*.id == [secret]
        get("/v1/posts/$secret").isProblem(404, 'post-not-found')
        get("/v1/posts/$secret", as(profile())).isProblem(404, 'post-not-found')
        get("/v1/profiles/$carol/posts", as(profile())).isProblem(404, 'profile-not-found')
        delete("/v1/posts/$secret", as(profile())).isProblem(404, 'post-not-found')
    }

    def 'a post is hidden from those who have a block with anyone it names'() {
        given:
        def alice = profile()
        def bob = someone()
        def bobId = profile(bob)
        def carol = profile()
        def hello = say(alice, "hello @${bob.handle}")
        block(bobId, carol)

        expect:
        get("/v1/posts/$hello", as(carol)).isProblem(404, 'post-not-found')
        get("/v1/profiles/$alice/posts", as(carol)).json.items == []
        get("/v1/posts/$hello").status == 200
    }

    def 'who blocks the author is a word to them, not a mention'() {
        given:
        def alice = profile()
        def bob = someone()
        def bobId = profile(bob)
        block(bobId, alice)

        expect:
        get("/v1/posts/${say(alice, "hello @${bob.handle}")}").json.mentions == []
    }

    def 'whoever was mentioned and is deleted since is a word again'() {
        given:
        def alice = profile()
        def bob = someone()
        def bobId = profile(bob)
        def hello = say(alice, "hello @${bob.handle}")
        delete("/v1/profiles/$bobId")

        expect:
        get("/v1/posts/$hello").json.mentions == []
    }

    def 'the posts of a profile come newest first, page by page'() {
        given:
        def alice = profile()
        def said = (1..7).collect { say(alice, "number $it") }

        expect:
        pages("/v1/profiles/$alice/posts", limit)*.id == said.reverse()

        where:
        limit << [1, 3, 7, 200]
    }
}
